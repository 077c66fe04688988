import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countWeek } from '../../publishing/count';
import { NOTHING_READ } from '../../publishing/feed';
import { readAside } from '../../storage/aside';
import { expire } from '../../storage/retention';
import {
  type CountingRules,
  countOf,
  keepWeeks,
  readComments,
  readWeeks,
  saveComments,
  saveReading,
} from '../../storage/sightings';
import { Store } from '../../storage/store';
import type { Post } from '../../types';
import { comment, DAY, freshName, HOUR, NOW, openStore, post, reading } from './fixtures';

const PAGE = 'page';
const WEEK = 7 * DAY;
const RULES: CountingRules = { zone: 'Asia/Tomsk', countReposts: true, now: NOW };

/** Posts at the given distances before NOW, newest first. */
const posts = (...ago: number[]): Post[] =>
  ago.map((distance, index) => post(`-1_${100 - index}`, { time: { at: NOW - distance, span: 60_000 } }));

const read = (store: Store, seen: readonly Post[], at = NOW) => saveReading(store, PAGE, reading(seen, { readAt: at }));

describe('a reading', () => {
  it('is counted, also when the posts come in two pieces', async () => {
    const store = openStore();
    const all = posts(HOUR, 2 * HOUR, 3 * DAY);
    await read(store, all.slice(0, 2));
    expect((await countOf(store, PAGE, RULES)).count).toMatchObject({ state: 'atLeast', count: 2 });
    await read(store, all.slice(1));
    expect((await countOf(store, PAGE, RULES)).count).toMatchObject({ state: 'exact', count: 2 });
  });

  it('of a page never read is unknown, not nothing', async () => {
    const counted = await countOf(openStore(), PAGE, RULES);
    expect(counted).toMatchObject({ sight: null, count: { state: 'unknown' } });
  });

  it('of the same post on another face of the page adds no second one', async () => {
    const store = openStore();
    await read(store, [post('12', { time: { at: NOW - HOUR, span: 60_000 } })]);
    await read(store, [post('selo/12', { time: { at: NOW - 12 * HOUR, span: DAY } })]);
    const stored = await store.all('posts');
    expect(stored).toHaveLength(1);
    expect(stored[0]!.post.time).toEqual({ at: NOW - HOUR, span: 60_000 });
  });

  it('keeps the pages apart', async () => {
    const store = openStore();
    await saveReading(store, 'page', reading(posts(HOUR)));
    await saveReading(store, 'page 2', reading(posts(HOUR, 2 * HOUR)));
    expect((await countOf(store, 'page', RULES)).count.count).toBe(1);
    expect((await countOf(store, 'page 2', RULES)).count.count).toBe(2);
  });

  it('that was broken does not pass for a look at the page', async () => {
    const store = openStore();
    await read(store, posts(HOUR));
    const broken = reading([], {
      readAt: NOW + HOUR,
      feed: null,
      health: { layout: null, state: 'broken', parts: [] },
    });
    await saveReading(store, PAGE, broken);
    expect((await countOf(store, PAGE, RULES)).sight).toMatchObject({ lastSeen: NOW, health: 'broken' });
  });

  it('whose record of how far was read is spoilt is unknown again, and the record is set aside', async () => {
    const store = openStore();
    await read(store, posts(HOUR, 3 * DAY));
    await store.read((database) => database.put('sights', { version: 1, page: PAGE, spans: 'lost' } as never));
    expect((await countOf(store, PAGE, RULES)).count).toMatchObject({ state: 'atLeast', count: 1 });
    expect(await readAside(store)).toHaveLength(1);
    await read(store, posts(HOUR, 3 * DAY));
    expect((await countOf(store, PAGE, RULES)).count).toMatchObject({ state: 'exact', count: 1 });
  });

  it('one of whose posts is spoilt is no longer exact', async () => {
    const store = openStore();
    await read(store, posts(HOUR, 2 * HOUR, 3 * DAY));
    const broken = { version: 1, page: PAGE, id: '-1_99', until: NOW, post: null };
    await store.read((database) => database.put('posts', broken as never));
    expect((await countOf(store, PAGE, RULES)).count).toMatchObject({ state: 'atLeast', count: 1 });
  });
});

