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
  /** ISO date on which the page was opened; left out or empty: nobody has said. */
  opened: z.optional(z.string()),
  /** Who answers for it. */
  responsible: z.optional(z.string()),
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

/** A registered page under the id that its revisions go by. */
export type Entry = readonly [entity: string, page: RegisteredPage];

/**
 * The registered page that an identity is a face of, or null. A number is trusted before a short name: numbers stay,
 * while a name can pass to somebody else's page.
 */
export function findPage(pages: Iterable<Entry>, identity: PageIdentity): Entry | null {
  return twins(pages, identity)[0] ?? null;
}

/**
 * All registered pages that an identity is a face of, the surest first. More than one: the same page was registered
 * twice, before its number was known, say; a person must say which entry stays.
 */
export function twins(pages: Iterable<Entry>, identity: PageIdentity): Entry[] {
  const found = [...pages]
    .map((entry) => ({ entry, sureness: sureness(entry[1], identity) }))
    .filter(({ sureness }) => sureness > 0);
  return found.sort((a, b) => b.sureness - a.sureness).map(({ entry }) => entry);
}

/**
 * Entries of the register that are one page written more than once, each group with the surest entry first: before its
 * number was known it could be registered by name and by number, or in two browsers apart.
 */
export function duplicates(pages: Iterable<Entry>): Entry[][] {
  const left = new Map(pages);
  const groups: Entry[][] = [];
  for (const [entity, page] of [...left]) {
    if (page.removed || !left.delete(entity)) continue;
    const group: Entry[] = [[entity, page]];
    // The group grows while it is walked: a third entry may share a key with the second alone.
    for (const [, { site, name, keys, discussionKeys, link }] of group) {
      const identity = { site, name, keys: [...keys, ...discussionKeys], kind: 'wall' as const, url: link };
      for (const twin of twins(left, { ...identity, parentKeys: [] })) {
        left.delete(twin[0]);
        group.push(twin);
      }
    }
    if (group.length > 1) groups.push(group);
  }
  return groups;
}

/** The entry that stays, with every face of the others. Its name, norm and the rest are its own. */
export function withFacesOf(stays: RegisteredPage, others: readonly RegisteredPage[]): RegisteredPage {
  const all = [stays, ...others];
  const keys = [...new Set(all.flatMap((page) => page.keys))];
  const discussionKeys = [...new Set(all.flatMap((page) => page.discussionKeys))].filter((key) => !keys.includes(key));
  return { ...stays, keys, discussionKeys };
}

/**
 * The channel whose group this is, when a person says «our page» of a group that does not tell: Telegram shows the
 * direct messages of a channel, and many a discussion, as a group under the channel's own name and with a number of its
 * own. null: none is of that name, or several are.
 */
export function channelNamed(pages: Iterable<Entry>, identity: PageIdentity): Entry | null {
  const name = identity.name.trim().toLowerCase();
  if (identity.site !== 'telegram' || identity.kind !== 'discussion' || name === '') return null;
  if (identity.parentKeys.length > 0) return null;
  const [found, ...more] = [...pages].filter(
    ([, page]) => !page.removed && page.site === 'telegram' && page.name.trim().toLowerCase() === name,
  );
  return more.length === 0 ? (found ?? null) : null;
}

/** Keys that other entries of the register hold. */
export function takenKeys(pages: Iterable<Entry>, entity: string): Set<string> {
  const others = [...pages].filter(([other, page]) => other !== entity && !page.removed);
  return new Set(others.flatMap(([, page]) => [...page.keys, ...page.discussionKeys]));
}

/**
 * The page with the faces that this identity adds, or the same object when there are none. A key that another entry
 * holds is left with it: which of the two it belongs to is the person's to say. An identity that is no face of the page
 * teaches nothing.
 */
export function learnFaces(page: RegisteredPage, identity: PageIdentity, taken: ReadonlySet<string>): RegisteredPage {
  if (sureness(page, identity) === 0) return page;
  const known = new Set([...page.keys, ...page.discussionKeys]);
  const fresh = [...new Set(identity.keys)].filter((key) => !known.has(key) && !taken.has(key));
  const isDiscussion = isDiscussionOf(page, identity);
  const name = (!isDiscussion && nameLearned(page, identity)) || page.name;
  if (fresh.length === 0 && name === page.name) return page;
  return isDiscussion
    ? { ...page, discussionKeys: [...page.discussionKeys, ...fresh] }
    : { ...page, name, keys: [...page.keys, ...fresh] };
}

/** A page registered before its site had shown the name stands under its key until it is seen again. */
function nameLearned({ name, keys, link }: RegisteredPage, identity: PageIdentity): string {
  return name === link || keys.includes(name) ? identity.name : '';
}

/** Whether the identity is the channel's discussion group rather than the channel. */
export function isDiscussionOf(page: RegisteredPage, identity: PageIdentity): boolean {
  return identity.kind === 'discussion' || identity.keys.some((key) => page.discussionKeys.includes(key));
}

const isName = (key: string): boolean => key.includes(':name:');

/** 3: a number is the same; 2: a name is; 1: it is the discussion of the page; 0: not a face of it. */
function sureness(page: RegisteredPage, identity: PageIdentity): number {
  if (page.removed || page.site !== identity.site) return 0;
  const own = Math.max(likeness(page.keys, identity.keys), likeness(page.discussionKeys, identity.keys));
  return own > 0 ? own : Math.min(likeness(page.keys, identity.parentKeys), 1);
}

/** As `sureness`. Under the same name but with other numbers it is another page, which took the name over. */
function likeness(known: readonly string[], keys: readonly string[]): number {
  const shared = keys.filter((key) => known.includes(key));
  if (shared.some((key) => !isName(key))) return 3;
  const isOther = keys.some((key) => !isName(key)) && known.some((key) => !isName(key));
  return shared.length > 0 && !isOther ? 2 : 0;
}
