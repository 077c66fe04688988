/** What we draw never lies over the site's own controls: every sample page, three widths, panel and tab. */
import { expect, test } from 'vitest';
import type { SampleName } from '../../scripts/lib/sample-sites';
import { SAMPLES } from '../pages';
import { register } from './desk';
import { HOST, inBrowsers, type SitePage, until } from './harness';

const WIDTHS = [1280, 1024, 390] as const;
const CONTROLS =
  'a[href], button, input, textarea, select, summary, label, [contenteditable="true"], [role="button"], [role="textbox"], [role="menuitem"], [role="link"]';

/** Runs in the page. Controls of the site at whose middle or corners the host is what one would press. */
function coveredControls(selector: string, host: string): string[] {
  const covered: string[] = [];
  for (const control of document.querySelectorAll(selector)) {
    const { left, top, width, height } = control.getBoundingClientRect();
    if (width < 2 || height < 2 || !control.checkVisibility({ visibilityProperty: true })) continue;
    if (width * height > (innerWidth * innerHeight) / 2) continue;
    const points = [0.5, 0.04, 0.96].flatMap((x) => [0.5, 0.08, 0.92].map((y) => [left + width * x, top + height * y]));
    const hit = points.some(([x, y]) => document.elementsFromPoint(x!, y!)[0]?.localName === host);
    if (hit) covered.push(`${control.localName} «${(control.textContent ?? '').trim().slice(0, 30)}»`);
  }
  return covered;
}

async function nothingCovered(site: SitePage, shape: string, width: number): Promise<void> {
  await until(async () => {
    await site.overlay.find(shape);
    const covered = await site.page.evaluate(coveredControls, CONTROLS, HOST);
    if (covered.length > 0) throw new Error(covered.slice(0, 5).join(', '));
    return true;
  }, `${shape} to lie beside the site's controls at ${width} px`);
}

inBrowsers('room on the page', (session) => {
  test.each(Object.keys(SAMPLES) as SampleName[])('%s keeps all its controls, whatever the width', async (name) => {
    const site = await session().openSample(name);
    await register(session(), site);
    for (const width of WIDTHS) {
      await site.page.setViewport({ width, height: 800 });
      await nothingCovered(site, '.panel, .tab', width);
    }
    expect(await site.mutations()).toEqual([]);
  });
});
