/**
 * A segment: records of one author in one file. It holds runs, each signed once by the author's member; usually one. A
 * browser that restores a file which the remote lost has no other's key, so it puts the runs in as they came, each with
 * its signature.
 */
import * as z from 'zod/mini';
import { type Bytes, fromBase64, fromUtf8, toBase64, utf8 } from '../office/bytes';
import { isWhole, OfficeRecord } from '../office/record';
import { CipherError, decrypt, encrypt } from './cipher';
import { digestOf, formatName, nonce, type SegmentName, tagOf } from './names';
import type { Trust } from './trust';

const FORMAT = 1;

/** A signature over a run of one author's records. */
export const Seal = z.object({
  /** Ids of the records, by running number and id. */
  ids: z.array(z.string()),
  signer: z.string(),
  /** Base64 */
  signature: z.string(),
});
export type Seal = z.infer<typeof Seal>;

export interface Run {
  seal: Seal;
  records: OfficeRecord[];
}

const Content = z.object({
  format: z.literal(FORMAT),
  author: z.string(),
  runs: z
    .array(
      z.object({ signer: z.string(), signature: z.string(), records: z.array(OfficeRecord).check(z.minLength(1)) }),
    )
    .check(z.minLength(1)),
});

/**
 * Why a file was not taken in; each has its sentence in the locales.
 * `torn` cut or altered · `foreign` not of this office · `newer` by a later version · `key` encrypted with a key that is
 * not known here · `forged` not what its name or its ids say · `unsigned` the signature is not the author's · `stranger`
 * signed by somebody who is not known here.
 */
export const ASIDE = ['torn', 'foreign', 'newer', 'key', 'forged', 'unsigned', 'stranger'] as const;
export type Aside = (typeof ASIDE)[number];

export class SegmentError extends Error {
  constructor(
    readonly reason: Aside,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'SegmentError';
  }
}

/** In the order of a line: running number, then id. */
export function inOrder<Record extends { seq: number; id: string }>(records: readonly Record[]): Record[] {
  return [...records].sort((a, b) => a.seq - b.seq || (a.id < b.id ? -1 : Number(a.id > b.id)));
}

/** Signs records of one author, given in order. */
export async function sealRun(author: string, records: readonly OfficeRecord[], trust: Trust): Promise<Run> {
  const ids = records.map(({ id }) => id);
  const digest = await digestOf(ids);
  const { signer, signature } = await trust.sign(payloadOf(trust.office, author, digest));
  return { seal: { ids, signer, signature: toBase64(signature) }, records: [...records] };
}

/** What is signed of a run. @param digest see `digestOf` */
export function payloadOf(office: string, author: string, digest: string): Bytes {
  return utf8(JSON.stringify(['smotritel run 1', office, author, digest]));
}

/** The records of runs, each once, in order. */
export function recordsOf(runs: readonly Run[]): OfficeRecord[] {
  return inOrder([...new Map(runs.flatMap(({ records }) => records).map((record) => [record.id, record])).values()]);
}

/** A file of runs of one author, under a name of its own. */
export async function packSegment(
  author: string,
  runs: readonly Run[],
  trust: Trust,
): Promise<{ name: SegmentName; text: string; bytes: Bytes; ids: string[] }> {
  const content: z.infer<typeof Content> = {
    format: FORMAT,
    author,
    runs: runs.map(({ seal: { signer, signature }, records }) => ({ signer, signature, records })),
  };
  const { office } = trust;
  const key = await trust.sealing();
  const all = recordsOf(runs);
  const ids = all.map(({ id }) => id);
  const part = {
    kind: 'segment' as const,
    office: await tagOf(office, 'office', office),
    author: await tagOf(office, 'author', author),
    first: all[0]?.seq ?? 0,
    last: all.at(-1)?.seq ?? 0,
    digest: (await digestOf(ids)).slice(0, 32),
    writer: await tagOf(office, 'author', trust.writer),
    key: await tagOf(office, 'key', key.id),
    nonce: nonce(),
  };
  const plain = utf8(JSON.stringify(content));
  const { name, bytes } = await encrypt(plain, key, office, (size) => formatName({ ...part, size }));
  return { name: { ...part, size: bytes.length }, text: name, bytes, ids };
}

/**
 * Reads what came from a remote: everything is checked but the signatures, for which the signers must be known.
 * @throws SegmentError
 */
export async function openSegment(
  bytes: Bytes,
  text: string,
  name: SegmentName,
  trust: Trust,
): Promise<{ author: string; runs: Run[] }> {
  const { author, runs } = contentOf(await opened(bytes, text, trust));
  const segment = { author, runs: runs.map(runOf) };
  const all = recordsOf(segment.runs);
  const digest = await digestOf(all.map(({ id }) => id));
  const isNamed = all[0]?.seq === name.first && all.at(-1)?.seq === name.last && digest.startsWith(name.digest);
  if (!isNamed) throw new SegmentError('forged', 'holds other records than its name says');
  if (all.some((record) => record.author !== author)) throw new SegmentError('forged', 'records of another author');
  const whole = await Promise.all(all.map(isWhole));
  if (whole.includes(false)) throw new SegmentError('forged', 'a record whose id is not that of its content');
  return segment;
}

async function opened(bytes: Bytes, name: string, trust: Trust): Promise<Bytes> {
  try {
    return await decrypt(bytes, (id) => trust.keyOf(id), { office: trust.office, name });
  } catch (error) {
    if (error instanceof CipherError) throw new SegmentError(error.reason, error.message, { cause: error });
    throw error;
  }
}

function contentOf(plain: Bytes): z.infer<typeof Content> {
  let raw: unknown;
  try {
    raw = JSON.parse(fromUtf8(plain));
  } catch (error) {
    throw new SegmentError('forged', 'no JSON', { cause: error });
  }
  const later = z.object({ format: z.int().check(z.minimum(FORMAT + 1)) }).safeParse(raw);
  if (later.success) throw new SegmentError('newer', `format ${later.data.format}`);
  const content = Content.safeParse(raw);
  if (!content.success) throw new SegmentError('forged', z.prettifyError(content.error));
  return content.data;
}

function runOf({ signer, signature, records }: z.infer<typeof Content>['runs'][number]): Run {
  return { seal: { ids: inOrder(records).map(({ id }) => id), signer, signature }, records };
}

/** Whether a run is signed by its author's member. Never `good` without asking who may sign. */
export async function checkRun(author: string, { seal }: Run, trust: Trust): ReturnType<Trust['check']> {
  const { signer, signature, ids } = seal;
  const payload = payloadOf(trust.office, author, await digestOf(ids));
  let bytes: Bytes;
  try {
    bytes = fromBase64(signature);
  } catch {
    return 'bad';
  }
  return trust.check({ author, signer, payload, signature: bytes });
}
