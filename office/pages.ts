/** The register of official pages: one page with all its faces (number and short name, hosts, Telegram's clients). */
import * as z from 'zod/mini';
import { type PageIdentity, Site } from '../types';

/** Point 2.6 of the decree. */
export const DEFAULT_NORM = 2;
export const DEFAULT_NORM_SOURCE = 'Порядок от 20.02.2023 № 13, пункт 2.6';

export const RegisteredPage = z.object({
  site: Site,
  name: z.string(),
  /** Every key under which the page has been seen. */
  keys: z.array(z.string()),
  /** Keys of a channel's discussion group; its messages are comments, never posts of the page. */
  discussionKeys: z.array(z.string()),
  link: z.string(),
  owner: z.enum(['head', 'administration', 'other']),
  /** Publications a week that are owed, and the act that says so. */
  norm: z.number().check(z.minimum(0), z.maximum(100)),
  normSource: z.string(),
  countReposts: z.boolean(),
  /** Taken out of the register; its weeks stay. */
  removed: z.boolean(),
});
export type RegisteredPage = z.infer<typeof RegisteredPage>;

/** A new entry for the page that is open. */
export function registerPage(identity: PageIdentity): RegisteredPage {
  return {
    site: identity.site,
    name: identity.name || identity.keys[0] || identity.url,
    keys: identity.kind === 'discussion' ? [...identity.parentKeys] : [...identity.keys],
    discussionKeys: identity.kind === 'discussion' ? [...identity.keys] : [],
    link: linkOf(identity),
    owner: 'head',
    norm: DEFAULT_NORM,
    normSource: DEFAULT_NORM_SOURCE,
    countReposts: true,
    removed: false,
  };
}

/** The page's own address, also when one of its posts is open. */
export function linkOf(identity: PageIdentity): string {
  const named = identity.keys.find((key) => key.includes(':name:')) ?? identity.keys[0] ?? '';
  const [site, form, value] = named.split(':');
  if (!value) return identity.url;
  if (site === 'vk') return `https://vk.com/${form === 'name' ? value : numbered(value)}`;
  if (site === 'ok') return `https://ok.ru/${form === 'id' ? 'group/' : form === 'profile' ? 'profile/' : ''}${value}`;
  return form === 'name' ? `https://t.me/s/${value}` : identity.url;
}

function numbered(owner: string): string {
  return owner.startsWith('-') ? `club${owner.slice(1)}` : `id${owner}`;
}

type Entry = readonly [entity: string, page: RegisteredPage];

/** The registered page that an identity is a face of. */
export function findPage(pages: Iterable<Entry>, identity: PageIdentity): Entry | null {
  for (const entry of pages) {
    const [, page] = entry;
    if (page.removed || page.site !== identity.site) continue;
    const known = [...page.keys, ...page.discussionKeys];
    if (identity.keys.some((key) => known.includes(key))) return entry;
    if (identity.parentKeys.some((key) => page.keys.includes(key))) return entry;
  }
  return null;
}

/**
 * The page with the faces that this identity adds, or the same object when there are none. A key that another entry
 * holds is left with it: which of the two it belongs to is the person's to say.
 */
export function learnFaces(page: RegisteredPage, identity: PageIdentity, taken: ReadonlySet<string>): RegisteredPage {
  const inDiscussion = isDiscussionOf(page, identity);
  const known = new Set([...page.keys, ...page.discussionKeys]);
  const fresh = identity.keys.filter((key) => !known.has(key) && !taken.has(key));
  if (fresh.length === 0) return page;
  return inDiscussion
    ? { ...page, discussionKeys: [...page.discussionKeys, ...fresh] }
    : { ...page, keys: [...page.keys, ...fresh] };
}

/** Whether the identity is the channel's discussion group rather than the channel. */
export function isDiscussionOf(page: RegisteredPage, identity: PageIdentity): boolean {
  return identity.kind === 'discussion' || identity.keys.some((key) => page.discussionKeys.includes(key));
}
