/** What a sample page holds, said by whoever wrote it: the reader, the judge and the week are measured against it. */
import type { Format, Kind, PageKind } from '../../types';

export interface SamplePost {
  id: string;
  /** Instant in the words of `scripts/lib/samples.ts`. */
  when: string;
  own: boolean | null;
  pinned?: true;
  ad?: true;
  repost?: true;
  formats: Format[];
  /** Number of comments that the page prints; null: it prints none. */
  said: number | null;
  text: string;
}

export interface SampleComment {
  id: string;
  post: string | null;
  parent?: string;
  when: string;
  author: string;
  own: boolean | null;
  text: string;
  /** What an attentive specialist would say of it; absent: nothing. */
  kinds?: Kind[];
}

export interface SamplePage {
  /** In this folder. */
  file: string;
  url: string;
  layout: string;
  /** Keys that the register knows of the page from elsewhere. */
  known?: string[];
  page: { kind: PageKind; keys: string[]; name: string };
  /** In the order of the page. */
  posts: SamplePost[];
  comments: SampleComment[];
  /** Posts of the running week when nothing but this page was ever seen; null: the page is no feed. */
  week: { count: number; exact: boolean } | null;
  /** Comments read, of how many that the page says there are; null: it does not say. */
  coverage: { read: number; said: number | null; folded: number; complete: boolean };
  /** Reply editors open when the page has loaded. */
  editors: number;
}
