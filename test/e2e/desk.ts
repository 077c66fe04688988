/** What a specialist does first, for tests that begin after it. */
import type { SampleName, SampleOptions } from '../../scripts/lib/sample-sites';
import { type Session, type SitePage, until } from './harness';

/** «Это наша официальная страница», as the popup does it. Waits until the panel is open. */
export async function register(session: Session, site: SitePage): Promise<void> {
  const identity = await until(
    async () => (await session.askTab(site, 'describe', null)).identity,
    'the page to be known',
  );
  await session.ask('register', { identity });
  await openPanel(site);
}

/** The panel begins as a tab; how it was left is remembered. */
export async function openPanel(site: SitePage): Promise<void> {
  const shown = await site.overlay.find('.tab, .panel');
  if (shown.attributes.class === 'tab') await site.overlay.click('.tab');
  await site.overlay.find('.panel');
}

export async function openRegistered(session: Session, name: SampleName, options?: SampleOptions): Promise<SitePage> {
  const site = await session.openSample(name, options);
  await register(session, site);
  return site;
}

/** Texts of all painted fragments. */
export async function paintedTexts(site: SitePage): Promise<string[]> {
  return Object.values(await site.overlay.highlights()).flat();
}

/** Waits until exactly these fragments are painted, in any order. */
export async function painted(site: SitePage, ...texts: string[]): Promise<void> {
  const wanted = texts.sort().join('\n');
  await until(
    async () => {
      const now = (await paintedTexts(site)).sort().join('\n');
      if (now !== wanted) throw new Error(`painted: ${now.slice(0, 500) || 'nothing'}`);
      return true;
    },
    `${texts.length} fragments to be painted: ${wanted.slice(0, 200)}`,
  );
}