describe('counting over what may belong to the week', () => {
  it('says the same as over all posts, when one face shows a time and the feed does not', async () => {
    const store = openStore();
    const [fresh, old] = [post('-1_100'), post('-1_99', { time: null, timeLabel: 'давно' })];
    await read(store, [fresh, old, post('-1_98', { time: { at: NOW - 9 * DAY, span: 60_000 } })]);
    expect((await countOf(store, PAGE, RULES)).count.exact).toBe(false);
    // Opened alone, the post shows its day; the feed's facts still have none.
    const alone = { ...old, time: { at: NOW - 9 * DAY, span: 60_000 }, timeLabel: '14 ноя' };
    await saveReading(store, PAGE, reading([alone], { feed: null }));
    expect((await countOf(store, PAGE, RULES)).count).toMatchObject({ state: 'exact', count: 1 });
  });

  it('counts a post whose label is a day wide and touches the week’s edge as unsure', async () => {
    const store = openStore();
    const edge = post('-1_99', { time: { at: NOW - 24 * HOUR, span: DAY } });
    await saveReading(store, PAGE, reading([post('-1_100'), edge], { feed: null }));
    expect((await countOf(store, PAGE, RULES)).count).toMatchObject({ state: 'atLeast', count: 1, unknown: 1 });
  });
});

