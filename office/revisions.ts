/**
 * What follows from parents: which revisions of a thing stand open, which is in force, whether people wrote apart.
 * Order comes from parents and the author's running number; wall time is for display only. So two edits made apart
 * both stay. What a revision is made of stands in `record.ts`.
 */
import canonicalize from 'canonicalize';
import type { Revision } from './record';

export { type Content, isWhole, Revision, sealRevision, sha256 } from './record';

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
