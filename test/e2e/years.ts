/** An office with a past: weeks of posts on its pages, a plan, comments; as the file that the dashboard loads. */
import 'fake-indexeddb/auto';
import { dateAt, shiftDate } from '../../calendar/dates';
import type { StoredCase } from '../../moderation/stored';
import { registerPage } from '../../office/pages';
import { emptyItem, PLAN, type PlanItem, type PlanPost, planPostEntity } from '../../publishing/plan';
import type { Publication } from '../../publishing/publications';
import { shiftWeek, type Week, weekOf } from '../../publishing/week';
import { emptyProfile } from '../../replies/profile';
import { exportArchive } from '../../storage/archive';
import { Store } from '../../storage/store';
import type { Format, Site } from '../../types';

export interface Past {
  now: number;
  zone: string;
  /** Weeks back from the running one. */
  weeks: number;
  /** Posts a week on each page; a page that falls short now and then is told by `short`. */
  posts: number;
  /** Items of the plan, spread over the same time and the quarter that comes. */
  items: number;
  /** Comments that were marked. */
  comments: number;
}

const PAGES: readonly { id: string; site: Site; name: string; url: string }[] = [
  { id: 'past-vk', site: 'vk', name: 'Глава Верхнекедровского поселения', url: 'https://vk.com/verhnekedrovo' },
  { id: 'past-ok', site: 'ok', name: 'Верхнее Кедрово. Официальная группа', url: 'https://ok.ru/verhnekedrovo' },
  { id: 'past-telegram', site: 'telegram', name: 'Администрация. Верхнее Кедрово', url: 'https://t.me/verhnekedrovo' },
];
const OCCASIONS = ['Сход граждан', 'Приём граждан', 'Ярмарка выходного дня', 'Концерт в Доме культуры', 'Субботник'];
const WORDS = 'глава администрация село дорога школа клуб вода снег приём концерт субботник библиотека улица'.split(
  ' ',
);
const FORMATS: readonly Format[] = ['photo', 'text', 'video', 'photo', 'poll'];

const textOf = (n: number): string =>
  `${OCCASIONS[n % OCCASIONS.length]} ${n}: ${Array.from({ length: 20 }, (_, at) => WORDS[(n * 7 + at * (1 + (n % 5))) % WORDS.length]).join(' ')}.`;

/** @returns the bytes of the archive */
export async function archiveOf(past: Past): Promise<Uint8Array> {
  const store = new Store(() => {}, `past-${past.weeks}-${past.posts}-${past.items}`);
  await store.revise('profile', 'profile', {
    ...emptyProfile(),
    fullName: 'Администрация Верхнекедровского сельского поселения Каргасокского района Томской области',
    head: 'Лапина А. П.',
  });
  for (const { id, site, name, url } of PAGES) {
    const keys = [`${site}:name:verhnekedrovo`];
    const page = registerPage({ site, keys, kind: 'wall', name, url, parentKeys: [] });
    await store.revise('page', id, page);
  }
  await writeWeeks(store, past);
  await writePlan(store, past);
  await store.write(['cases'], async (transaction) => {
    for (let n = 0; n < past.comments; n += 1) await transaction.objectStore('cases').put(caseOf(n, past));
  });
  const { file } = await exportArchive(store, past.now);
  await store.close();
  return new Uint8Array(await file.arrayBuffer());
}

async function writeWeeks(store: Store, { now, zone, weeks, posts }: Past): Promise<void> {
  const running = weekOf(now, zone);
  await store.write(['publications', 'weeks'], async (transaction) => {
    for (let back = 0; back <= weeks; back += 1) {
      const week = shiftWeek(running, -back, zone);
      for (const [at, { id, site }] of PAGES.entries()) {
        const isShort = at === 1 && back % 7 === 3;
        const own = Array.from({ length: isShort ? 1 : posts }, (_, n) =>
          publicationOf(id, site, week, back, n, posts),
        );
        const seen = own.filter((one) => one.at <= now);
        for (const one of seen) await transaction.objectStore('publications').put(one);
        const count = {
          week: week.id,
          count: seen.length,
          exact: true,
          state: 'exact' as const,
          asOf: Math.min(week.end, now),
          readBackTo: week.start,
          unknown: 0,
          posts: seen.map((one) => one.id),
          whole: true,
        };
        await transaction.objectStore('weeks').put({ version: 1, page: id, week: week.id, count });
      }
    }
  });
}

