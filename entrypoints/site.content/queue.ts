/** The desk on the page: what stands of its comments, decisions with their evidence, the site's own menu. */
import {
  type Flow,
  isGrave,
  NO_FILTER,
  type QueueActions,
  type QueueFilter,
  type QueueState,
} from '../../components/overlay/queue-view';
import type { MarkedComment } from '../../components/overlay/view';
import type { InPageText } from '../../locales/inpage';
import type { Reply, Request } from '../../messages';
import type { Decision } from '../../moderation/case-state';
import type { Report } from '../../moderation/grave';
import { actOf, chordName, DEFAULT_KEYS, KEY_ACTS, type KeyAct } from '../../moderation/keys';
import type { CaseView } from '../../moderation/protocol';
import type { Reading } from '../../types';
import { ask } from './background';
import { exhibitOf, prepared } from './exhibit';
import { Fates } from './fates';
import { Pointer } from './pointer';
import type { PageSession } from './session';

type View = Reply<'queue'>;

export class Queue {
  private view: View | null = null;
  private cases = new Map<string, CaseView>();
  /** What the last view was asked for; another page or comment asks anew. */
  private asked = '';
  private filterNow: QueueFilter = NO_FILTER;
  private readonly selected = new Set<string>();
  private together: Set<string> | null = null;
  private flow: Flow | null = null;
  private readonly pointer: Pointer;
  private calledOn: string | null = null;
  private readonly fates: Fates;

  constructor(
    private readonly session: PageSession,
    private readonly show: () => void,
    private readonly say: (notice: string) => void,
  ) {
    this.fates = new Fates(session, () => this.session.look());
    this.pointer = new Pointer(session, show, (comment) => this.cases.get(comment));
  }

  listen(document: Document, signal: AbortSignal): void {
    document.addEventListener('keydown', (event) => this.pressed(event), { signal, capture: true });
    document.addEventListener('contextmenu', (event) => this.called(event), { signal, capture: true, passive: true });
    document.addEventListener('scroll', () => this.fates.scrolled(), { signal, capture: true, passive: true });
    document.addEventListener('click', (event) => event.isTrusted && this.pointer.turnedAway(event), {
      signal,
      capture: true,
    });
    signal.addEventListener('abort', () => this.fates.stop(), { once: true });
  }

  private called({ isTrusted, target }: MouseEvent): void {
    if (isTrusted && target instanceof Node) this.calledOn = this.session.reader.commentAt(target);
  }

  /** The context menu of the browser was used on a comment; it may be one in which nothing was found. */
  openCalled(): void {
    const id = this.calledOn;
    if (id !== null && this.session.marks.get(id)) this.session.openCard(id);
    else this.say(this.t()('menu.notComment'));
  }

  /** Another page: nothing of the former one holds. */
  forget(): void {
    this.view = null;
    this.cases.clear();
    this.asked = '';
    this.selected.clear();
    this.together = null;
    this.flow = null;
    this.pointer.drop();
    this.fates.forget();
  }

  /** Something was changed elsewhere: asks again at the next reading. */
  stale(): void {
    this.asked = '';
  }

  /** The page was read and judged. */
  async update(page: string, reading: Reading): Promise<void> {
    await this.fates.saw(page, reading, this.cases);
    await this.refresh(page);
  }

  private ids(): string[] {
    const { marked, waiting, dismissed } = this.session.marks.lists;
    const listed = [...marked, ...waiting, ...dismissed].map(({ comment }) => comment.id);
    return [...new Set([...listed, ...this.cases.keys(), ...(this.flow ? [this.flow.comment] : [])])];
  }

  private async refresh(page: string): Promise<void> {
    const ids = this.ids();
    const wanted = JSON.stringify([page, ids]);
    if (wanted === this.asked) return;
    const view = await ask('queue', { page, comments: ids });
    this.asked = wanted;
    this.view = view;
    this.cases = new Map(view.cases.map((one) => [one.comment, one]));
    this.show();
  }

  private async again(): Promise<void> {
    this.asked = '';
    const page = this.session.opened?.page;
    if (page) await this.refresh(page.id);
  }

