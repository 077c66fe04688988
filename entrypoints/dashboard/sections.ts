/** The code of every section, loaded when it is first opened: a slow PC waits for nothing that it does not show. */
import type { ComponentType } from 'preact';
import type { OfficeState, Speech } from '../../components/dashboard/model';
import type { Place } from '../../components/dashboard/places';
import type { Draft } from '../../components/dashboard/templates/editor';
import type { PageView } from '../../messages';
import type { Store } from '../../storage/store';
import type { PageIdentity } from '../../types';
import type { Office } from './state';

/** Has a page registered, with all its faces; throws Problem. */
export type Register = (identity: PageIdentity) => Promise<PageView>;

/** What every section gets; it takes what it needs. */
export interface SectionProps extends Speech {
  store: Store;
  register: Register;
  /** Runs what changes the data, and says how it ended. */
  office: Office;
  state: OfficeState;
  /** What stands behind the place in the address: `#/templates/<open>`. */
  open: string;
  /** Texts typed and not saved yet: leaving a section loses none. */
  unsaved: Map<string, Draft>;
  /** Opens a place, `templates/new` say. */
  go(place: string): void;
}

export interface SectionModule {
  Section: ComponentType<SectionProps>;
}

export const SECTIONS: Record<Place, () => Promise<SectionModule>> = {
  today: () => import('./today'),
  journal: () => import('./journal'),
  plan: () => import('./plan'),
  weeks: () => import('./weeks'),
  report: () => import('./report'),
  templates: () => import('./templates'),
  approvals: () => import('./office-approvals'),
  rules: () => import('./rules'),
  words: () => import('./words'),
  pages: () => import('./pages'),
  profile: () => import('./profile'),
  office: () => import('./office-members'),
  sync: () => import('./sync'),
  packs: () => import('./packs'),
  region: () => import('./region'),
  help: () => import('./help'),
  practice: () => import('./practice'),
  start: () => import('./start'),
  district: () => import('./district'),
  settings: () => import('./settings'),
  data: () => import('./data'),
};
