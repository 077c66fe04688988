/** What the office's screens show and what can be done there. */

import type { OfficeText } from '../../../locales/office';
import type { Language } from '../../../locales/translate';
import type { Role } from '../../../office/acts';
import type { RevisionState, Verdict } from '../../../office/approval';

export interface OfficeSpeech {
  t: OfficeText;
  language: Language;
  /** IANA zone in which the office's days begin and end. */
  zone: string;
  /** ms */
  now: number;
}

export interface MemberRow {
  id: string;
  name: string;
  post: string;
  roles: readonly Role[];
  isSelf: boolean;
  admittedAt: number;
  gone: { at: number; reason: string } | null;
}

export interface LoanRow {
  /** Entity of its records. */
  entity: string;
  owner: string;
  to: string;
  toId: string;
  roles: readonly Role[];
  /** All that is open, also what comes meanwhile; chosen things; or rights alone. */
  scope: 'everything' | 'named' | 'rights';
  /** What of it is open now. */
  matters: readonly MatterRow[];
  from: number;
  /** First instant after its end, ms. */
  until: number;
  comment: string;
  isActive: boolean;
  /** Whether this browser may end it. */
  mine: boolean;
}

/** A case, an answer or a plan item that is open. */
export interface MatterRow {
  kind: string;
  entity: string;
  group: 'case' | 'answer' | 'plan';
  /** What it is about; empty: not known here. */
  title: string;
  /** «Сосновка»; empty: of several pages. */
  page: string;
  /** When a case was first seen, ms; null for a plan item. */
  since: number | null;
  /** Day of a plan item, ISO date; null: none. */
  date: string | null;
  /** Id of whose it is now; null: nobody's. */
  holder: string | null;
}

export interface InvitationRow {
  secret: string;
  expires: number;
  /** Name of who has asked to be let in; null: nobody yet. */
  from: string | null;
  /** Digits to be read out. */
  digits: string | null;
}

export interface AsideRow {
  id: string;
  kind: string;
  title: string;
  name: string;
  at: number;
}

export interface OfficeView {
  members: readonly MemberRow[];
  /** Roles of this browser now, lent ones among them. */
  roles: readonly Role[];
  ownApproval: boolean;
  loans: readonly LoanRow[];
  /** Everything open in the office that this browser knows of. */
  matters: readonly MatterRow[];
  invitations: readonly InvitationRow[];
  aside: readonly AsideRow[];
  hasPin: boolean;
}

/** A browser that belongs to no office. `joining`: it has asked to be let in. */
export interface Outside {
  joining: { name: string; expires: number } | null;
}

export interface PaperForm {
  number: string;
  date: string;
  signatory: string;
  scan: File | null;
}

export interface HistoryRow {
  id: string;
  at: number;
  name: string;
  verdict: Verdict;
  comment: string;
  until: string | null;
  /** `scan`: id of its file; null: none was kept. */
  paper: { number: string; date: string; signatory: string; scan: string | null } | null;
}

export type ApprovalState = RevisionState | 'apart';

export const APPROVED_KINDS = ['template', 'plan'] as const;

/** One text in the section «Утверждение». */
export interface ApprovalRow {
  id: string;
  kind: (typeof APPROVED_KINDS)[number];
  /** With the day, for a plan item. */
  title: string;
  /** The newest text. */
  text: string;
  state: ApprovalState;
  /** Ids of the revisions that a step speaks of. */
  heads: readonly string[];
  /** The text that may be used or was until its term ended; null: none. */
  standing: string | null;
  /** Whether `standing` may be used today. */
  inUse: boolean;
  /** Last day of the approval, ISO date. */
  until: string | null;
  /** Who approved it, as it is to be printed; empty: nobody with a signature. */
  by: HistoryRow | null;
  /** Written by this member, and the office wants another to approve it. */
  isOwn: boolean;
  history: readonly HistoryRow[];
}

export interface ApprovalsView {
  isOffice: boolean;
  rows: readonly ApprovalRow[];
  roles: readonly Role[];
  /** Names of those who may approve. */
  approvers: readonly string[];
}

/** A scan as it can be shown; `url` is to be let go afterwards. */
export interface Scan {
  url: string;
  isPicture: boolean;
}

export interface Decision {
  verdict: Verdict;
  comment: string;
  until: string | null;
  paper: PaperForm | null;
}
