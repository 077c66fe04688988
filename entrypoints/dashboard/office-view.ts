/** Reads what the section «Сотрудники» shows. */
import type { PageRow } from '../../components/dashboard/model';
import type { AsideRow, LoanRow, MatterRow, OfficeView, Outside } from '../../components/dashboard/office/model';
import { isWhole } from '../../office/matters';
import { isActive, type Membership, memberOf } from '../../office/membership';
import type { Revision } from '../../office/record';
import type { Self } from '../../storage/belonging';
import { type OpenMatter, readOpenMatters } from '../../storage/handover';
import { readPending, readSent } from '../../storage/joining';
import { hasPin } from '../../storage/pin';
import { readUncounted } from '../../storage/set-aside';
import type { Store } from '../../storage/store';

/** @throws StorageError */
export async function readOfficeView(
  store: Store,
  pages: readonly Pick<PageRow, 'id' | 'name'>[],
  zone: string,
  now: number,
): Promise<OfficeView | Outside> {
  const [self, membership] = await Promise.all([store.belonging.self(), store.belonging.membership()]);
  if (!self || !membership) {
    const pending = await readPending(store);
    const joining = pending && { name: pending.invitation.name, expires: pending.invitation.expires };
    return { joining };
  }
  const [sent, aside, pin, open] = await Promise.all([
    readSent(store, now),
    readUncounted(store),
    hasPin(store),
    readOpenMatters(store, zone, now),
  ]);
  const matters = (chosen: readonly OpenMatter[]): MatterRow[] => chosen.map((one) => matterOf(one, pages));
  return {
    members: membersOf(membership, self),
    roles: membership.rolesOf(self.member, now),
    ownApproval: membership.ownApproval({ author: `${self.member}.now`, seq: Number.MAX_SAFE_INTEGER }),
    loans: membership.loans
      .filter(({ ended }) => !ended)
      .map((loan) => ({
        ...loanOf(loan, membership, self, now),
        matters: matters(open.filter(({ holder }) => holder.loan?.id === loan.id)),
      })),
    matters: matters(open),
    invitations: sent.map(({ invitation, request, challenge }) => ({
      secret: invitation.secret,
      expires: invitation.expires,
      from: request?.name ?? null,
      digits: challenge,
    })),
    aside: aside.map((record) => asideOf(record, membership)),
    hasPin: pin,
  };
}

/** Those who left last, oneself first. */
function membersOf(membership: Membership, self: Self): OfficeView['members'] {
  const rows = [...membership.members.values()].map(({ id, name, post, roles, admittedAt, revoked }) => ({
    id,
    name,
    post,
    roles,
    admittedAt,
    isSelf: id === self.member,
    gone: revoked && { at: revoked.at, reason: revoked.reason },
  }));
  const order = ({ isSelf, gone }: (typeof rows)[number]): number => (gone ? 2 : isSelf ? 0 : 1);
  return rows.sort((a, b) => order(a) - order(b) || a.name.localeCompare(b.name, 'ru'));
}

export const nameIn = (membership: Membership | null, member: string | null): string =>
  membership?.members.get(member ?? '')?.name ?? '';

function loanOf(
  loan: Membership['loans'][number],
  membership: Membership,
  self: Self,
  now: number,
): Omit<LoanRow, 'matters'> {
  const { entity, owner, to, roles, from, until, comment, by } = loan;
  return {
    entity,
    owner: nameIn(membership, owner),
    to: nameIn(membership, to),
    toId: to,
    roles,
    scope: isWhole(loan) ? 'everything' : loan.matters.length > 0 ? 'named' : 'rights',
    from,
    until,
    comment,
    isActive: isActive(loan, now),
    mine: by === self.member || owner === self.member || membership.rolesOf(self.member, now).includes('head'),
  };
}

function matterOf(
  { matter, holder, page, group, title, since, date }: OpenMatter,
  pages: readonly Pick<PageRow, 'id' | 'name'>[],
): MatterRow {
  const name = pages.find(({ id }) => id === page)?.name ?? '';
  return { ...matter, group, title, since, date, page: name, holder: holder.member };
}

function asideOf({ id, kind, entity, author, at, body }: Revision, membership: Membership): AsideRow {
  const { title, occasion, name } = (body ?? {}) as Record<string, unknown>;
  const named = [title, occasion, name].find((one) => typeof one === 'string' && one !== '');
  return { id, kind, title: String(named ?? entity), name: nameIn(membership, memberOf(author)), at };
}
