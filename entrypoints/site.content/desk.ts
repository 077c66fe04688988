/** What the person points at, opens and does on the page: the marker, the card, replies, the keyboard. */
import { caseText } from '../../components/overlay/case-text';
import type { CardView, OverlayActions, OverlayView, PanelBox } from '../../components/overlay/view';
import type { InPageText } from '../../locales/inpage';
import type { PanelState } from '../../messages';
import { Aim } from './aim';
import { ask } from './background';
import { Places } from './places';
import { insertReply, openReplies } from './reply';
import type { PageSession } from './session';

export class Desk {
  notice = '';
  current: string | null = null;
  checkOpen = false;
  private pointed: string | null = null;
  private open: { id: string; replies: CardView['replies']; notice: string } | null = null;
  private frame = 0;
  /** Searches asked so far. */
  private searches = 0;
  private readonly places: Places;
  private readonly aim: Aim;

  constructor(
    private readonly session: PageSession,
    private readonly show: () => void,
  ) {
    this.places = new Places(session);
    this.aim = new Aim((id) => session.reader.commentElement(id));
  }

  listen(document: Document, signal: AbortSignal, isOurs: (event: Event) => boolean): void {
    const options = { signal, passive: true, capture: true } as const;
    document.addEventListener('pointermove', (event) => !isOurs(event) && this.point(event.target), options);
    document.addEventListener('focusin', (event) => !isOurs(event) && this.point(event.target), options);
    document.addEventListener('click', (event) => !isOurs(event) && this.clicked(event), options);
    document.addEventListener('scroll', () => this.moved(), options);
    document.defaultView?.addEventListener('resize', () => this.moved(), options);
    document.addEventListener('keydown', (event) => this.pressed(event), { signal, capture: true });
    document.addEventListener('pointerdown', (event) => !isOurs(event) && this.session.berth.yieldToPage(), options);
    this.aim.listen(document, signal, isOurs);
  }

  private point(target: EventTarget | null): void {
    if (!this.session.opened?.page || !(target instanceof Node)) return;
    const id = this.session.reader.commentAt(target);
    const known = id === null ? null : this.session.marks.get(id);
    const next = known && (known.verdict.flagged || known.verdict.findings.length > 0) ? id : null;
    if (next === this.pointed || (next === null && this.pointed === null)) return;
    this.pointed = next ?? this.pointed;
    if (next) this.show();
  }

  private clicked(event: MouseEvent): void {
    if (!event.isTrusted) return;
    const id = this.session.marks.highlights.commentAt(event.clientX, event.clientY);
    if (id) this.actions.openCard(id);
  }

  private pressed(event: KeyboardEvent): void {
    if (!event.isTrusted || !this.session.opened?.page) return;
    const chord = event.altKey && event.shiftKey && !event.ctrlKey;
    // Escape closes the card before it can close the site's own form behind it.
    if (event.key === 'Escape' && this.open) this.actions.closeCard();
    else if (event.key === 'Escape' && this.session.berth.liesOver) this.session.berth.yieldToPage();
    else if (!chord) return;
    else if (event.code === 'KeyP') this.actions.collapse(!this.session.opened.panel.collapsed);
    else if (event.key === 'ArrowDown') this.actions.step(1);
    else if (event.key === 'ArrowUp') this.actions.step(-1);
    else if (event.key === 'Enter' && this.current) this.actions.openCard(this.current);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** The page moved under what we draw; drawn again with the next frame. */
  moved(): void {
    if (!this.pointed && !this.open) return;
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.show());
  }

  closeCard(): void {
    this.open = null;
  }

  /** The site has drawn something: a comment that was gone to may have moved. */
  redrawn(): void {
    if (this.aim.again(Date.now())) this.show();
    this.moved();
  }

  marker(): OverlayView['marker'] {
    const marked = this.pointed === null ? null : this.session.marks.get(this.pointed);
    const place = marked && this.places.marker(marked);
    return marked && place ? { marked, place } : null;
  }

  card(panel: PanelBox | null): CardView | null {
    const marked = this.open && this.session.marks.get(this.open.id);
    if (!this.open || !marked) return null;
    const place = this.places.card(marked, panel);
    return { marked, place, replies: this.open.replies, notice: this.open.notice };
  }

  /** The comment whose card is open. */
  get openComment(): string | null {
    return this.open?.id ?? null;
  }

  say(notice: string): void {
    if (this.open) this.open.notice = notice;
    else this.notice = notice;
    this.show();
  }

