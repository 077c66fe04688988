/**
 * A pack: what a region or district publishes for its offices, in one file of one format for all kinds. Data and nothing
 * else: texts, patterns of the language of `detection/`, layouts that say what to read and where to insert and never
 * what to click.
 *
 * The file is JSON: `{ format, version, pack, key, signature }`. The signature is ECDSA P-256 over SHA-256 of the
 * canonical JSON (RFC 8785) of `{ format, version, pack }`, so that spaces and the order of fields do not matter.
 */
import * as z from 'zod/mini';
import { Memorable } from '../calendar/memorable';
import { Rule, RuleBook } from '../detection/rulebook';
import { idOfKey, isSigned, PublicKey, signed } from '../office/keys';
import { canonical } from '../office/record';
import { PackedLayout } from '../sites/layout';
import { Clause } from '../types';

export const FORMAT = 'smotritel-pack';
export const VERSION = 1;

/** Bytes of the longest file that is read; the extension's own pack has a quarter of it. */
export const MOST_BYTES = 2_000_000;

const Id = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/));
const line = z.string().check(z.minLength(1), z.maxLength(200));
const Day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/), z.refine(isDay));

/** A reply as the pack words it; its limits are those of `replies/template.ts`. */
export const PackTemplate = z.strictObject({
  id: Id,
  title: z.string().check(z.minLength(1), z.maxLength(120)),
  text: z.string().check(z.minLength(1), z.maxLength(4000)),
  topics: z.array(z.string().check(z.maxLength(120))),
});
export type PackTemplate = z.infer<typeof PackTemplate>;

/** Rules in the extension's own shape. What of it a subscribed pack may use, `rules.ts` says. */
export const PackRules = z.strictObject({
  ...RuleBook.shape,
  rules: z.array(z.strictObject(Rule.shape)).check(z.maxLength(1000)),
});

export const Pack = z.strictObject({
  /** The same in every issue of the pack. */
  id: Id,
  title: line,
  /** Who publishes it, as people call them. */
  publisher: line,
  /** Number of the issue: a later one has a greater number. */
  number: z.int().check(z.minimum(1)),
  /** ISO date of the last day on which it may be used. */
  expires: Day,
  /** What the publisher says to the offices with it; empty: nothing. */
  note: z.string().check(z.maxLength(4000)),
  templates: z.array(PackTemplate).check(z.maxLength(1000)),
  clauses: z.array(Clause).check(z.maxLength(200)),
  rules: z.nullable(PackRules),
  layouts: z.array(PackedLayout).check(z.maxLength(50)),
  dates: z.array(Memorable).check(z.maxLength(1000)),
});
export type Pack = z.infer<typeof Pack>;

const Base64 = z.string().check(z.regex(/^[A-Za-z0-9+/]{86}==$/));
export const SignedPack = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  pack: Pack,
  key: PublicKey,
  signature: Base64,
});
export type SignedPack = z.infer<typeof SignedPack>;

/** The whole content of an unsigned pack, to begin one with. */
export function emptyPack(id: string, title: string, publisher: string, expires: string): Pack {
  const lists = { templates: [], clauses: [], rules: null, layouts: [], dates: [] };
  return { id, title, publisher, number: 1, expires, note: '', ...lists };
}

/** What is signed. */
export function statement(pack: Pack): string {
  return canonical({ format: FORMAT, version: VERSION, pack });
}

/** @throws z.core.$ZodError for what is no pack, DOMException for a key that cannot sign */
export async function signPack(pack: Pack, keys: { privateKey: CryptoKey; key: PublicKey }): Promise<SignedPack> {
  const whole = Pack.parse(pack);
  const signature = await signed(keys.privateKey, statement(whole));
  return { format: FORMAT, version: VERSION, pack: whole, key: keys.key, signature };
}

/** The file of a signed pack; the same pack gives the same text. */
export function packFile(signed: SignedPack): string {
  return `${JSON.stringify(signed, null, 1)}\n`;
}

/**
 * Why a text is no pack. `too-large`: more bytes than a pack may have; `not-json`; `later`: of a later format version;
 * `menu`: a layout says what to click; `shape`: a field is missing, wrong or unknown; `signature`: it was changed after
 * it was signed.
 */
