/**
 * Evidence files on a remote: personal data of cases, each under a key of its own and then under the office's. One that
 * was erased is removed wherever it turns up, and nobody writes it again.
 */
import type { Bytes } from '../office/bytes';
import { CipherError, decrypt, encrypt } from './cipher';
import type { Attachments } from './ledger';
import { inParallel, type Meeting } from './meeting';
import { type EvidenceName, formatName, nonce, tagOf } from './names';
import { attempt, isHopeless } from './outcome';

/** Requests at a time; these files are larger than segments. */
const PARALLEL = 3;

interface Listed {
  text: string;
  name: EvidenceName;
}

/** Removes, fetches and writes, in this order. */
export async function exchangeEvidence(
  meeting: Meeting,
  attachments: Attachments,
  listed: readonly Listed[],
): Promise<void> {
  const { held, erased } = await attachments.index();
  const [holding, gone] = [await tagged(meeting, held), await tagged(meeting, erased)];
  await erase(
    meeting,
    listed.filter(({ name }) => gone.has(name.file)),
  );
  const living = listed.filter(({ name }) => !gone.has(name.file));
  await fetchEvidence(meeting, attachments, living);
  const present = new Set(living.map(({ name }) => name.file));
  for (const [tag, id] of holding) {
    if (gone.has(tag)) continue;
    const isMissing = !present.has(tag);
    const isOwn = meeting.notes.fetched[tag] === undefined;
    const isTime = meeting.isMissingLong(tag, isMissing) || (isOwn && isMissing);
    if (isTime && !(await write(meeting, attachments, tag, id))) meeting.outcome.waiting += 1;
  }
}

async function tagged({ party }: Meeting, ids: readonly string[]): Promise<Map<string, string>> {
  const tags = ids.map(async (id) => [await tagOf(party.trust.office, 'file', id), id] as const);
  return new Map(await Promise.all(tags));
}

async function erase({ outcome, party }: Meeting, files: readonly Listed[]): Promise<void> {
  for (const { text } of files) {
    if (isHopeless(outcome, 'delete')) return;
    if (await attempt(outcome, 'delete', () => party.remote.delete(text, party.signal))) outcome.evidence.erased += 1;
  }
}

/** Fetches what records tell of and is not here. */
export async function fetchEvidence(
  meeting: Meeting,
  attachments: Attachments,
  listed: readonly Listed[],
): Promise<void> {
  const { outcome, notes, party } = meeting;
  const wanting = await tagged(meeting, (await attachments.index()).wanted);
  const files = new Map(listed.filter(({ name }) => wanting.has(name.file)).map((file) => [file.name.file, file]));
  await inParallel(Math.min(PARALLEL, party.parallel ?? PARALLEL), [...files], async ([tag, file]) => {
    if (isHopeless(outcome, 'get')) return;
    const got = await attempt(outcome, 'get', () => party.remote.get(file.text, party.signal));
    if (!got?.value) return;
    const content = await opened(meeting, file.text, got.value);
    if (content && (await attachments.keep(wanting.get(tag) ?? '', content))) {
      notes.fetched[tag] = true;
      outcome.evidence.received += 1;
    } else outcome.aside.push({ name: file.text, reason: content ? 'forged' : 'torn' });
  });
}

async function opened({ party: { trust } }: Meeting, name: string, bytes: Bytes): Promise<Bytes | null> {
  try {
    return await decrypt(bytes, (id) => trust.keyOf(id), { office: trust.office, name });
  } catch (error) {
    if (error instanceof CipherError) return null;
    throw error;
  }
}

async function write(meeting: Meeting, attachments: Attachments, tag: string, id: string): Promise<boolean> {
  const { outcome, party, tags } = meeting;
  if (isHopeless(outcome, 'put')) return false;
  const content = await attachments.read(id);
  if (!content) return true;
  const part = {
    kind: 'evidence' as const,
    office: tags.office,
    file: tag,
    writer: tags.writer,
    key: tags.key,
    nonce: nonce(),
  };
  const key = await party.trust.sealing();
  const { name, bytes } = await encrypt(content, key, party.trust.office, (size) => formatName({ ...part, size }));
  if (!(await attempt(outcome, 'put', () => party.remote.put(name, bytes, party.signal)))) return false;
  outcome.evidence.sent += 1;
  return true;
}
