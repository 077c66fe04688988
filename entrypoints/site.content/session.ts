/**
 * One tab's stay on the site: which page is open, what was read of it, what is shown. A navigation within the site
 * starts it anew; an update of the extension ends it.
 */
import browser from 'webextension-polyfill';
import type { OverlayView } from '../../components/overlay/view';
import type { InPageText } from '../../locales/inpage';
import { type Language, spoken } from '../../locales/translate';
import type { Opened, TabView, WeekView } from '../../messages';
import { PanelBerth } from '../../overlay/berth';
import { OverlayHost } from '../../overlay/host';
import { Problem } from '../../problem';
import { siteOf } from '../../sites/hosts';
import type { Layout } from '../../sites/layout';
import { PageReader } from '../../sites/reader';
import { createWriter } from '../../sites/writer';
import type { PageIdentity, Reading } from '../../types';
import { ask, serve } from './background';
import { PostDesk } from './composer';
import { Desk } from './desk';
import { Marks } from './marks';
import { Queue } from './queue';
import { inSlices } from './slices';
import { PageWatch } from './watch';

export class PageSession {
  /** Those of this site, once the background has given them. */
  private readonly layouts: Layout[] = [];
  readonly reader = new PageReader(this.layouts);
  readonly writer = createWriter(this.layouts);
  readonly marks: Marks;
  readonly host: OverlayHost;
  readonly berth: PanelBerth;
  private readonly watch: PageWatch;
  private readonly desk: Desk;
  private readonly queue: Queue;
  readonly posts = new PostDesk(this, this.layouts);
  private readonly life = new AbortController();
  private identity: PageIdentity | null = null;
  private identityName = '';
  private readonly taught = new Set<string>();
  opened: Opened | null = null;
  /** The texts of the panel, once they are known. */
  t: InPageText | null = null;
  private language: Language | null = null;
  reading: Reading | null = null;
  private week: WeekView | null = null;
  private settled = false;
  private focusPanel = false;
  /** One reading at a time; `again` says that something changed meanwhile. */
  private busy = false;
  private again = false;
  private problem = '';

  constructor(signal: AbortSignal) {
    signal.addEventListener('abort', () => this.stop(), { once: true });
    this.marks = new Marks(
      this.reader,
      () => this.opened?.showLook ?? false,
      (work) => this.inSlices(work),
    );
    this.host = new OverlayHost(document, this.life.signal);
    this.berth = new PanelBerth(document, {
      ours: this.host.element,
      texts: () => this.reader.itemElements(),
      run: (work) => this.inSlices(work),
      moved: () => {
        this.show();
        this.focusPanel = false;
      },
      inUse: () => this.host.inUse(),
    });
    this.watch = new PageWatch(
      { changed: (records) => this.changed(records), still: () => this.still() },
      (node) => node.nodeName.toLowerCase() === 'smotritel-host',
    );
    this.desk = new Desk(this, () => this.show());
    this.queue = new Queue(
      this,
      () => this.show(),
      (notice) => this.desk.say(notice),
    );
  }

  start(): void {
    serve(
      {
        describe: () => this.describe(),
        changed: async () => this.reopen(),
        decidePointed: async () => this.openPointed(),
      },
      this.life.signal,
    );
    this.writer.follow(document, this.life.signal);
    this.desk.listen(document, this.life.signal, (event) => this.host.isOurs(event));
    this.queue.listen(document, this.life.signal);
    this.posts.listen(document, this.life.signal);
    this.berth.listen(this.life.signal);
    this.navigated();
  }

  stop(): void {
    if (this.life.signal.aborted) return;
    this.watch.stop();
    this.marks.clear();
    this.life.abort();
  }

  navigated(): void {
    this.settled = false;
    this.watch.restart();
    void this.run();
  }

  private changed(records: readonly MutationRecord[]): void {
    this.reader.touch(records);
    this.desk.redrawn();
    if (this.opened?.page) this.berth.disturbed();
    void this.run();
  }

  private still(): void {
    this.settled = true;
    void this.run();
  }

  private async reopen(): Promise<null> {
    this.identityName = '';
    this.marks.outdate();
    this.queue.stale();
    if (this.opened?.page) await this.posts.refresh(this.opened.page.id);
    await this.run();
    return null;
  }

