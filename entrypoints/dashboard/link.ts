/** A page from a link that somebody pasted. */

import type { PageByLink } from '../../components/dashboard/model';
import { identifyUrl } from '../../sites/identity';

/** People copy links with and without the scheme, with `www.` and with spaces around. */
export function tidyLink(written: string): string {
  const bare = written
    .trim()
    .replace(/^https?:\/\//iu, '')
    .replace(/^www\./iu, '');
  return `https://${bare}`;
}

/**
 * @param name what the person calls the page; empty: the short name in the link stands for it until it is opened
 * @param pages those registered already
 */
export function pageByLink(written: string, name: string, pages: Iterable<{ keys: readonly string[] }>): PageByLink {
  const url = tidyLink(written);
  const found = identifyUrl(url);
  if (!found) return { fault: 'site' };
  const [first] = found.keys;
  if (!first) return { fault: 'nobody' };
  for (const page of pages) if (page.keys.some((key) => found.keys.includes(key))) return { fault: 'taken' };
  const { site, keys, kind, parentKeys = [] } = found;
  return {
    identity: { site, keys, kind, parentKeys, url, name: name.trim() || first.slice(first.lastIndexOf(':') + 1) },
  };
}
