/**
 * What the office shares is kept as append-only revisions: every change is a new one that names those it supersedes.
 * Order comes from parents and the author's running number; wall time is for display only. So two edits made apart
 * both stay, and signing and sync can be added without rewriting anything: a revision is a record but for the link to
 * its author's previous one, which the running number gives.
 */
import canonicalize from 'canonicalize';
import * as z from 'zod/mini';

/** Strict: a field that is not hashed into the id by every reader would make one id stand for two contents. */
export const Revision = z.strictObject({
  version: z.literal(1),
  /** Hex SHA-256 of the canonical JSON (RFC 8785) of everything else in it. */
  id: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  /** `template`, `page`, `profile`, `clause`, `exception` …; kinds that this version does not know are kept as they are. */
  kind: z.string().check(z.minLength(1)),
  /** What it is a revision of. */
  entity: z.string().check(z.minLength(1)),
  /** Ids of the revisions that it supersedes; empty for the first one. */
  parents: z.array(z.string()),
  /** ms since the epoch, by the author's clock. */
  at: z.number(),
  /** Random id of the browser that wrote it. */
  author: z.string().check(z.minLength(1)),
  /** The author's running number, from 1. */
  seq: z.int().check(z.minimum(1)),
  body: z.unknown(),
});
export type Revision = z.infer<typeof Revision>;

/** Everything of a revision but its id. */
export type Content = Omit<Revision, 'id'>;

/**
 * Gives a content its id. The body is kept as JSON holds it: fields that are `undefined` are left out, halves of
 * surrogate pairs (cut emoji) become U+FFFD, because canonical JSON has no word for them.
 * @throws TypeError for a body that JSON cannot hold: NaN, a cycle, no value at all.
 */
export async function sealRevision(content: Content): Promise<Revision> {
  if (content.body === undefined) throw new TypeError('a revision must have a body');
  const json = canonical(content, wellFormed);
  return { ...(parsed(json) as Content), id: await sha256(json) };
}

/** Whether the id is that of the content. */
export async function isWhole(revision: Revision): Promise<boolean> {
  const { id, ...content } = revision;
  try {
    return (await sha256(canonical(content))) === id;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** Hex SHA-256 of bytes, or of a text in UTF-8. */
export async function sha256(content: string | ArrayBuffer): Promise<string> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The revisions of one entity that nothing supersedes, in an order that is the same on every machine. */
export function heads(revisions: readonly Revision[]): Revision[] {
  const superseded = new Set(revisions.flatMap((revision) => revision.parents));
  const open = new Map(revisions.filter(({ id }) => !superseded.has(id)).map((revision) => [revision.id, revision]));
  return [...open.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Whether people edited one entity apart and wrote different things, so that a person must say which is right. */
export function conflicted(revisions: readonly Revision[]): boolean {
  const bodies = new Set(heads(revisions).map(({ body }) => canonicalize(body)));
  return bodies.size > 1;
}

/**
 * The revision in force: the head, or of several made apart the one with the longest history, then of the smallest id,
 * so that every browser takes the same while nobody has merged them yet.
 */
export function current(revisions: readonly Revision[]): Revision | null {
  const open = heads(revisions);
  if (open.length < 2) return open[0] ?? null;
  const depth = depths(revisions);
  return open.reduce((best, one) => (depth.get(one.id)! > depth.get(best.id)! ? one : best));
}

/** Revisions by entity. */
export function byEntity(revisions: Iterable<Revision>): Map<string, Revision[]> {
  const entities = new Map<string, Revision[]>();
  for (const revision of revisions) {
    const known = entities.get(revision.entity);
    if (known) known.push(revision);
    else entities.set(revision.entity, [revision]);
  }
  return entities;
}

/** Parents that are named but not among the revisions: they have not arrived yet, or were lost. */
export function missingParents(revisions: readonly Revision[]): string[] {
  const known = new Set(revisions.map(({ id }) => id));
  return [...new Set(revisions.flatMap(({ parents }) => parents))].filter((id) => !known.has(id)).sort();
}

/** Length of the longest known line of parents behind each revision. Hashes cannot form a cycle, foreign data could. */
function depths(revisions: readonly Revision[]): Map<string, number> {
  const children = new Map<string, string[]>();
  const waiting = new Map<string, number>();
  const known = new Map(revisions.map((revision) => [revision.id, new Set(revision.parents)]));
  for (const [id, parents] of known) {
    const present = [...parents].filter((parent) => known.has(parent));
    waiting.set(id, present.length);
    for (const parent of present) children.set(parent, [...(children.get(parent) ?? []), id]);
  }
  const depth = new Map([...known.keys()].map((id) => [id, 0]));
  const ready = [...waiting].filter(([, count]) => count === 0).map(([id]) => id);
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    for (const child of children.get(id) ?? []) {
      depth.set(child, Math.max(depth.get(child)!, depth.get(id)! + 1));
      waiting.set(child, waiting.get(child)! - 1);
      if (waiting.get(child) === 0) ready.push(child);
    }
  }
  return depth;
}

function canonical(content: unknown, prepare: (value: unknown) => unknown = (value) => value): string {
  try {
    const json = canonicalize(prepare(content));
    if (json !== undefined) return json;
  } catch (error) {
    throw new TypeError('a revision must be plain JSON', { cause: error });
  }
  throw new TypeError('a revision must be plain JSON');
}

/** @throws TypeError: the library writes a function as `undefined`. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new TypeError('a revision must be plain JSON', { cause: error });
  }
}

/** A copy in which every text can be written in UTF-8. Anything that is no plain object is left for JSON to judge. */
function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.toWellFormed(), wellFormed(inner)]));
}
