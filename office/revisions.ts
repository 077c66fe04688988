/**
 * What the office shares is kept as append-only revisions: every change is a new one that names those it supersedes.
 * Order comes from parents and the author's running number; wall time is for display only. So two edits made apart
 * both stay, and signing and sync can be added without rewriting anything.
 */
import canonicalize from 'canonicalize';
import * as z from 'zod/mini';

export const Revision = z.object({
  version: z.literal(1),
  /** Hex SHA-256 of the canonical JSON (RFC 8785) of everything else in it. */
  id: z.string(),
  /** `template`, `page`, `profile`, `clause`, `exception` …; kinds that this version does not know are kept as they are. */
  kind: z.string(),
  /** What it is a revision of. */
  entity: z.string(),
  parents: z.array(z.string()),
  /** ms since the epoch, by the author's clock. */
  at: z.number(),
  /** Random id of the browser that wrote it. */
  author: z.string(),
  /** The author's running number, from 1. */
  seq: z.number(),
  body: z.unknown(),
});
export type Revision = z.infer<typeof Revision>;

/** Everything of a revision but its id. */
export type Content = Omit<Revision, 'id'>;

/** @throws TypeError for a body that JSON cannot hold. */
export async function sealRevision(content: Content): Promise<Revision> {
  const json = canonicalize(content);
  if (json === undefined) throw new TypeError('a revision must be plain JSON');
  return { ...content, id: await sha256(json) };
}

/** Whether the id is that of the content. */
export async function isWhole(revision: Revision): Promise<boolean> {
  const { id, ...content } = revision;
  return (await sealRevision(content)).id === id;
}

/** Hex SHA-256 of a text in UTF-8. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The revisions of one entity that nothing supersedes, in an order that is the same on every machine. */
export function heads(revisions: readonly Revision[]): Revision[] {
  const superseded = new Set(revisions.flatMap((revision) => revision.parents));
  return revisions.filter((revision) => !superseded.has(revision.id)).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * The revision in force: the head, or of several made apart the one with the greatest running number, then id, so
 * that every browser takes the same while a person has not yet merged them.
 */
export function current(revisions: readonly Revision[]): Revision | null {
  const open = heads(revisions);
  return open.reduce<Revision | null>((best, one) => (best === null || one.seq > best.seq ? one : best), null);
}

/** Revisions by entity. */
export function byEntity(revisions: readonly Revision[]): Map<string, Revision[]> {
  const entities = new Map<string, Revision[]>();
  for (const revision of revisions) {
    const known = entities.get(revision.entity);
    if (known) known.push(revision);
    else entities.set(revision.entity, [revision]);
  }
  return entities;
}