  /** Reads once, and once more for what changed meanwhile. */
  private async run(): Promise<void> {
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    try {
      do {
        this.again = false;
        await this.once();
      } while (this.again && !this.life.signal.aborted);
    } catch (error) {
      this.failed(error);
    } finally {
      this.busy = false;
    }
  }

  private async once(): Promise<void> {
    await this.prepare();
    const identity = await this.identify();
    if (identity === undefined) return;
    await this.arrive(identity);
    // A page that nobody registered is not read any further than whose it is.
    if (!this.identity || !this.opened?.page) return;
    const reading = await this.inSlices(
      this.reader.read(document, {
        url: location.href,
        now: Date.now(),
        knownKeys: this.opened.page.keys,
        settled: this.settled,
      }),
    );
    if (reading) await this.take(reading, this.opened.page.id);
    await this.posts.look();
  }

  private inSlices<Result>(work: Generator<unknown, Result>): Promise<Result | undefined> {
    return inSlices(work, this.life.signal);
  }

  /** @returns undefined when the tab's stay is over */
  private identify(): Promise<PageIdentity | null | undefined> {
    return this.inSlices(this.reader.identify(document, location.href));
  }

  /** What the pages of this site look like: asked once in the life of the tab. */
  private async prepare(): Promise<void> {
    const site = siteOf(location.href);
    if (this.layouts.length > 0 || !site) return;
    const layouts = await ask('layouts', { site });
    if (this.layouts.length === 0) this.layouts.push(...layouts);
  }

  private async learnTexts(language: Language): Promise<void> {
    if (this.language === language) return;
    const [texts, styles] = await Promise.all([ask('texts', { language }), ask('styles', null)]);
    this.host.dress(styles);
    this.language = language;
    this.t = spoken(language, texts);
  }

  /** Asks the background about the page when it is another one than before. */
  private async arrive(identity: PageIdentity | null): Promise<void> {
    const name = identity ? [...identity.keys, identity.kind, ...identity.parentKeys].join(' ') : '';
    const teaches = this.settled && identity !== null && this.teaches(identity);
    if (name === this.identityName && this.opened && !teaches) return;
    const before = this.opened?.page?.id;
    this.identity = identity;
    this.identityName = name;
    this.opened = identity && identity.keys.length > 0 ? await ask('open', { identity, settled: this.settled }) : null;
    if (this.opened?.page) await this.learnTexts(this.opened.language);
    if (this.opened?.page?.id !== before) this.forget();
    if (this.opened?.page) {
      this.watch.start();
      this.placePanel(false);
    } else await this.withdraw();
  }

  /** Whether the page shows a face of itself that the register does not know. Asked once for each. */
  private teaches(identity: PageIdentity): boolean {
    const known = this.opened?.page?.keys;
    const fresh = known ? identity.keys.filter((key) => !known.includes(key) && !this.taught.has(key)) : [];
    for (const key of fresh) this.taught.add(key);
    return fresh.length > 0;
  }

  private async withdraw(): Promise<void> {
    this.forget();
    this.host.hide();
    // Whose page it is may only show once the site has rendered: the watch goes on until the page is still.
    if (this.settled) this.watch.stop();
    else this.watch.start();
    if (!this.opened) await ask('leave', null);
  }

  private forget(): void {
    this.marks.clear();
    this.desk.closeCard();
    this.queue.forget();
    this.reading = null;
    this.week = null;
    this.berth.leave();
  }

  private async take(reading: Reading, page: string): Promise<void> {
    const before = this.reading;
    if (!before || sizeOf(before) !== sizeOf(reading)) {
      this.settled = false;
      this.watch.restart();
    }
    this.reading = reading;
    this.show();
    // The posts may tell a key that the address does not, such as the number behind a short name.
    if (this.settled && this.teaches(reading.page)) await ask('open', { identity: reading.page, settled: true });
    const { posts, feed, health, readAt } = reading;
    if (!before || isNews(before, reading)) {
      this.week = await ask('posts', { page, identity: reading.page, posts, feed, health, readAt });
      await this.posts.refresh(page);
    }
    await this.marks.update(page, reading.comments);
    this.problem = '';
    await this.queue.update(page, reading);
    this.show();
  }

  /** @param byHand the person asked for it, so it opens even where there is no room */
  placePanel(byHand: boolean): void {
    const panel = this.opened?.panel;
    if (!panel) return;
    this.focusPanel ||= byHand;
    this.berth.want(panel.collapsed ? 'collapsed' : 'open', { x: panel.x, y: panel.y }, byHand);
  }

