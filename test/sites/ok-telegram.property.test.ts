/** Whatever is torn out of a page of Odnoklassniki or Telegram, nothing is said that was not read. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countWeek } from '../../publishing/count';
import { addReading, NOTHING_READ } from '../../publishing/feed';
import { weekOf } from '../../publishing/week';
import { loadSample } from '../../scripts/lib/samples';
import type { Reading } from '../../types';
import { SAMPLES } from '../pages';
import type { SamplePage } from '../pages/sample';
import { NOW, openHtml, readOnce, ZONE } from './open';

const pages = Object.entries<SamplePage>(SAMPLES).filter(([name]) => /^(ok|telegram)-/.test(name));
const feeds = pages.filter(([, sample]) => sample.week !== null);

function weekIn(reading: Reading) {
  const spans = addReading(NOTHING_READ, reading);
  const options = { countReposts: true };
  return countWeek({ posts: reading.posts, spans, week: weekOf(NOW, ZONE), now: NOW, options });
}

const cuts = fc.array(fc.record({ at: fc.nat(), length: fc.nat(400) }), { minLength: 1, maxLength: 6 });

test.each(pages)('%s: torn anywhere', { timeout: 30_000 }, (_name, sample) => {
  const html = loadSample(sample.file, NOW, ZONE);
  fc.assert(
    fc.property(cuts, (wounds) => {
      const torn = wounds.reduce((rest, { at, length }) => {
        const start = at % rest.length;
        return rest.slice(0, start) + rest.slice(start + length);
      }, html);
      const { coverage, health } = readOnce(openHtml(torn, sample.url).document, sample.url);
      expect(['ok', 'degraded', 'broken']).toContain(health.state);
      expect(coverage.complete && coverage.posts.some(({ read, said }) => said === null || read < said)).toBe(false);
    }),
    { numRuns: 15 },
  );
});

/** What holds a post's instant in each markup; without it the post has none. */
const TIMES: Record<string, { post: string; attributes: string[]; labels: string }> = {
  'ok-desktop': { post: '.feed-w, .groups_post-w', attributes: [], labels: '.feed_date' },
  'telegram-k': {
    post: '.is-broadcast .bubble[data-mid]',
    attributes: ['data-timestamp'],
    labels: '.time-inner[title]',
  },
  'telegram-a': { post: '.message-date-group > .Message', attributes: [], labels: '.message-time' },
  'telegram-preview': { post: '.js-widget_message[data-post]', attributes: [], labels: 'time[datetime]' },
};

describe.each(feeds)('%s', (_name, sample) => {
  test('an exact number is the true number, and «≥» never exceeds it', { timeout: 30_000 }, () => {
    const { post, attributes, labels } = TIMES[sample.layout]!;
    const truth = sample.week?.count ?? 0;
    let inexact = 0;
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(12), { minLength: 1, maxLength: 4 }), (which) => {
        const { document } = openHtml(loadSample(sample.file, NOW, ZONE), sample.url);
        const posts = document.querySelectorAll(post);
        for (const index of which) {
          const one = posts[index % posts.length]!;
          for (const attribute of attributes) one.removeAttribute(attribute);
          for (const label of one.querySelectorAll(labels)) label.remove();
        }
        const week = weekIn(readOnce(document, sample.url));
        expect(week.count).toBeLessThanOrEqual(truth);
        if (week.exact) expect(week.count).toBe(truth);
        else inexact += 1;
      }),
      { numRuns: 25 },
    );
    expect(inexact).toBeGreaterThan(0);
  });
});
