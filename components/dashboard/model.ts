/** What the dashboard shows and what can be done there. Views know these, never where the data lie. */
import type { DashboardText } from '../../locales/dashboard';
import type { Language } from '../../locales/translate';
import type { PageView } from '../../messages';
import type { RegisteredPage } from '../../office/pages';
import type { OfficeProfile } from '../../replies/profile';
import type { Standing, Step, TemplateRevision } from '../../replies/template';
import type { Clause, PageIdentity } from '../../types';

/** A registered page with what only the office needs to know. */
export interface PageRow extends PageView {
  owner: RegisteredPage['owner'];
  /** Whether a repost counts as a publication. */
  countReposts: boolean;
}

export type PageChange = Partial<Pick<PageRow, 'name' | 'owner' | 'norm' | 'normSource' | 'countReposts'>>;

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
}

export interface OfficeState {
  pages: readonly PageRow[];
  templates: readonly TemplateEntry[];
  clauses: readonly Clause[];
  profile: OfficeProfile;
  settings: Settings;
  counts: Counts;
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
}

export interface Speech {
  t: DashboardText;
  language: Language;
}