  /** A deed that fails is told where the person looks: a full disk must not pass for success. */
  private attempt(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      const fault = this.session.faultOf(error);
      if (fault !== null) this.say(fault);
    });
  }

  /** Nothing is drawn, so nothing can be pressed, before the texts are there. */
  private t(): InPageText {
    return this.session.t ?? ((key) => key);
  }

  private async copyText(text: string, done: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.say(done);
    } catch {
      this.say(this.t()('copy.failed'));
    }
  }

  /** Puts an open card's replies in place, if it is still the same card. */
  private setReplies(id: string, replies: CardView['replies'], notice = ''): void {
    if (this.open?.id !== id) return;
    this.open = { id, replies, notice };
    this.show();
  }

  private go(id: string): void {
    this.current = id;
    this.pointed = id;
    this.session.berth.yieldToPage();
    this.notice = this.aim.at(id, Date.now()) ? '' : this.t()('panel.notHere');
    this.show();
  }

  private step(by: 1 | -1): void {
    const ids = this.session.marks.lists.marked.map(({ comment }) => comment.id);
    if (ids.length === 0) return;
    const at = ids.indexOf(this.current ?? '');
    const next = at < 0 ? (by > 0 ? 0 : ids.length - 1) : (at + by + ids.length) % ids.length;
    this.go(ids[next]!);
  }

  private report(): string {
    const { reading } = this.session;
    return JSON.stringify({ url: location.hostname, health: reading?.health, coverage: reading?.coverage }, null, 1);
  }

  readonly actions: Omit<OverlayActions, 'queue' | 'report'> = {
    collapse: (collapsed) => this.setPanel({ collapsed }),
    movePanel: (spot) => this.setPanel(spot),
    go: (id) => this.go(id),
    step: (by) => this.step(by),
    openCard: (id) => {
      this.current = id;
      this.open = { id, replies: null, notice: '' };
      this.show();
    },
    closeCard: () => {
      this.open = null;
      this.show();
    },
    dismiss: (id, dismissed) => this.attempt(this.dismiss(id, dismissed)),
    copy: (id) => {
      const marked = this.session.marks.get(id);
      if (!marked) return;
      const clauses = this.session.opened?.clauses ?? [];
      void this.copyText(caseText(this.t(), clauses, marked, location.href), this.t()('copy.done'));
    },
    showInList: (id) => {
      this.open = null;
      this.current = id;
      this.actions.collapse(false);
    },
    openReplies: (id) => this.attempt(this.search(id, '')),
    closeReplies: () => this.open && this.setReplies(this.open.id, null),
    search: (query) => this.open && this.attempt(this.search(this.open.id, query)),
    favourite: (template, favourite) => this.attempt(this.favourite(template, favourite)),
    insert: (text) => this.attempt(this.insert(text)),
    toggleCheck: (open) => {
      this.checkOpen = open;
      this.show();
    },
    copyReport: () => void this.copyText(this.report(), this.t()('check.copied')),
    fillPost: (item) => this.attempt(this.session.posts.fill(item).then((notice) => this.say(notice))),
    copyText: (text) => void this.copyText(text, this.t()('copy.done')),
    openDashboard: (place) => this.attempt(ask('showDashboard', { place })),
  };

  private setPanel(change: Partial<PanelState>): void {
    const { opened } = this.session;
    if (!opened) return;
    opened.panel = { ...opened.panel, ...change };
    this.session.placePanel(true);
    this.attempt(ask('panel', opened.panel));
  }

  private async dismiss(id: string, dismissed: boolean): Promise<void> {
    const page = this.session.opened?.page;
    const marked = this.session.marks.get(id);
    if (!page || !marked) return;
    await ask('dismiss', { page: page.id, text: marked.comment.text, dismissed });
    this.session.marks.setDismissed(marked.comment.text, dismissed);
    await this.session.decidedOnCard(id, dismissed);
    this.show();
  }

  private async search(id: string, query: string): Promise<void> {
    const asked = ++this.searches;
    const replies = await openReplies(this.session, id, query);
    // While one types, an earlier answer may come after a later one.
    if (replies && asked === this.searches) this.setReplies(id, replies, this.open?.notice);
  }

  private async favourite(template: string, favourite: boolean): Promise<void> {
    await ask('favourite', { template, favourite });
    if (this.open?.replies) await this.search(this.open.id, this.open.replies.query);
  }

  private async insert(text: string): Promise<void> {
    if (!this.open) return;
    this.say(await insertReply(this.session, this.open.id, text, this.t()));
  }
}