function publicationOf(page: string, site: Site, week: Week, back: number, n: number, of: number): Publication {
  const at = week.start + ((n + 0.5) * (week.end - week.start)) / Math.max(of, 2);
  const number = back * of + n;
  const id = site === 'vk' ? `-204815_${number + 1}` : String(number + 1);
  const link = site === 'vk' ? `https://vk.com/wall${id}` : `https://${site === 'ok' ? 'ok.ru' : 't.me'}/v/${id}`;
  return {
    version: 1,
    page,
    id,
    time: { at, span: 60_000 },
    at,
    link,
    text: textOf(number),
    formats: [FORMATS[number % FORMATS.length]!],
    repost: false,
    firstSeen: at,
    lastSeen: at,
    missing: null,
  };
}

async function writePlan(store: Store, { now, zone, weeks, items }: Past): Promise<void> {
  const today = dateAt(now, zone);
  const [first, days] = [shiftDate(today, -7 * weeks), 7 * (weeks + 13)];
  const bodies = Array.from({ length: items }, (_, n): PlanItem => {
    const date = shiftDate(first, Math.floor((n * days) / items));
    const pages = PAGES.map(({ id }) => id);
    return {
      ...emptyItem(date, pages),
      occasion: OCCASIONS[n % OCCASIONS.length]!,
      text: textOf(n),
      cancelled: n % 17 === 5,
    };
  });
  await store.reviseAll(bodies.map((body, n) => ({ kind: PLAN, entity: `item-${n}`, parents: [], body })));
  const out = bodies.flatMap((body, n) => (body.date! < today && n % 9 !== 4 ? [n] : []));
  await store.reviseAll(
    out.flatMap((n) =>
      PAGES.map(({ id }) => {
        const post: PlanPost = {
          version: 1,
          item: `item-${n}`,
          page: id,
          post: `seen-${n}`,
          link: null,
          at: null,
          how: 'matched',
          answer: 'yes',
        };
        return { kind: 'plan-post', entity: planPostEntity(`item-${n}`, id, `seen-${n}`), parents: [], body: post };
      }),
    ),
  );
}

function caseOf(n: number, { now, weeks, comments }: Past): StoredCase {
  const at = now - ((n + 0.5) * weeks * 7 * 86_400_000) / comments;
  const isAnswered = n % 3 === 0;
  return {
    version: 1,
    id: `case-${n}`,
    page: PAGES[n % PAGES.length]!.id,
    site: PAGES[n % PAGES.length]!.site,
    comment: String(n + 1),
    about: 'comment',
    subject: {
      post: null,
      permalink: null,
      author: { name: 'Житель', link: null },
      text: `Когда почистят дорогу у дома ${n + 1}?`,
      time: { at, span: 60_000 },
      timeLabel: '',
    },
    textKey: '',
    kinds: ['insult'],
    rules: [],
    level: 'certain',
    criticism: false,
    state: isAnswered ? 'closed' : 'marked',
    decision: n % 4 === 1 ? 'remove' : null,
    clause: null,
    evidence: null,
    outcome: null,
    open: 0,
    firstSeen: at,
    lastSeen: at,
    changedAt: at,
    decidedAt: n % 4 === 1 ? at + 3_600_000 : null,
    firstAnswer: isAnswered ? at + 5 * 3_600_000 : null,
    by: null,
    rivals: 0,
    erasedAt: null,
  };
}
