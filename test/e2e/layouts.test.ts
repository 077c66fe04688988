/** Every sample page, so every layout, read in real browsers as its description says. */
import { expect, test } from 'vitest';
import type { SampleName } from '../../scripts/lib/sample-sites';
import { SAMPLES } from '../pages';
import type { SamplePage } from '../pages/sample';
import { HOST, inBrowsers, type Session, type SitePage, until } from './harness';

async function viewOf(session: Session, site: SitePage) {
  const view = await session.askTab(site, 'describe', null);
  if (!view.identity) throw new Error('whose page it is, is not known yet');
  if (!view.page) await session.ask('register', { identity: view.identity });
  return view;
}

inBrowsers('in a real browser', (session) => {
  test.each(Object.entries<SamplePage>(SAMPLES))(
    '%s is read whole',
    async (name, { layout, page, coverage, posts }) => {
      const site = await session().openSample(name as SampleName);
      const { read, said, complete } = coverage;
      const view = await until(async () => {
        const now = await viewOf(session(), site);
        const found = now.coverage && {
          read: now.coverage.read,
          said: now.coverage.said,
          complete: now.coverage.complete,
        };
        if (JSON.stringify(found) !== JSON.stringify({ read, said, complete })) {
          throw new Error(`comments: ${JSON.stringify(found)} instead of ${JSON.stringify(coverage)}`);
        }
        return now;
      }, 'all comments to be read');
      expect({ layout: view.layout, kind: view.identity?.kind, state: view.health?.state }).toEqual({
        layout,
        kind: page.kind,
        state: 'ok',
      });
      expect(view.identity?.keys).toEqual(page.keys);
      const own = posts.filter(({ ad }) => !ad);
      expect(view.health?.parts.find(({ part }) => part === 'posts')?.found ?? 0).toBe(own.length);
      expect(await site.page.$$eval(HOST, (hosts) => hosts.length)).toBe(1);
      expect(await site.mutations()).toEqual([]);
    },
  );
});
