/** Which post a page of comments is about, remembered while a long list no longer shows where it began. */
import type { PageIdentity } from '../types';
import type { UrlIdentity } from './identity';
import type { Place } from './place';
import { resolve } from './source';

export interface Thread {
  /** Tells this thread from others of the same page; empty where there is but one. */
  key: string;
  /** Id of the post, null when neither the page nor its past tells. */
  post: string | null;
}

export class ThreadMemory {
  private last: Thread = { key: '', post: null };

  of(page: PageIdentity, url: UrlIdentity, { layout, root }: Place): Thread {
    const isThread = page.kind === 'post' || page.kind === 'discussion';
    const sources = isThread ? layout.thread : null;
    const post = url.post ?? (sources ? resolve(root, sources.post, '') : null);
    const shown = url.thread ?? (sources?.key ? resolve(root, sources.key, '') : null);
    const key = `${url.keys[0] ?? ''} ${shown ?? post ?? ''}`;
    const same = shown !== null && key === this.last.key;
    this.last = { key, post: post ?? (same ? this.last.post : null) };
    return this.last;
  }
}
