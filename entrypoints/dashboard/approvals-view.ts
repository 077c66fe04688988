/** Reads what the section «Утверждение» shows. */

import { dateAt } from '../../calendar/dates';
import type { ApprovalRow, ApprovalState, ApprovalsView, HistoryRow } from '../../components/dashboard/office/model';
import { type Approval, type ApprovalStep, approvalEntity, approvalOf } from '../../office/approval';
import { type Membership, memberOf } from '../../office/membership';
import { byEntity, type Revision } from '../../office/revisions';
import { PLAN, PlanItem, planEntry } from '../../publishing/plan';
import { standing, TEMPLATE, type TemplateRevision, templateApproval } from '../../replies/template';
import type { Self } from '../../storage/belonging';
import { readTemplates, type TemplateRevisionRecord } from '../../storage/register';
import type { Store } from '../../storage/store';
import { nameIn } from './office-view';

const { compare } = new Intl.Collator('ru');

/** @param now ms @throws StorageError */
export async function readApprovals(store: Store, zone: string, now: number): Promise<ApprovalsView> {
  const today = dateAt(now, zone);
  const [templates, items, steps, membership, self] = await Promise.all([
    readTemplates(store),
    store.revisions(PLAN),
    store.approvals.read(),
    store.belonging.membership(),
    store.belonging.self(),
  ]);
  const rows = [...templates].map(([id, history]) =>
    membership && self
      ? officeRow(id, history, steps.get(approvalEntity(TEMPLATE, id)) ?? [], today, { membership, self })
      : loneRow(id, history),
  );
  for (const [id, history] of byEntity(items)) {
    const row = planRow(id, history, steps.get(approvalEntity(PLAN, id)) ?? [], today, membership, self);
    if (row) rows.push(row);
  }
  const approvers = membership?.active().filter(({ id }) => membership.rolesOf(id, now).includes('approver')) ?? [];
  return {
    isOffice: membership !== null,
    rows: rows.sort((a, b) => compare(a.title, b.title) || (a.id < b.id ? -1 : 1)),
    roles: membership && self ? membership.rolesOf(self.member, now) : [],
    approvers: approvers.map(({ name }) => name),
  };
}

interface Place {
  membership: Membership;
  self: Self;
}

function officeRow(
  id: string,
  history: readonly TemplateRevisionRecord[],
  steps: readonly ApprovalStep[],
  today: string,
  place: Place,
): ApprovalRow {
  const approval = templateApproval(history, steps, today);
  const { heads, inUse, expired, by } = approval;
  const [head] = heads;
  const used = inUse ?? expired;
  return {
    id,
    kind: 'template',
    ...wordsOf(head),
    state: stateOf(approval),
    heads: heads.map((one) => one.id),
    standing: used?.body.text ?? null,
    inUse: inUse !== null,
    until: by?.body.until ?? null,
    by: by && historyRow(by, place.membership),
    isOwn: head !== undefined && isOwn(head, place),
    history: approval.history.map((step) => historyRow(step, place.membership)),
  };
}

/** An item of the plan that is still to come, or waits for approval; null for another. */
function planRow(
  id: string,
  history: readonly Revision[],
  steps: readonly ApprovalStep[],
  today: string,
  membership: Membership | null,
  self: Self | null,
): ApprovalRow | null {
  const whole = history.flatMap(({ id: revision, parents, author, body }) => {
    const read = PlanItem.safeParse(body);
    return read.success ? [{ id: revision, parents, author, body: read.data }] : [];
  });
  const entry = planEntry(id, whole, steps, [], today);
  if (!entry || entry.status === 'cancelled') return null;
  const { item, status, approved } = entry;
  const approval = approvalOf(whole, steps, { today });
  const { heads, inUse, expired, by, states } = approval;
  const isPast = item.date !== null && item.date < today;
  const [head] = heads;
  const state = heads.length > 1 ? 'apart' : status === 'approved' ? status : (states.get(head?.id ?? '') ?? 'draft');
  if (isPast && state !== 'proposed') return null;
  return {
    id,
    kind: 'plan',
    title: [item.date && new Date(item.date).toLocaleDateString('ru', { timeZone: 'UTC' }), item.occasion]
      .filter(Boolean)
      .join(' · '),
    text: item.text,
    state,
    heads: heads.map((one) => one.id),
    standing: (approved ?? expired?.body)?.text ?? null,
    inUse: inUse !== null,
    until: by?.body.until ?? null,
    by: by && membership && historyRow(by, membership),
    isOwn: head !== undefined && membership !== null && self !== null && isOwn(head, { membership, self }),
    history: membership ? approval.history.map((step) => historyRow(step, membership)) : [],
  };
}

/** As it stands by its own word, before there is an office. */
function loneRow(id: string, history: readonly TemplateRevision[]): ApprovalRow {
  const { approved, heads } = standing(history);
  const [head] = heads;
  return {
    id,
    kind: 'template',
    ...wordsOf(head),
    state: heads.length > 1 ? 'apart' : (head?.body.status ?? 'draft'),
    heads: heads.map((one) => one.id),
    standing: approved?.body.text ?? null,
    inUse: approved !== null,
    until: null,
    by: null,
    isOwn: false,
    history: [],
  };
}

const wordsOf = (head: TemplateRevision | undefined) => ({
  title: head?.body.title ?? '',
  text: head?.body.text ?? '',
});

function stateOf({ heads, states }: Approval<TemplateRevision>): ApprovalState {
  return heads.length > 1 ? 'apart' : (states.get(heads[0]?.id ?? '') ?? 'draft');
}

/** Written by oneself, and somebody else is to approve it. */
function isOwn({ author }: Pick<TemplateRevisionRecord, 'author'>, { membership, self }: Place): boolean {
  const mayOwn = membership.ownApproval({ author: `${self.member}.now`, seq: Number.MAX_SAFE_INTEGER });
  return !mayOwn && memberOf(author) === self.member;
}

function historyRow({ id, at, author, body }: ApprovalStep, membership: Membership): HistoryRow {
  const { verdict, comment, until, paper } = body;
  return { id, at, name: nameIn(membership, memberOf(author)), verdict, comment, until, paper };
}
