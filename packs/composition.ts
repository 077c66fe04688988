/** Makes a pack out of what an office or a district has, and keeps a publisher's key in a file. */
import * as z from 'zod/mini';
import { type OfficeAdditions, officeRules, unitedRules } from '../detection/additions';
import { PublicKey } from '../office/keys';
import { Pack, shapeOf, unknownIn } from './pack';

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** A publisher's key file: whoever has it publishes in his name. */
const KeyFile = z.strictObject({
  format: z.literal('smotritel-pack-key'),
  version: z.literal(1),
  key: PublicKey,
  /** The private number of the JWK. */
  secret: z.string().check(z.regex(/^[\w-]{43}$/)),
});

export interface Publisher {
  privateKey: CryptoKey;
  key: PublicKey;
}

/** A new key as the text of its file. */
export async function makePublisher(): Promise<string> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);
  const { x, y, d } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  const file = KeyFile.parse({ format: 'smotritel-pack-key', version: 1, key: { x, y }, secret: d });
  return `${JSON.stringify(file, null, 1)}\n`;
}

/** @returns null for what is no key file, or one whose halves do not belong together */
export async function readPublisher(text: string): Promise<Publisher | null> {
  try {
    const { key, secret } = KeyFile.parse(JSON.parse(text));
    const jwk = { kty: 'EC', crv: 'P-256', ...key, d: secret };
    return { privateKey: await crypto.subtle.importKey('jwk', jwk, CURVE, false, ['sign']), key };
  } catch {
    return null;
  }
}

const Part = z.partial(Pack);

/**
 * Lists to put into a pack, from a file: an unsigned pack, a part of one, or a signed one, whose content is taken.
 * @returns what is wrong instead, for the person who wrote it
 */
export function readDraft(text: string): { draft: Partial<Pack> } | { fault: string } {
  try {
    const raw: unknown = JSON.parse(text);
    const inner = z.object({ format: z.string(), pack: z.unknown() }).safeParse(raw);
    const content = inner.success ? inner.data.pack : raw;
    const read = Part.safeParse(content);
    if (!read.success) return { fault: shapeOf(read.error) };
    const unknown = unknownIn(content, read.data);
    return unknown ? { fault: unknown } : { draft: read.data };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

/** Words of an office as rules of a pack; an office's id is no name that a pack may carry, so they are numbered. */
export function wordRules({ words, vetoes }: OfficeAdditions): NonNullable<Pack['rules']> {
  return officeRules({ words: words.map((word, at) => ({ ...word, id: `word-${at + 1}` })), vetoes });
}

/** A draft's lists after those that are there; a thing of an id that is there already stands in its place. */
export function withDraft(pack: Pack, draft: Partial<Pack>): Pack {
  const { templates = [], clauses = [], layouts = [], dates = [], rules = null } = draft;
  return {
    ...pack,
    templates: byId(pack.templates, templates),
    clauses: byId(pack.clauses, clauses),
    layouts: byId(pack.layouts, layouts),
    dates: [...pack.dates, ...dates],
    rules: rules && pack.rules ? unitedRules(pack.rules, rules) : (rules ?? pack.rules),
  };
}

function byId<Thing extends { id: string }>(first: readonly Thing[], then: readonly Thing[]): Thing[] {
  return [...new Map([...first, ...then].map((one) => [one.id, one])).values()];
}
