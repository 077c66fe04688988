/** Random contents of a database, with few enough keys that two of them meet. */
import fc from 'fast-check';
import { erasedCase, mergedWatch, type StoredCase, type StoredWatch, watched } from '../../moderation/stored';
import { type Revision, sealRevision } from '../../office/revisions';
import { type FeedSpans, mergeSpans, NOTHING_READ } from '../../publishing/feed';
import type { Publication } from '../../publishing/publications';
import { ARCHIVED, type Contents } from '../../storage/archive';
import { untilOf } from '../../storage/merge';
import type { Sight, StoredComment, StoredPost, StoredSetting, StoredWeek } from '../../storage/schema';
import { RECORDS, type RecordStore } from '../../storage/schema';
import type { Store } from '../../storage/store';
import { comment, NOW, post } from './fixtures';

const id = fc.constantFrom('1', '2', '__proto__');
const page = fc.constantFrom('page a', 'page b');
const instant = fc.integer({ min: 0, max: 5 }).map((n) => NOW + n);
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 5 }), fc.constantFrom('\ud83d', '"}', 'ё'));
const time = fc.option(fc.record({ at: instant, span: fc.constantFrom(0, 1, 60_000) }));
const own = fc.option(fc.boolean());
const seen = fc.tuple(instant, instant).map(([a, b]) => ({ firstSeen: Math.min(a, b), lastSeen: Math.max(a, b) }));

export const storedPost: fc.Arbitrary<StoredPost> = fc
  .record({ id, page, seen, text, time, own, timeLabel: text, permalink: fc.option(text) })
  .map(({ id, page, seen, time, ...rest }) => ({
    version: 1,
    page,
    id,
    until: untilOf(time),
    post: post(id, { ...rest, time }),
    ...seen,
  }));

export const storedComment: fc.Arbitrary<StoredComment> = fc
  .record({ id, page, seen, text, time, timeLabel: text, parent: fc.option(id), link: fc.option(text), own })
  .map(({ id, page, seen, link, own, ...rest }) => ({
    version: 1,
    page,
    id,
    comment: comment(id, { ...rest, author: { name: 'Житель', link, own } }),
    ...seen,
  }));

const spans: fc.Arbitrary<FeedSpans> = fc
  .array(
    fc.record({
      id,
      time,
      older: fc.uniqueArray(id).map((ids) => ids.sort()),
      top: fc.option(instant),
      bottom: fc.boolean(),
    }),
    { maxLength: 3 },
  )
  .map((posts) =>
    posts.reduce<FeedSpans>((all, one) => mergeSpans(all, { version: 1, posts: [one], empty: null }), NOTHING_READ),
  );

export const storedSight: fc.Arbitrary<Sight> = fc
  .record({ page, spans, lastSeen: instant, health: fc.constantFrom('ok' as const, 'broken' as const, null) })
  .map((rest) => ({ version: 1, ...rest }));

export const storedWeek: fc.Arbitrary<StoredWeek> = fc
  .record({
    page,
    week: fc.constantFrom('2026-W47', '2026-W48'),
    count: fc.nat(3),
    state: fc.constantFrom('exact' as const, 'atLeast' as const, 'unknown' as const),
    asOf: fc.option(instant),
    posts: fc.uniqueArray(id),
  })
  .map(({ page, week, state, ...rest }) => ({
    version: 1,
    page,
    week,
    count: { week, state, exact: state === 'exact', readBackTo: null, unknown: 0, ...rest },
  }));

const stamp = fc.option(instant);

export const storedCase: fc.Arbitrary<StoredCase> = fc
  .record({
    id,
    page,
    seen,
    text,
    state: fc.constantFrom('marked' as const, 'decided' as const, 'closed' as const),
    decision: fc.constantFrom('remove' as const, 'leave' as const, null),
    changedAt: instant,
    by: fc.option(fc.record({ author: fc.constantFrom('browser a', 'browser b'), seq: fc.nat(2), record: id })),
    erasedAt: stamp,
    hasSubject: fc.boolean(),
  })
  .map(({ id, page, seen, text, hasSubject, erasedAt, ...rest }) => {
    const author = { name: 'Житель', link: null };
    const row: StoredCase = {
      version: 1,
      id,
      page,
      site: 'vk',
      comment: id,
      about: 'comment',
      subject: hasSubject ? { post: null, permalink: null, author, text, time: null, timeLabel: '' } : null,
      textKey: text,
      kinds: [],
      rules: [],
      level: null,
      criticism: false,
      clause: null,
      evidence: null,
      outcome: null,
      open: 0,
      decidedAt: null,
      firstAnswer: null,
      rivals: 0,
      erasedAt: null,
      ...seen,
      ...rest,
    };
    return erasedAt === null ? row : erasedCase(row, erasedAt);
  });

