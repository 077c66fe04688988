/** What the section «Наборы региона» shows. */
import type { Pack } from '../../../packs/pack';
import type { Subscription, Trouble } from '../../../packs/subscription';

/** How many things of each kind are in a pack. */
export type Contents = Record<'templates' | 'clauses' | 'rules' | 'layouts' | 'dates', number>;

/** Something of a pack that the office worded otherwise: both texts. */
export interface Changed {
  id: string;
  title: string;
  pack: string;
  office: string;
}

export interface PackTemplateView {
  /** Entity of the office's own version. */
  entity: string;
  title: string;
  text: string;
  /** The office has a version of its own. */
  taken: boolean;
}

export interface PackView {
  id: string;
  url: string | null;
  from: Subscription['from'];
  /** The publisher's key, to be compared by voice, and whole. */
  print: string;
  key: string;
  /** null: nothing good has come yet. */
  good: {
    title: string;
    publisher: string;
    number: number;
    expires: string;
    isExpired: boolean;
    note: string;
    contents: Contents;
    templates: PackTemplateView[];
    changed: Changed[];
  } | null;
  checkedAt: number | null;
  trouble: Trouble | null;
  /** Its templates count as approved by the region. */
  approved: boolean;
  /** Its rules have no room beside those of the office and of other packs. */
  noRoom: boolean;
}

/** A file of a publisher who is not known here. */
export interface Newcomer {
  title: string;
  publisher: string;
  print: string;
  number: number;
}

/** What a checked file says of itself. */
export interface Checked {
  tone: 'good' | 'bad';
  lines: string[];
}

export interface Making {
  title: string;
  publisher: string;
  id: string;
  number: string;
  expires: string;
  note: string;
  templates: boolean;
  clauses: boolean;
  words: boolean;
}

export function contentsOf({ templates, clauses, rules, layouts, dates }: Pack): Contents {
  return {
    templates: templates.length,
    clauses: clauses.length,
    rules: rules?.rules.length ?? 0,
    layouts: layouts.length,
    dates: dates.length,
  };
}
