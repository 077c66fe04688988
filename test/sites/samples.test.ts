/** Every sample page is read as its description says, whenever and wherever it is opened. */
import { describe, expect, test } from 'vitest';
import { countWeek } from '../../publishing/count';
import { addReading, NOTHING_READ } from '../../publishing/feed';
import { weekOf } from '../../publishing/week';
import { instantOf } from '../../scripts/lib/samples';
import type { Comment, Post, Reading } from '../../types';
import { SAMPLES } from '../pages';
import type { SampleComment, SamplePage, SamplePost } from '../pages/sample';
import { holds, NOW, readSample, ZONE } from './open';

const MOMENTS = [
  ['in the middle of a week', '2026-11-26T12:30:00+07:00', ZONE],
  ['in the first minute of Monday', '2026-11-23T00:00:40+07:00', ZONE],
  ['on Monday at three at night, when «три часа назад» is last week', '2026-11-23T03:10:00+07:00', ZONE],
  ['in the last minute of Sunday', '2026-11-29T23:59:50+07:00', ZONE],
  ['on the first of January', '2027-01-01T09:00:00+07:00', ZONE],
  ['in a week in which clocks change', '2026-03-29T20:00:00+02:00', 'Europe/Berlin'],
] as const;

const pages = Object.entries<SamplePage>(SAMPLES);

describe.each(pages)('%s', (_name, sample) => {
  test('whose page it is', () => {
    const { layout, page } = readSample(sample);
    expect(layout).toBe(sample.layout);
    expect({ kind: page.kind, keys: page.keys, name: page.name }).toEqual(sample.page);
  });

  test('posts', () => {
    expect(readSample(sample).posts.map(plainPost)).toEqual(sample.posts.map(expectedPost));
  });

  test('comments', () => {
    expect(readSample(sample).comments.map(plainComment)).toEqual(sample.comments.map(expectedComment));
  });

  test('coverage and health', () => {
    const { coverage, health } = readSample(sample);
    const folded = coverage.posts.reduce((sum, post) => sum + post.folded, 0);
    const { read, said, complete } = coverage;
    expect({ read, said, folded, complete }).toEqual(sample.coverage);
    expect(health.parts.filter((part) => part.found < part.expected)).toEqual([]);
    expect(health.state).toBe('ok');
    expect(health.parts.find((part) => part.part === 'editor')?.found ?? 0).toBe(sample.editors);
  });

  test.each(MOMENTS)('times and the week %s', (_when, iso, zone) => {
    const now = Date.parse(iso);
    const reading = readSample(sample, now, zone);
    expect(misread(reading, sample, now, zone)).toEqual([]);
    expect(weekIn(reading, now, zone)).toEqual(sample.week);
  });
});

function plainPost(post: Post) {
  const { id, own, pinned, ad, repost, formats, commentsSaid: said, text } = post;
  return { id, own, pinned, ad, repost, formats, said, text };
}

function expectedPost({ when: _, ...post }: SamplePost) {
  return { pinned: false, ad: false, repost: false, ...post };
}

function plainComment({ id, post, parent, author, text }: Comment) {
  return { id, post, parent, author: author.name, own: author.own, text };
}

function expectedComment({ when: _, kinds: __, ...comment }: SampleComment) {
  return { parent: null, ...comment };
}

/** Ids whose time does not hold the instant that was printed. */
function misread({ posts, comments }: Reading, sample: SamplePage, now: number, zone: string): string[] {
  const moments = new Map([...posts, ...comments].map((item) => [item.id, item.time]));
  const printed = [...sample.posts, ...sample.comments];
  return printed
    .filter(({ id, when }) => !holds(moments.get(id) ?? null, instantOf(when, { now, zone })))
    .map(({ id }) => id);
}

function weekIn(reading: Reading, now: number, zone: string): SamplePage['week'] {
  if (!reading.feed) return null;
  const spans = addReading(NOTHING_READ, reading);
  const week = countWeek({
    posts: reading.posts,
    spans,
    week: weekOf(now, zone),
    now,
    options: { countReposts: true },
  });
  return { count: week.count, exact: week.exact };
}

test('the moment of the other tests is a Thursday of the office', () => {
  expect(weekOf(NOW, ZONE).monday).toBe('2026-11-23');
});