const half = 15 * 60_000;
export const storedWatch: fc.Arbitrary<StoredWatch> = fc
  .record({
    page,
    day: fc.constantFrom('2026-11-23', '2026-11-24'),
    looks: fc.array(fc.tuple(fc.nat(9), id, fc.nat(3), fc.option(fc.nat(3)), fc.boolean()), {
      minLength: 1,
      maxLength: 3,
    }),
    unhealthy: fc.boolean(),
  })
  .map(({ page, day, looks, unhealthy }) =>
    looks
      .map(([at, post, read, said, filtered]) =>
        watched(null, {
          page,
          day,
          at: NOW + at * half,
          posts: { [`p${post}`]: { read, said, folded: 0, filtered } },
          unhealthy,
        }),
      )
      .reduce(mergedWatch),
  );

export const publication: fc.Arbitrary<Publication> = fc
  .record({
    page,
    id,
    time,
    link: fc.constantFrom(null, 'https://vk.com/wall-1_1'),
    text: fc.constantFrom('', 'а', 'б'),
    firstSeen: instant,
    lastSeen: instant,
    missing: fc.option(instant),
  })
  .map(({ firstSeen, lastSeen, time, missing, ...rest }) => {
    const [first, last] = [Math.min(firstSeen, lastSeen), Math.max(firstSeen, lastSeen)];
    return {
      version: 1 as const,
      ...rest,
      time,
      at: time?.at ?? first,
      formats: ['text' as const],
      repost: false,
      firstSeen: first,
      lastSeen: last,
      missing: missing !== null && missing > last ? missing : null,
    };
  });

const setting: fc.Arbitrary<StoredSetting> = fc
  .record({ name: fc.constantFrom('zone', 'language', 'later'), value: fc.jsonValue({ maxDepth: 2 }) })
  .map((rest) => ({ version: 1, ...rest }));

/** What a revision is sealed from; its parent is the one before it, or none. */
const written = fc.record({
  kind: fc.constantFrom('template', 'page', 'not known yet'),
  entity: fc.constantFrom('x', 'y'),
  body: fc.jsonValue({ maxDepth: 2 }),
  author: fc.constantFrom('browser a', 'browser b'),
  follows: fc.boolean(),
});

async function sealed(all: readonly (typeof written extends fc.Arbitrary<infer T> ? T : never)[]): Promise<Revision[]> {
  const revisions: Revision[] = [];
  for (const [index, { follows, ...content }] of all.entries()) {
    const parents = follows ? revisions.slice(-1).map(({ id }) => id) : [];
    revisions.push(await sealRevision({ version: 1, parents, at: NOW, seq: index + 1, ...content }));
  }
  return revisions;
}

const many = <Record>(record: fc.Arbitrary<Record>, key: (record: Record) => string) =>
  fc.uniqueArray(record, { maxLength: 5, selector: key });
const paged = ({ page, id }: { page: string; id: string }) => `${page}/${id}`;

const aside = fc
  .record({ store: fc.constantFrom('posts', 'comments'), record: fc.jsonValue({ maxDepth: 2 }), at: instant })
  .map((rest) => ({ version: 1 as const, reason: 'test', ...rest }));

/** Sealing is asynchronous, so a promise is drawn. */
export const contents: fc.Arbitrary<Promise<Contents>> = fc
  .record({
    written: fc.array(written, { maxLength: 5 }),
    posts: many(storedPost, paged),
    comments: many(storedComment, paged),
    sights: many(storedSight, (one) => one.page),
    weeks: many(storedWeek, (one) => `${one.page}/${one.week}`),
    publications: many(publication, paged),
    settings: many(setting, ({ name }) => name),
    cases: many(storedCase, ({ id }) => id),
    watches: many(storedWatch, (one) => `${one.page}/${one.day}`),
    setAside: fc.uniqueArray(aside, { maxLength: 2, selector: ({ store, record }) => JSON.stringify([store, record]) }),
  })
  .map(async ({ written, ...rest }) =>
    plain({ revisions: await sealed(written), evidence: [], evidenceKeys: [], ...rest }),
  );

/** As JSON has it: without -0, so that what comes back from a file can be held against it. */
function plain<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

export async function fill(store: Store, all: Contents): Promise<void> {
  await store.write([...ARCHIVED], async (transaction) => {
    for (const name of Object.keys(RECORDS) as RecordStore[]) {
      for (const record of all[name]) await transaction.objectStore(name).put(record as never);
    }
    for (const record of all.setAside) await transaction.objectStore('setAside').add(record);
  });
}
