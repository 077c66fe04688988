/**
 * Whose page is open, from its URL. What a layout can add (a numeric id shown on the page, the name) is added by the
 * reader. Sources of the URL forms: the notes on VK, OK and Telegram that the layouts name.
 */
import type { PageIdentity, PageKind, Post, Site } from '../types';
import { siteOf } from './hosts';
import { take } from './source';

export interface UrlIdentity {
  site: Site;
  keys: string[];
  kind: PageKind;
  /** The one post that the URL speaks of. */
  post: string | null;
  /** Keys of the channel whose discussion this is. */
  parentKeys?: string[];
  /** The thread of a discussion, in the discussion's own numbering. */
  thread?: string;
}

/** Paths of VK that are no community and no person. */
const VK_SERVICE = new Set([
  'feed',
  'im',
  'mail',
  'friends',
  'groups',
  'video',
  'videos',
  'audio',
  'audios',
  'music',
  'photos',
  'albums',
  'docs',
  'apps',
  'market',
  'settings',
  'bookmarks',
  'search',
  'login',
  'join',
  'al_feed.php',
  'clips',
  'services',
  'support',
  'notifications',
  'menu',
  'about',
  'terms',
  'ads',
  'away.php',
  'index.php',
  'stats',
  'calls',
  'vkplay',
  'discover',
]);
/** Paths of single things: `video-1_5`, `topic-1_7`, `gim1`. A short name may well begin with such a word. */
const VK_OBJECT =
  /^(gim|videos?|photos?|albums?|clips?|audios?|docs?|topic|board|page|reviews|app|market|story|narrative|podcasts?|write)-?\d|^@/;
/** A wall that shows a part of its posts, or posts that are not published. */
const VK_PARTIAL = ['q', 'suggests', 'suggested', 'postponed', 'archive', 'offset'];
const OK_SERVICE = new Set([
  'feed',
  'messages',
  'groups',
  'video',
  'music',
  'photos',
  'discussions',
  'notifications',
  'dk',
  'settings',
  'search',
  'gifts',
  'games',
  'marks',
  'guests',
  'friends',
  'online',
  'live',
  'moments',
  'help',
  'profile',
  'group',
  'app',
  'login',
]);

/**
 * @returns null for a URL that is on none of our hosts. `keys` is empty where the page belongs to nobody in
 * particular (a news feed, a service page): such a page is never read further.
 */
export function identifyUrl(url: string): UrlIdentity | null {
  const site = siteOf(url);
  if (!site) return null;
  const parsed = new URL(url);
  if (site === 'vk') return { site, ...vk(parsed) };
  if (site === 'ok') return { site, ...ok(parsed) };
  return { site, ...telegram(parsed) };
}

type SiteIdentity = Omit<UrlIdentity, 'site'>;
const NOBODY: SiteIdentity = { keys: [], kind: 'other', post: null };

function vk(url: URL): SiteIdentity {
  const path = url.pathname.slice(1).replace(/\/$/, '');
  // A post opened as a layer over a wall, or on its own page; `wall` comes before the path that it covers.
  const layer = (url.searchParams.get('w') ?? '').match(/^wall(-?\d+)_(\d+)/) ?? path.match(/^wall(-?\d+)_(\d+)/);
  if (layer) return { keys: [`vk:id:${layer[1]}`], kind: 'post', post: `${layer[1]}_${layer[2]}` };
  // The community's own inbox. A person's messages, `/im`, belong to nobody here and are never read.
  const inbox = path.match(/^gim(\d+)(?:\/convo\/(\d+))?$/);
  if (inbox) {
    const peer = inbox[2] ?? url.searchParams.get('sel');
    return { keys: [`vk:id:-${inbox[1]}`], kind: 'other', post: peer === null ? null : `convo_${peer}` };
  }
  const kind = VK_PARTIAL.some((query) => url.searchParams.has(query)) ? 'other' : 'wall';
  const wall = path.match(/^wall(-?\d+)$/);
  if (wall) return { keys: [`vk:id:${wall[1]}`], kind, post: null };
  const numbered = path.match(/^(club|public|event|id)(\d+)$/);
  if (numbered) return { keys: [`vk:id:${numbered[1] === 'id' ? '' : '-'}${numbered[2]}`], kind, post: null };
  if (path === 'feed' || path === '') return { ...NOBODY, kind: 'feed' };
  if (VK_SERVICE.has(path) || VK_OBJECT.test(path)) return NOBODY;
  return /^[\w.]{2,}$/.test(path) ? { keys: [`vk:name:${path.toLowerCase()}`], kind, post: null } : NOBODY;
}

function ok(url: URL): SiteIdentity {
  const path = url.pathname;
  const group = path.match(/^\/group\/(\d+)(\/.*)?$/);
  if (group) return { keys: [`ok:id:${group[1]}`], ...okPart(group[2]) };
  const profile = path.match(/^\/profile\/(\d+)(\/.*)?$/);
  if (profile) return { keys: [`ok:profile:${profile[1]}`], ...okPart(profile[2]) };
  // m.ok.ru/dk?st.cmd=altGroupMain&st.groupId=55
  const mobile = url.searchParams.get('st.groupId') ?? url.searchParams.get('groupId');
  if (mobile && /^\d+$/.test(mobile)) {
    const topic = url.searchParams.get('st.themeId') ?? url.searchParams.get('themeId');
    return { keys: [`ok:id:${mobile}`], kind: topic ? 'post' : 'wall', post: topic };
  }
  const slug = path.match(/^\/([\w.-]{2,})(\/.*)?$/);
  if (!slug?.[1]) return path === '/' ? { ...NOBODY, kind: 'feed' } : NOBODY;
  if (OK_SERVICE.has(slug[1])) return { ...NOBODY, kind: slug[1] === 'feed' ? 'feed' : 'other' };
  return { keys: [`ok:name:${slug[1].toLowerCase()}`], ...okPart(slug[2]) };
}

