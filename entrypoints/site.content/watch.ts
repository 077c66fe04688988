/** Tells when the page has changed and when it has become still. No polling: mutations and scrolling only. */

/** Changes within this time are taken together, ms. */
const BATCH = 120;
/** A page that has not changed for this long will not change by itself, ms. */
const STILL = 4_000;

export interface Watcher {
  changed(records: readonly MutationRecord[]): void;
  still(): void;
}

export class PageWatch {
  private records: MutationRecord[] = [];
  private batch: ReturnType<typeof setTimeout> | undefined;
  private rest: ReturnType<typeof setTimeout> | undefined;
  private observer: MutationObserver | undefined;
  private readonly scrolled = () => this.schedule();

  constructor(
    private readonly watcher: Watcher,
    private readonly isOurs: (node: Node) => boolean,
  ) {}

  start(): void {
    if (this.observer) return;
    this.observer = new MutationObserver((records) => {
      const theirs = records.filter((record) => !onlyOurs(record, this.isOurs));
      if (theirs.length === 0) return;
      this.records.push(...theirs);
      this.schedule();
    });
    this.observer.observe(document.documentElement, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ['aria-label', 'href', 'data-mid', 'data-message-id', 'data-post-id', 'title'],
    });
    // What is on screen tells where in the feed the page stands, also when nothing is rendered anew.
    window.addEventListener('scroll', this.scrolled, { capture: true, passive: true });
    this.restart();
  }

  stop(): void {
    this.observer?.disconnect();
    this.observer = undefined;
    window.removeEventListener('scroll', this.scrolled, { capture: true });
    clearTimeout(this.batch);
    clearTimeout(this.rest);
    this.batch = undefined;
    this.records = [];
  }

  /** The page showed something new: the wait for stillness begins again. */
  restart(): void {
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.watcher.still(), STILL);
  }

  private schedule(): void {
    this.batch ??= setTimeout(() => {
      this.batch = undefined;
      const records = this.records;
      this.records = [];
      this.watcher.changed(records);
    }, BATCH);
  }
}

function onlyOurs(record: MutationRecord, isOurs: (node: Node) => boolean): boolean {
  if (record.type !== 'childList') return isOurs(record.target);
  return [...record.addedNodes, ...record.removedNodes].every(isOurs);
}
