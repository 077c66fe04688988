/** A page from a link that somebody wrote or pasted. */
import { identifyUrl } from '../sites/identity';
import type { PageIdentity } from '../types';

/** `site`: none of ours; `nobody`: no page of anybody. */
export type UnreadableLink = 'site' | 'nobody';

/** People copy links with and without the scheme, with `www.` and with spaces around. */
export function tidyLink(written: string): string {
  const bare = written
    .trim()
    .replace(/^https?:\/\//iu, '')
    .replace(/^www\./iu, '');
  return `https://${bare}`;
}

/** @param name what the person calls the page; empty: the short name in the link stands for it until it is opened */
export function identityOfLink(written: string, name: string): PageIdentity | UnreadableLink {
  const url = tidyLink(written);
  const found = identifyUrl(url);
  if (!found) return 'site';
  const [first] = found.keys;
  if (!first) return 'nobody';
  const { site, keys, kind, parentKeys = [] } = found;
  return { site, keys, kind, parentKeys, url, name: name.trim() || first.slice(first.lastIndexOf(':') + 1) };
}
