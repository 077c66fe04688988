/** What the dashboard shows and what can be done there. Views know these, never where the data lie. */
import type { DayChange } from '../../calendar/days';
import type { OfficeHours } from '../../calendar/hours';
import type { DashboardText } from '../../locales/dashboard';
import type { Language } from '../../locales/translate';
import type { PageView } from '../../messages';
import type { BackupFacts, BackupState } from '../../office/backup';
import type { RegisteredPage } from '../../office/pages';
import type { ReminderSettings } from '../../office/settings';
import type { OfficeProfile } from '../../replies/profile';
import type { Standing, Step, TemplateRevision } from '../../replies/template';
import type { Clause, PageIdentity } from '../../types';

/** A registered page with what only the office needs to know. */
export interface PageRow extends PageView {
  owner: RegisteredPage['owner'];
  /** Whether a repost counts as a publication. */
  countReposts: boolean;
  /** ISO date; empty: nobody has said. */
  opened: string;
  responsible: string;
}

export type PageChange = Partial<
  Pick<PageRow, 'name' | 'owner' | 'norm' | 'normSource' | 'countReposts' | 'opened' | 'responsible'>
>;

/** One template: `id` is that of the entity that its revisions belong to. */
export interface TemplateEntry {
  id: string;
  standing: Standing<TemplateRevision>;
}

/** A revision to be added; `entity` null makes a new template. */
export interface TemplateStep {
  entity: string | null;
  step: Step;
}

export interface Settings {
  language: Language;
  zone: string;
  /** Days that comments and posts seen are kept. */
  retentionDays: number;
  /** Show findings of the lowest level too. */
  showLook: boolean;
  /** Days that the production calendar does not know. */
  dayChanges: DayChange[];
  officeHours: OfficeHours;
  reminder: ReminderSettings;
  /** Days that what is about a person in the journal is kept. */
  journalDays: number;
  /** When a waiting comment is owed a first response and a final answer. */
  answerNorms: { firstHours: number; finalDays: number };
  /** Remind of comments whose answer is due. */
  answerReminder: boolean;
  /** Keys of the desk that were bound anew, by act. */
  keys: Record<string, string>;
  /** Steps of the first run: put off by their name, said to be done as `done:<name>`. */
  startSteps: string[];
}

/** How many things of each kind are stored. */
export interface Counts {
  pages: number;
  templates: number;
  posts: number;
  comments: number;
  weeks: number;
  /** Records that could not be read, kept as they are. */
  aside: number;
  /** Comments that wait for a decision or an answer. */
  waiting: number;
}

/** One of several versions that people wrote apart. */
export interface Version {
  id: string;
  /** ms since the epoch */
  at: number;
  author: string;
  body: unknown;
}

/** What an edit of a shared thing supersedes, and the versions of it that stand apart, the one in force first. */
export interface SharedState {
  parents: readonly string[];
  apart: readonly Version[];
}

/** What the storage holds and this version cannot read. */
export interface Misfit {
  store: string;
  reason: string;
  n: number;
}

/** The copy outside this PC. */
export interface BackupView extends BackupFacts {
  state: BackupState;
  /** The words of the copies were chosen. */
  hasPassphrase: boolean;
}

export interface OfficeState {
  pages: readonly PageRow[];
  templates: readonly TemplateEntry[];
  clauses: readonly Clause[];
  profile: OfficeProfile;
  settings: Settings;
  counts: Counts;
  /** Every shared page, clause and the profile, by `page/<id>`, `clause/<id>`, `profile`. */
  shared: ReadonlyMap<string, SharedState>;
  /** Entries of the register that are one page, each group with the surest first. */
  duplicates: readonly (readonly PageRow[])[];
  /** Names of settings that could not be read and stand at their default. */
  unread: readonly string[];
  misfits: readonly Misfit[];
  backup: BackupView;
  /** Names of databases that could not be opened and were set aside. */
  shelved: readonly string[];
}

/** `site`: none of ours; `nobody`: no page of anybody; `taken`: registered already. */
export type LinkFault = 'site' | 'nobody' | 'taken';
export type PageByLink = { identity: PageIdentity } | { fault: LinkFault };

export interface PageActions {
  /** What page a link that somebody pasted leads to. */
  readLink(written: string, name: string): PageByLink;
  onSave(id: string, change: PageChange): void;
  onAdd(identity: PageIdentity): void;
  onRemove(page: PageRow): void;
  /** Several entries are one page: `stays` takes the faces and weeks of the others, `norm` is the norm from now on. */
  onUnite(stays: PageRow, others: readonly PageRow[], norm: PageRow): void;
  /** Of the versions written apart this one stays. */
  onTake(page: PageRow, version: Version): void;
}

export interface Speech {
  t: DashboardText;
  language: Language;
}
