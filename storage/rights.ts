/** What this member may decide about things of one kind, and what becomes of a wish beyond that. */
import { memberOf } from '../office/membership';
import { OfficeError } from './office';
import type { Store } from './store';

export interface Rights {
  approves: boolean;
  ownToo: boolean;
  /** Ids of revisions that this member wrote. */
  own: ReadonlySet<string>;
}

/** What this member may decide; null before there is an office. */
export async function readRights(store: Store, kind: string): Promise<Rights | null> {
  const [self, membership] = await Promise.all([store.belonging.self(), store.belonging.membership()]);
  if (!self || !membership) return null;
  const ownToo = membership.ownApproval({ author: `${self.member}.now`, seq: Number.MAX_SAFE_INTEGER });
  const own = ownToo ? [] : (await store.revisions(kind)).filter(({ author }) => memberOf(author) === self.member);
  const approves = membership.rolesOf(self.member, Date.now()).includes('approver');
  return { approves, ownToo, own: new Set(own.map(({ id }) => id)) };
}

/** Who may not approve puts up for approval. @throws OfficeError for retiring without the right to */
export function verdictOf(
  wish: 'approve' | 'retire',
  revisions: readonly string[],
  rights: Rights | null,
): 'approve' | 'propose' | 'retire' {
  const { approves = true, ownToo = true, own = new Set<string>() } = rights ?? {};
  if (wish === 'approve') return approves && (ownToo || !revisions.some((id) => own.has(id))) ? 'approve' : 'propose';
  if (!approves) throw new OfficeError('no-right');
  return 'retire';
}
