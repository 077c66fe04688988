/** The inside of an installed extension, as `npm start` and the tests reach it. */
import type { Page } from 'puppeteer-core';
import type { Browser as Api } from 'webextension-polyfill';
import type { MessageName, Reply, Request } from '../../messages';
import { goToExtensionPage, type Started } from './browser';
import { until } from './until';

/** What `messages.ts` marks its messages with. */
const MARK = 'smotritel/1';

export class InstalledExtension {
  private door: Page | null = null;

  /** @param index of the extension among those that the browser was started with */
  constructor(
    private readonly started: Started,
    private readonly index = 0,
  ) {}

  get id(): string {
    return this.ours.id;
  }

  /** Origin of its pages, without a slash at the end. */
  get origin(): string {
    return this.ours.origin;
  }

  /**
   * Runs a function where `browser.*` and the extension's databases are: in a tab that shows its manifest, so none of
   * its own scripts run there. The function gets the browser's API and its arguments, and sees nothing else.
   */
  async run<A extends unknown[], R>(task: (api: Api, ...args: A) => Promise<R>, ...args: A): Promise<R> {
    const page = await this.openDoor();
    const given = args.map((arg) => JSON.stringify(arg) ?? 'undefined').join(', ');
    return (await page.evaluate(`(${task})(globalThis.browser ?? globalThis.chrome, ${given})`)) as R;
  }

  /** Asks the background as the popup would. @throws with the problem that it answered */
  async ask<Name extends MessageName>(name: Name, data: Request<Name>): Promise<Reply<Name>> {
    const message = { mark: MARK, name, data };
    return replyOf(name, await this.run(async (api, sent) => api.runtime.sendMessage(sent), message));
  }

  /** Asks the content script in a tab as the popup would. @throws as `ask`, and when there is none */
  async askTab<Name extends MessageName>(tab: number, name: Name, data: Request<Name>): Promise<Reply<Name>> {
    const message = { mark: MARK, name, data };
    const answer = await this.run(
      async (api, id, sent) => api.tabs.sendMessage(id, sent, { frameId: 0 }),
      tab,
      message,
    );
    return replyOf(name, answer);
  }

  /** Closes the tab in which functions run; the next one opens it anew. */
  async close(): Promise<void> {
    if (this.door && !this.door.isClosed()) await this.door.close();
    this.door = null;
  }

  private get ours(): { id: string; origin: string } {
    const ours = this.started.extensions[this.index];
    if (!ours) throw new Error('The browser was started without the extension');
    return ours;
  }

  private async openDoor(): Promise<Page> {
    if (this.door && !this.door.isClosed()) return this.door;
    // Behind the others: a page that is not looked at is slowed down by browsers.
    const page = await this.started.browser.newPage({ background: true });
    // Just after an update the page may come without its API.
    await until(async () => {
      await goToExtensionPage(this.started.engine, page, `${this.origin}/manifest.json`);
      return page.evaluate('Boolean((globalThis.browser ?? globalThis.chrome)?.runtime?.id)');
    }, 'the API of the extension');
    this.door = page;
    return page;
  }
}

function replyOf<Name extends MessageName>(name: Name, raw: unknown): Reply<Name> {
  const answer = raw as { ok: boolean; data: Reply<Name>; code: string; message: string } | null | undefined;
  if (!answer) throw new Error(`Nobody answers «${name}»`);
  if (!answer.ok) throw new Error(`«${name}»: ${answer.code}: ${answer.message}`);
  return answer.data;
}