it('never differs from counting over everything that is stored', async () => {
  const id = fc.integer({ min: 1, max: 12 }).map((n) => `-1_${n}`);
  const time = fc.option(
    fc.record({
      at: fc.integer({ min: -25, max: 1 }).map((days) => NOW + days * DAY),
      span: fc.constantFrom(60_000, DAY),
    }),
  );
  const seen = fc.record({ id, time, own: fc.option(fc.boolean()), pinned: fc.boolean() });
  const look = fc.record({
    seen: fc.uniqueArray(seen, { maxLength: 6, selector: (one) => one.id }),
    isFeed: fc.boolean(),
    top: fc.boolean(),
    bottom: fc.boolean(),
    at: fc.nat(48).map((hours) => NOW - hours * HOUR),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(look, { maxLength: 5 }), async (looks) => {
      const store = new Store(undefined, freshName());
      try {
        for (const { seen, isFeed, top, bottom, at } of looks) {
          const read = seen.map(({ id, ...rest }) => post(id, rest));
          const feed = isFeed ? { ids: read.map((one) => one.id), top, bottom } : null;
          await saveReading(store, PAGE, reading(read, { feed, readAt: at }));
        }
        const all = (await store.all('posts')).map((stored) => stored.post);
        const [sight] = await store.all('sights');
        for (const back of [0, 1, 2, 3]) {
          const { count, week } = await countOf(store, PAGE, RULES, back);
          const options = { countReposts: true };
          const whole = countWeek({ posts: all, spans: sight?.spans ?? NOTHING_READ, week, now: NOW, options });
          expect({ ...count, posts: [...count.posts].sort() }).toEqual({ ...whole, posts: [...whole.posts].sort() });
        }
      } finally {
        await store.close();
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);

describe('kept weeks', () => {
  const LATER = { ...RULES, now: NOW + WEEK };

  it('stay when their posts have expired', async () => {
    const store = openStore();
    await read(store, posts(HOUR, 2 * HOUR, 3 * DAY));
    await keepWeeks(store, PAGE, RULES);
    const before = await readWeeks(store, PAGE);
    expect(before.map(({ week, count }) => [week, count.count, count.state])).toEqual([
      ['2026-W47', 1, 'atLeast'],
      ['2026-W48', 2, 'exact'],
    ]);
    const now = NOW + 31 * DAY;
    expect(await expire(store, 30, now)).toEqual({ posts: 3, comments: 0 });
    await saveReading(
      store,
      PAGE,
      reading([post('-1_200', { time: { at: now - HOUR, span: 60_000 } })], { readAt: now }),
    );
    await keepWeeks(store, PAGE, { ...RULES, now });
    expect((await readWeeks(store, PAGE)).slice(0, 2)).toEqual(before);
  });

  it('are made exact by a later reading', async () => {
    const store = openStore();
    await read(store, posts(HOUR, 2 * HOUR));
    await keepWeeks(store, PAGE, RULES);
    const next = post('-1_101', { time: { at: NOW + 6 * DAY + 20 * HOUR, span: 60_000 } });
    await read(store, [next, ...posts(HOUR, 2 * HOUR, 3 * DAY)], NOW + WEEK);
    await keepWeeks(store, PAGE, LATER);
    const week = (await readWeeks(store, PAGE)).find((one) => one.week === '2026-W48');
    expect(week?.count).toMatchObject({ state: 'exact', count: 2 });
  });

  it('never read are not kept as nothing', async () => {
    const store = openStore();
    await keepWeeks(store, PAGE, RULES);
    expect(await readWeeks(store, PAGE)).toEqual([]);
  });

  it('are not written again when nothing is new', async () => {
    const store = openStore();
    await read(store, posts(HOUR));
    await keepWeeks(store, PAGE, RULES);
    const written: string[][] = [];
    const { announce } = store;
    store.announce = (stores) => {
      written.push(stores);
      announce.call(store, stores);
    };
    await keepWeeks(store, PAGE, RULES);
    expect(written).toEqual([]);
  });
});

describe('retention', () => {
  it('counts from the last time that something was seen', async () => {
    const store = openStore();
    await saveComments(store, PAGE, [comment('old'), comment('seen again')], NOW - 40 * DAY);
    await saveComments(store, PAGE, [comment('seen again')], NOW - 10 * DAY);
    await read(store, posts(HOUR), NOW - 31 * DAY);
    expect(await expire(store, 30, NOW)).toEqual({ posts: 1, comments: 1 });
    expect((await readComments(store, PAGE)).map(({ id, firstSeen }) => [id, firstSeen])).toEqual([
      ['seen again', NOW - 40 * DAY],
    ]);
  });

  it('keeps what is exactly as old as allowed', async () => {
    const store = openStore();
    await saveComments(store, PAGE, [comment('1')], NOW - 30 * DAY);
    expect(await expire(store, 30, NOW)).toEqual({ posts: 0, comments: 0 });
  });

  it('forgets set-aside comments too, and keeps what else was set aside', async () => {
    const store = openStore();
    await store.write(['setAside'], async (transaction) => {
      const aside = transaction.objectStore('setAside');
      for (const name of ['comments', 'posts', 'revisions']) {
        await aside.add({ version: 1, store: name, record: name, reason: '', at: NOW - 31 * DAY });
      }
      await aside.add({ version: 1, store: 'comments', record: 'fresh', reason: '', at: NOW });
    });
    await expire(store, 30, NOW);
    expect((await readAside(store)).map(({ record }) => record)).toEqual(['revisions', 'fresh']);
  });

  it('forgets more than one portion', async () => {
    const store = openStore();
    const many = Array.from({ length: 4100 }, (_, n) => comment(`c${n}`));
    await saveComments(store, PAGE, many, NOW - 31 * DAY);
    await saveComments(store, PAGE, [comment('fresh')], NOW);
    expect(await expire(store, 30, NOW)).toEqual({ posts: 0, comments: 4100 });
    expect(await store.all('comments')).toHaveLength(1);
  }, 30_000);

  it('is not stopped by a spoilt record', async () => {
    const store = openStore();
    await saveComments(store, PAGE, [comment('1')], NOW - 31 * DAY);
    await store.read((database) => database.put('sights', { version: 1, page: PAGE, spans: 'lost' } as never));
    expect(await expire(store, 30, NOW)).toEqual({ posts: 0, comments: 1 });
  });

  it('leaves no exact count of a week whose posts are gone', async () => {
    const store = openStore();
    await read(store, posts(HOUR, 2 * HOUR, 3 * DAY));
    const now = NOW + 31 * DAY;
    await expire(store, 30, now);
    const back = Math.round((now - NOW) / WEEK);
    const { count, week } = await countOf(store, PAGE, { ...RULES, now }, back);
    expect(week.id).toBe('2026-W48');
    expect(count).toMatchObject({ exact: false, count: 0, state: 'unknown' });
  });
});
