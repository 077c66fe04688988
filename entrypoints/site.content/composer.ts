/** Beside the site's post editor: offers what the plan has, fills it in, looks at what is written. Nothing is ever sent. */
import type { ComposerView } from '../../components/overlay/Composer';
import type { PlanOffer } from '../../messages';
import type { Layout } from '../../sites/layout';
import { insertText } from '../../sites/writer';
import { type Composer, findComposer } from '../../sites/writer/composer';
import { ask } from './background';
import type { PageSession } from './session';

/** What is typed is looked at after a pause so long, ms. */
const PAUSE = 400;

export class PostDesk {
  private composer: Composer | null = null;
  private offers: readonly PlanOffer[] = [];
  private advice: ComposerView['advice'] = [];
  private limit = 0;
  /** The item that was filled in last: followed until it is out. */
  private item: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;
  /** The panel was opened for the editor, and closes with it. */
  private hasOpened = false;

  constructor(
    private readonly session: PageSession,
    private readonly layouts: readonly Layout[],
  ) {}

  listen(document: Document, signal: AbortSignal): void {
    document.addEventListener('input', (event) => this.typed(event.target), { capture: true, signal });
    signal.addEventListener('abort', () => clearTimeout(this.timer), { once: true });
  }

  /** The page changed: an editor may have come or gone. */
  async look(): Promise<void> {
    const page = this.session.opened?.page;
    const found = page ? findComposer(document, location.href, this.layouts) : null;
    if (!page || !found) return this.leave();
    const isNew = this.composer?.field !== found.field;
    this.composer = found;
    if (!isNew) return;
    await this.refresh(page.id);
    this.open();
    this.check();
    this.session.show();
  }

  /** The plan changed, or what was published was seen. */
  async refresh(page: string): Promise<void> {
    if (!this.composer && this.item === null) return;
    this.offers = (await ask('plan', { page })).offers;
  }

  private leave(): void {
    if (!this.composer) return;
    this.composer = null;
    const { opened } = this.session;
    if (this.hasOpened && opened && this.item === null) {
      opened.panel.collapsed = true;
      this.session.placePanel(false);
    }
    this.hasOpened = false;
    this.session.show();
  }

  private open(): void {
    const { opened } = this.session;
    if (this.offers.length === 0 || !opened?.panel.collapsed) return;
    this.hasOpened = true;
    opened.panel.collapsed = false;
    this.session.placePanel(false);
  }

  view(): ComposerView | null {
    const { offers, advice, limit } = this;
    if (this.composer) return { offers, advice, limit, length: this.composer.text().trim().length };
    // The site closes its editor when a post is out; then the way to the next page is what is wanted.
    const out = offers.filter(({ id, done, next }) => id === this.item && done && next);
    return out.length > 0 ? { offers: out, advice: [], limit: 0, length: 0 } : null;
  }

  private typed(target: EventTarget | null): void {
    const field = this.composer?.field;
    if (!field || !(target instanceof Node) || !field.contains(target)) return;
    this.session.show();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(), PAUSE);
  }

  private check(): void {
    const page = this.session.opened?.page;
    const text = this.composer?.text().trim() ?? '';
    if (!page) return;
    this.asked += 1;
    const mine = this.asked;
    ask('checkDraft', { page: page.id, text, item: this.item }).then(
      ({ advice, limit }) => {
        // While one types, an earlier answer may come after a later one.
        if (mine !== this.asked) return;
        this.advice = text ? advice : [];
        this.limit = limit;
        this.session.show();
      },
      (error: unknown) => this.session.faultOf(error),
    );
  }

  /** Puts an item's text behind what is written; what was typed stays. @returns what to tell the person */
  async fill(id: string): Promise<string> {
    const offer = this.offers.find((one) => one.id === id);
    const { t } = this.session;
    if (!offer || !this.composer || !t) return '';
    this.item = id;
    const { how } = await insertText(this.composer.field, offer.text);
    if (how === null) await navigator.clipboard.writeText(offer.text);
    this.check();
    return t(how === null ? 'composer.clipboard' : 'composer.filled');
  }
}