  state(): QueueState | null {
    const { opened, t } = this.session;
    if (!opened || !this.view || !t) return null;
    const keys = this.view.keys;
    return {
      t,
      cases: this.cases,
      vanished: this.view.vanished,
      elsewhere: this.view.elsewhere,
      keys: KEY_ACTS.map((act) => ({ act, name: chordName(keys[act] ?? DEFAULT_KEYS[act]) })),
      filter: this.filterNow,
      selected: this.selected,
      together: this.together,
      flow: this.flow,
      pointing: this.pointer.view(),
      zone: opened.zone,
      now: Date.now(),
    };
  }

  /** Nothing is drawn, so nothing can be pressed, before the texts are there. */
  private t(): InPageText {
    return this.session.t!;
  }

  private attempt(work: () => Promise<unknown>): void {
    work().catch((error: unknown) => {
      const fault = this.session.faultOf(error);
      if (this.flow) this.flow.busy = false;
      if (fault === null) return;
      this.say(fault);
      this.asked = '';
      this.session.look();
    });
  }

  private pressed(event: KeyboardEvent): void {
    if (!event.isTrusted || !this.session.opened?.page || !this.view) return;
    const act = actOf(event, this.view.keys);
    if (!act || !this.byKey(act)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @returns whether the key meant something here */
  private byKey(act: KeyAct): boolean {
    if (act === 'nextPage') {
      const next = this.view?.elsewhere[0];
      if (next) open(next.link, '_blank', 'noreferrer');
      else this.say(this.t()('next.none'));
      return true;
    }
    const id = this.session.currentComment;
    const marked = id === null ? null : this.session.marks.get(id);
    if (id === null || !marked) return false;
    if (act === 'answer') this.session.openReplies(id);
    else if (act === 'undo') this.actions.step(id, 'undo');
    else if (act === 'leave') this.actions.decide(id, 'leave');
    else this.start(id, act);
    return true;
  }

  private start(id: string, wish: Flow['wish']): void {
    this.session.openCard(id);
    this.actions.begin(id, wish);
  }

  readonly actions: QueueActions = {
    filter: (change) => {
      this.filterNow = { ...this.filterNow, ...change };
      this.show();
    },
    select: (comment, selected) => {
      if (selected) this.selected.add(comment);
      else this.selected.delete(comment);
      this.show();
    },
    showTogether: (group) => {
      this.together = new Set();
      for (const { comment, repeats } of this.cases.values()) {
        if (!repeats.some((one) => one.group === group)) continue;
        this.together.add(comment);
        this.selected.add(comment);
      }
      this.show();
    },
    showAll: () => {
      this.together = null;
      this.selected.clear();
      this.show();
    },
    decideSelected: (decision, clause) =>
      this.attempt(async () => {
        const ids = [...this.selected];
        await this.decide(ids, decision, clause);
        this.actions.showAll();
        if (decision === 'remove') this.say(this.t()('remove.keptMany', { n: ids.length }));
      }),
    decide: (comment, decision) => this.attempt(() => this.decideAlone(comment, decision)),
    begin: (comment, wish) => this.attempt(() => this.begin(comment, wish)),
    chooseClause: (clause) => {
      if (this.flow) this.flow = { ...this.flow, clause };
      this.show();
    },
    chooseReport: (report) => {
      if (this.flow) this.flow = { ...this.flow, report };
      this.show();
    },
    leaveFlow: () => {
      this.flow = null;
      this.show();
    },
    confirm: () => this.attempt(() => this.confirm()),
    openMenu: (comment, wish) => this.attempt(() => this.pointAt(comment, wish)),
    step: (comment, act) =>
      this.attempt(async () => {
        const found = this.cases.get(comment) ?? (await this.noted(comment));
        if (!found) return;
        await ask('step', { case: found.id, act });
        if (act === 'undo') {
          if (found.decision === 'leave') await this.session.setDismissed(comment, false);
          this.say(this.t()('undo.done'));
        }
        await this.again();
      }),
    state: (id, outcome, clause) =>
      this.attempt(async () => {
        await ask('stateOutcome', { case: id, outcome, clause });
        await this.again();
      }),
    ban: (act) => this.attempt(() => this.askBan(act)),
    copyGrave: (comment, to) => this.attempt(() => this.copyGrave(comment, to)),
    dropPointing: () => {
      this.pointer.drop();
      this.show();
    },
  };

  /** A comment that nothing was found in has no case yet: it gets one when somebody does something about it. */
  private async noted(comment: string): Promise<CaseView | null> {
    await this.again();
    return this.cases.get(comment) ?? null;
  }

  /** The clause that the findings name; none for criticism: there a person has to say it. */
  private clauseOf({ verdict }: MarkedComment): string {
    if (verdict.criticism) return '';
    return verdict.findings.find(({ kind, clause }) => kind !== 'appeal' && clause !== '')?.clause ?? '';
  }

  private async begin(comment: string, wish: Flow['wish']): Promise<void> {
    const marked = this.session.marks.get(comment);
    if (!marked) return;
    this.flow = { comment, wish, clause: this.clauseOf(marked), report: null, busy: false, ban: null };
    this.show();
    if (wish === 'ban') await this.askBan('look');
    // Three clicks: where the findings name the clause and nothing grave has to be reported first, nothing is asked.
    else if (wish === 'remove' && this.flow.clause !== '' && !isGrave(marked)) await this.confirm();
  }

  private async askBan(act: Request<'ban'>['act']): Promise<void> {
    const { flow } = this;
    const found = flow && (this.cases.get(flow.comment) ?? (await this.noted(flow.comment)));
    if (!flow || !found) return;
    const ban = await ask('ban', { case: found.id, act });
    if (this.flow?.comment === flow.comment) this.flow = { ...this.flow, ban };
    this.show();
  }

  private async confirm(): Promise<void> {
    const { flow } = this;
    if (!flow || flow.busy || flow.wish === 'ban') return;
    this.flow = { ...flow, busy: true };
    this.show();
    const [kept] = await this.decide([flow.comment], flow.wish, flow.clause || null, flow.report);
    this.flow = null;
    if (flow.wish === 'remove') await this.pointAt(flow.comment, 'remove', kept?.picture);
    else this.show();
  }

  private async decideAlone(comment: string, decision: Decision): Promise<void> {
    await this.decide([comment], decision, null);
    const marked = this.session.marks.get(comment);
    if (decision === 'leave' && marked?.verdict.flagged) await this.session.setDismissed(comment, true);
    this.show();
  }

  /** Evidence first, where the decision needs it; nothing else happens when it cannot be kept. */
  private async decide(
    ids: readonly string[],
    decision: Decision,
    clause: string | null,
    report: Report | null = null,
  ): Promise<Reply<'decide'>> {
    const { opened } = this.session;
    if (!opened?.page) return [];
    const restore = ids.length === 1 && decision === 'remove' ? await prepared(this.session, ids[0]!) : null;
    try {
      const exhibits = ids.flatMap((id) => exhibitOf(this.session, id, restore !== null) ?? []);
      return await ask('decide', { page: opened.page.id, exhibits, decision, clause, report });
    } finally {
      restore?.();
      await this.again();
    }
  }

  private async pointAt(
    comment: string,
    wish: 'remove' | 'spam' | 'ban',
    picture?: Reply<'decide'>[number]['picture'],
  ): Promise<void> {
    if (!(await this.pointer.lead(comment, wish, picture))) this.say(this.t()('remove.elsewhere'));
  }

  private async copyGrave(comment: string, to: 'police' | 'supervisor'): Promise<void> {
    // The copy is kept before the text leaves: what is reported must still be there to be shown.
    const [kept] = await this.decide([comment], 'handed', this.flow?.clause || null);
    const found = kept?.view;
    if (!found) return;
    try {
      await navigator.clipboard.writeText(await ask('graveText', { case: found.id, to }));
    } catch (error) {
      // What was not copied was not handed over: the record says so too.
      await ask('step', { case: found.id, act: 'undo' });
      throw error;
    } finally {
      await this.again();
    }
    this.say(this.t()('grave.copied', { n: found.number ?? 0 }));
  }

  /** The person said «Не нарушение» about it on the card, or took that back. */
  async dismissed(comment: string, dismissed: boolean): Promise<void> {
    if (dismissed) await this.decide([comment], 'leave', null);
    else if (this.cases.get(comment)?.decision === 'leave') {
      await ask('step', { case: this.cases.get(comment)!.id, act: 'undo' });
      await this.again();
    }
  }
}