export type PackFault = 'too-large' | 'not-json' | 'later' | 'menu' | 'shape' | 'signature';

/** `detail` says where and what was expected, for the publisher; empty where there is nothing to say. */
export type ReadPack = { ok: true; signed: SignedPack } | { ok: false; fault: PackFault; detail: string };

const refused = (fault: PackFault, detail = ''): ReadPack => ({ ok: false, fault, detail });

/** Reads and verifies a file, whoever signed it. Takes any text. */
export async function readPack(text: string): Promise<ReadPack> {
  if (new TextEncoder().encode(text).length > MOST_BYTES) return refused('too-large');
  const raw = parsed(text);
  if (raw === undefined) return refused('not-json');
  const version = z.object({ format: z.literal(FORMAT), version: z.number() }).safeParse(raw);
  if (version.success && version.data.version > VERSION) return refused('later');
  const clicks = clicking(raw);
  if (clicks !== null) return refused('menu', clicks);
  const read = SignedPack.safeParse(raw);
  if (!read.success) return refused('shape', shapeOf(read.error));
  const unknown = unknownIn(raw, read.data);
  if (unknown) return refused('shape', unknown);
  const repeated = repeatedIn(read.data.pack);
  if (repeated) return refused('shape', repeated);
  const { pack, key, signature } = read.data;
  if (!(await isSigned(key, statement(pack), signature))) return refused('signature');
  return { ok: true, signed: read.data };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const Layouts = z.object({ pack: z.object({ layouts: z.array(z.looseObject({})) }) });

/** The first layout that says what to click, or null. Named apart from other faults: it is no slip of the pen. */
function clicking(raw: unknown): string | null {
  const read = Layouts.safeParse(raw);
  const found = read.data?.pack.layouts.find((layout) => Object.hasOwn(layout, 'menu'));
  return found ? String(found.id ?? '') : null;
}

/** Where a shape is wrong, at most three places; never what stands there. */
export function shapeOf(error: z.core.$ZodError): string {
  const places = error.issues.map((issue) => {
    const names = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    const what = issue.code === 'unrecognized_keys' ? 'unknown' : issue.message;
    return names.map((path) => `${path.join('.')}: ${what}`).join('; ');
  });
  return places.slice(0, 3).join('; ');
}

/** Nested shapes pass over fields that they do not know; nothing that is signed may go unread. */
export function unknownIn(raw: unknown, read: unknown, path = ''): string {
  if (Array.isArray(raw) && Array.isArray(read)) {
    for (const [at, one] of raw.entries()) {
      const found = unknownIn(one, read[at], `${path}.${at}`);
      if (found) return found;
    }
    return '';
  }
  if (raw === null || typeof raw !== 'object' || read === null || typeof read !== 'object') return '';
  for (const [name, inner] of Object.entries(raw)) {
    if (!Object.hasOwn(read, name)) return `${path}.${name}: unknown`.slice(1);
    const found = unknownIn(inner, (read as Record<string, unknown>)[name], `${path}.${name}`);
    if (found) return found;
  }
  return '';
}

/** A second thing of one id would make it a matter of chance which one holds. */
function repeatedIn({ templates, clauses, layouts }: Pack): string {
  for (const [name, things] of Object.entries({ templates, clauses, layouts })) {
    const ids = things.map(({ id }) => id);
    const twice = ids.find((id, at) => ids.indexOf(id) !== at);
    if (twice !== undefined) return `${name}: "${twice}" twice`;
  }
  return '';
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** A publisher's key as people copy it: both numbers with a dot between. */
export function keyText({ x, y }: PublicKey): string {
  return `${x}.${y}`;
}

/** @returns null for what is no key */
export function readKey(text: string): PublicKey | null {
  const [x, y, ...more] = text.trim().split('.');
  const read = PublicKey.safeParse({ x, y });
  return read.success && more.length === 0 ? read.data : null;
}

/** What two people read to each other to compare a key: «3f9a 77c0 …». */
export async function keyPrint(key: PublicKey): Promise<string> {
  return (await idOfKey(key)).slice(0, 24).replace(/(.{4})(?=.)/g, '$1 ');
}
