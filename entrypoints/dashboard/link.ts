/** A page from a link that somebody pasted, if it is not in the register yet. */
import type { PageByLink } from '../../components/dashboard/model';
import { identityOfLink } from '../../office/links';

/**
 * @param name what the person calls the page; empty: the short name in the link stands for it until it is opened
 * @param pages those registered already
 */
export function pageByLink(written: string, name: string, pages: Iterable<{ keys: readonly string[] }>): PageByLink {
  const identity = identityOfLink(written, name);
  if (typeof identity === 'string') return { fault: identity };
  for (const page of pages) if (page.keys.some((key) => identity.keys.includes(key))) return { fault: 'taken' };
  return { identity };
}
