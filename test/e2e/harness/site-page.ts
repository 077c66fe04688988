/** A tab with a page of one of the sites. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { KeyInput, Page } from 'puppeteer-core';
import { until } from '../../../scripts/lib/until';
import { alter, installGuard, type Mutation, takeMutations } from './guard';
import { Overlay } from './overlay';
import { askProbe } from './probe';
import type { Session } from './session';

export interface Badge {
  text: string;
  /** The tooltip. */
  title: string;
  /** Red, green, blue, opacity; 0…255. */
  color: number[];
}

export class SitePage {
  readonly overlay: Overlay;
  /** Errors of the page's console and uncaught ones, oldest first. */
  readonly faults: string[] = [];

  private constructor(
    private readonly session: Session,
    readonly page: Page,
  ) {
    this.overlay = new Overlay(page);
    page.on('console', (message) => {
      if (message.type() === 'error') this.faults.push(message.text());
    });
    page.on('pageerror', (error) => this.faults.push(error instanceof Error ? error.message : String(error)));
  }

  /** Opens an address in a new tab and waits until it has loaded. */
  static async open(session: Session, url: string): Promise<SitePage> {
    const page = await session.browser.newPage();
    const site = new SitePage(session, page);
    await installGuard(page);
    await session.dress(page);
    await page.goto(url, { waitUntil: 'load' });
    return site;
  }

  /** The tab's number in `browser.tabs`. */
  tab(): Promise<number> {
    return askProbe(this.page, 'tab', {});
  }

  /** What the toolbar button shows for this tab now. */
  async badge(): Promise<Badge> {
    const tabId = await this.tab();
    return this.session.inExtension(
      async (api, tab) => ({
        text: await api.action.getBadgeText({ tabId: tab }),
        title: await api.action.getTitle({ tabId: tab }),
        color: await api.action.getBadgeBackgroundColor({ tabId: tab }),
      }),
      tabId,
    );
  }

  /** Waits until the badge reads so. */
  badgeReads(text: string): Promise<Badge> {
    return until(async () => {
      const badge = await this.badge();
      if (badge.text !== text) throw new Error(`the badge reads «${badge.text}»`);
      return badge;
    }, `the badge to read «${text}»`);
  }

  /** The middle of the first place where the page shows these very words, scrolled into view. */
  placeOf(text: string): Promise<{ x: number; y: number }> {
    return until(() => this.page.evaluate(findText, text), `«${text}» on the page`);
  }

  async hoverText(text: string): Promise<void> {
    const { x, y } = await this.placeOf(text);
    await this.page.mouse.move(x, y);
  }

  async clickText(text: string): Promise<void> {
    const { x, y } = await this.placeOf(text);
    await this.page.mouse.click(x, y);
  }

  /** Types into whatever has the keyboard. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Presses keys one after another: `Tab`, `Alt+ArrowDown`. */
  async press(...keys: string[]): Promise<void> {
    for (const combination of keys) {
      const parts = combination.split('+') as KeyInput[];
      for (const key of parts) await this.page.keyboard.down(key);
      for (const key of parts.reverse()) await this.page.keyboard.up(key);
    }
  }

  /** What was changed in the site's tree from outside since last asked; our host element and editors left out. */
  mutations(options: { editors?: boolean } = {}): Promise<Mutation[]> {
    return takeMutations(this.page, options);
  }

  /** Changes the page as its own script would. The function sees its arguments only. */
  alter<A extends unknown[]>(change: (...args: A) => void, ...args: A): Promise<void> {
    return alter(this.page, change, ...args);
  }

  /** Saves what is to be seen to `.screenshots/<engine>-<name>.png`. */
  async screenshot(name: string): Promise<string> {
    return saveScreenshot(this.page, `${this.session.engine}-${name}`);
  }

  /** Brings the tab before the others: only there is a page drawn and at full speed. */
  show(): Promise<void> {
    return this.page.bringToFront();
  }

  close(): Promise<void> {
    return this.page.close();
  }
}

/** @returns the file's path */
export async function saveScreenshot(page: Page, name: string): Promise<string> {
  const folder = fileURLToPath(new URL('../../../.screenshots/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const path = `${folder}${name}.png` as const;
  // Browsers draw no page that is behind another one.
  await page.bringToFront();
  await page.screenshot({ path });
  return path;
}

/** Runs in the page. The words must stand in one text node. */
function findText(text: string): { x: number; y: number } | null {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const start = node.nodeValue?.indexOf(text) ?? -1;
    const parent = node.parentElement;
    if (start < 0 || !parent?.checkVisibility() || parent.closest('script, style')) continue;
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, start + text.length);
    const seen = range.getClientRects()[0];
    if (!seen) continue;
    if (seen.top < 0 || seen.bottom > innerHeight) parent.scrollIntoView({ block: 'center' });
    const { x, y, width, height } = range.getClientRects()[0] ?? seen;
    return { x: x + width / 2, y: y + height / 2 };
  }
  return null;
}