  private openPointed(): null {
    if (this.opened?.page && this.t) this.queue.openCalled();
    return null;
  }

  /** Reads once more. */
  look(): void {
    void this.run();
  }

  queueStale(): void {
    this.queue.stale();
  }

  get signal(): AbortSignal {
    return this.life.signal;
  }

  get overlayElement(): HTMLElement {
    return this.host.element;
  }

  get currentComment(): string | null {
    return this.desk.current ?? this.desk.openComment;
  }

  openCard(id: string): void {
    this.desk.actions.openCard(id);
  }

  closeCard(): void {
    this.desk.actions.closeCard();
  }

  openReplies(id: string): void {
    this.desk.actions.openCard(id);
    this.desk.actions.openReplies(id);
  }

  /** «Не нарушение» about a comment's text, decided elsewhere than on its card. */
  async setDismissed(id: string, dismissed: boolean): Promise<void> {
    const page = this.opened?.page;
    const text = this.marks.get(id)?.comment.text;
    if (!page || text === undefined) return;
    await ask('dismiss', { page: page.id, text, dismissed });
    this.marks.setDismissed(text, dismissed);
    this.show();
  }

  /** The person decided on the card. */
  decidedOnCard(id: string, dismissed: boolean): Promise<void> {
    return this.queue.dismissed(id, dismissed);
  }

  private failed(error: unknown): void {
    this.problem = this.faultOf(error) ?? '';
    this.show();
  }

  /** What to tell of a failure; null when there is nobody left to tell: an old version's script falls silent. */
  faultOf(error: unknown): string | null {
    if (this.life.signal.aborted || !isAlive()) {
      this.stop();
      return null;
    }
    console.error('smotritel:', error);
    const code = error instanceof Problem ? error.code : 'unexpected';
    return this.t?.(`problem.${code}`) ?? null;
  }

  show(): void {
    if (!this.opened?.page || !this.t || this.life.signal.aborted) return;
    this.host.show(this.view(this.opened, this.t), {
      ...this.desk.actions,
      queue: this.queue.actions,
      report: ({ name, message, stack = '' }) => ask('faultReport', { name, message, stack }),
    });
  }

  private view(opened: Opened, t: InPageText): OverlayView {
    const notice = this.problem || this.desk.notice;
    const { marked, work, dismissed } = this.marks.lists;
    const panel = this.berth.berth && { shape: this.berth.berth.shape, ...this.berth.berth.box };
    return {
      opened,
      t,
      week: this.week,
      isFeed: Boolean(this.reading?.feed),
      coverage: this.reading?.coverage ?? null,
      health: this.reading?.health ?? null,
      judged: this.marks.knowsAll(this.reading?.comments ?? []),
      unpainted: !this.marks.highlights.supported,
      lines: this.marks.highlights.drawsLines(),
      marked,
      work,
      dismissed,
      current: this.desk.current,
      checkOpen: this.desk.checkOpen,
      notice,
      panel,
      focusPanel: this.focusPanel,
      marker: this.desk.marker(),
      queue: this.queue.state(),
      card: this.desk.card(panel),
      composer: this.posts.view(),
    };
  }

  private async describe(): Promise<TabView> {
    await this.prepare();
    const identity = await this.identify();
    return {
      identity: this.reading?.page ?? (identity && identity.keys.length > 0 ? identity : null),
      page: this.opened?.page ?? null,
      layout: this.reading?.health.layout ?? null,
      health: this.reading?.health ?? null,
      coverage: this.reading?.coverage ?? null,
      week: this.week,
      marked: this.marks.counts(),
    };
  }
}

function sizeOf({ posts, comments }: Reading): number {
  return posts.length + comments.length;
}

/** Whether the posts, the stretch of the feed or the health differ; comments and the hour do not matter here. */
function isNews(before: Reading, now: Reading): boolean {
  const same =
    before.posts.length === now.posts.length &&
    before.posts.every((post, index) => post === now.posts[index]) &&
    JSON.stringify([before.feed, before.health]) === JSON.stringify([now.feed, now.health]);
  return !same;
}

/** After an update or removal of the extension its old content scripts lose their connection. */
function isAlive(): boolean {
  try {
    return !closed && browser.runtime?.id !== undefined;
  } catch {
    return false;
  }
}