/** What of a group or profile the rest of the path shows; its list of delayed topics, say, is no wall. */
function okPart(rest = ''): Pick<SiteIdentity, 'kind' | 'post'> {
  const post = rest.match(/^\/(?:topic|statuses|album)\/(\d+)/)?.[1];
  if (post) return { kind: 'post', post };
  return { kind: /^\/?$|^\/(topics|statuses)\/?$/.test(rest) ? 'wall' : 'other', post: null };
}

/** Paths of t.me that are no channel. */
const TELEGRAM_SERVICE = new Set([
  'addemoji',
  'addlist',
  'addstickers',
  'addtheme',
  'boost',
  'confirmphone',
  'contact',
  'giftcode',
  'invoice',
  'joinchat',
  'login',
  'proxy',
  'setlanguage',
  'share',
  'socks',
]);
/** A preview that shows a part of the posts. */
const PREVIEW_PARTIAL = ['q', 'before', 'after'];

function telegram(url: URL): SiteIdentity {
  return url.hostname === 't.me' ? telegramPreview(url) : telegramClient(url);
}

function telegramPreview({ pathname, searchParams }: URL): SiteIdentity {
  const [, list, name, number] = pathname.match(/^\/(s\/)?([A-Za-z]\w{2,})(?:\/(\d+))?\/?$/) ?? [];
  if (!name || TELEGRAM_SERVICE.has(name.toLowerCase())) return NOBODY;
  const keys = [`telegram:name:${name.toLowerCase()}`];
  const post = number ?? null;
  if (searchParams.has('comment') || searchParams.has('discussion')) {
    // Comments are written in the group beside the channel, whose number only the page tells.
    return { keys: [], kind: 'discussion', post, parentKeys: keys };
  }
  if (!list) return { keys, kind: post === null ? 'other' : 'post', post };
  const partial = post !== null || PREVIEW_PARTIAL.some((query) => searchParams.has(query));
  return { keys, kind: partial ? 'other' : 'channel', post: null };
}

/** `#@name` and `#-<id>` in Web K; `#-100<id>`, `#-100<id>_<thread>`, `#…_pinned` and `#…_scheduled` in Web A. */
function telegramClient(url: URL): SiteIdentity {
  const hash = decoded(url.hash.slice(1));
  const [, peer = '', part] = hash.match(/^(@[A-Za-z]\w{2,}?|-\d+)(?:_(\d+|[a-z]+))?(?:\?.*)?$/) ?? [];
  const key = peer.startsWith('@') ? take(peer, 'telegram-name') : take(peer, 'telegram-peer');
  if (key === null) return NOBODY;
  const isThread = part !== undefined && /^\d/.test(part);
  const kind = part === undefined ? 'channel' : isThread ? 'discussion' : 'other';
  return { keys: [key], kind, post: null, ...(isThread && { thread: part }) };
}

/** A hash can be anything, also a torn escape. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Keys of a VK or OK page that its posts show and it does not yet have.
 *
 * In VK the number: a post's id starts with the number of the wall's owner. Advertisements bring other owners, so only
 * posts that the page itself wrote are asked, and they must agree. The short name: from the author's link on posts that
 * the page is known to have written, or that stand on its wall under the very name of the page.
 * @param known all keys of the page, also those that only the register knows
 */
export function learnKeys(page: PageIdentity, known: ReadonlySet<string>, posts: readonly Post[]): string[] {
  if (page.site === 'ok') return learnOk(page, posts);
  if (page.site !== 'vk' || (page.kind !== 'wall' && page.kind !== 'post')) return [];
  const ids = [...known].filter((key) => key.startsWith(VK_ID));
  const isOurs = (post: Post) =>
    post.own === true || (post.own === null && post.author.name === page.name && ids.includes(ownerOf(post)));
  const ours = posts.filter((post) => !post.ad && isOurs(post));
  const owner = agreed(ours.map(ownerOf));
  if (owner === null) return [];
  return [owner, agreed(ours.map(nameOf))].filter((key) => key !== null).filter((key) => !page.keys.includes(key));
}

/** A group opened under its short name signs its topics with a link by its number, and with the same name. */
function learnOk(page: PageIdentity, posts: readonly Post[]): string[] {
  if (page.kind !== 'wall' && page.kind !== 'post') return [];
  const ours = posts.filter(({ ad, own, author }) => !ad && own === null && author.name === page.name);
  const key = agreed(ours.map(({ author }) => author.link && take(author.link, 'ok-author')));
  return key === null || page.keys.includes(key) ? [] : [key];
}

/** The one key that is named at all; null when there are several or none. */
function agreed(keys: readonly (string | null)[]): string | null {
  const different = new Set(keys.filter((key) => key !== null));
  const [key] = different;
  return different.size === 1 && key ? key : null;
}

const VK_ID = 'vk:id:';

function ownerOf(post: Post): string {
  return `${VK_ID}${post.id.split('_')[0] ?? ''}`;
}

function nameOf({ author }: Post): string | null {
  const key = author.link === null ? null : take(author.link, 'vk-author');
  return key?.startsWith('vk:name:') ? key : null;
}

/**
 * Whether the post is shown on this VK wall without being of it: the site puts posts of others there for money, and
 * for a moment after a navigation the wall of the page before is still there. False when nothing tells.
 */
export function isForeign(page: PageIdentity, known: ReadonlySet<string>, post: Post): boolean {
  if (page.site !== 'vk' || page.kind !== 'wall') return false;
  const ids = [...known].filter((key) => key.startsWith(VK_ID));
  return ids.length > 0 && !ids.includes(ownerOf(post));
}
