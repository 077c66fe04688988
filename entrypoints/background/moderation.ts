/**
 * The desk behind the page's panel: what stands of each comment, evidence before a decision, decisions as records,
 * what became of the comment.
 */
import type browser from 'webextension-polyfill';
import { dateAt } from '../../calendar/dates';
import { type Judged, Problem, type Reply, type Request, serve } from '../../messages';
import type { Decision } from '../../moderation/case-state';
import type { Picture } from '../../moderation/evidence';
import { isGraveVerdict, type Report } from '../../moderation/grave';
import type { Exhibit } from '../../moderation/protocol';
import type { StoredCase } from '../../moderation/stored';
import { aboutOf, isPreview } from '../../moderation/threads';
import { memberOf } from '../../office/membership';
import {
  catchUp,
  eraseCases,
  forgetCases,
  lastVisit,
  noteCases,
  readCases,
  readDue,
  readOpen,
  readRows,
  saveWatch,
} from '../../storage/cases';
import { holderOfCase } from '../../storage/handover';
import type { Store } from '../../storage/store';
import type { Clause, Comment } from '../../types';
import { Bans } from './bans';
import { CaseBook, rowOf } from './case-book';
import { CaseFates } from './case-fates';
import { topicsOf } from './case-topics';
import { keepEvidence } from './evidence';
import { told } from './faults';
import { graveText } from './grave-text';
import type { Office } from './office';
import { officeTime } from './office-time';
import { pictureOf } from './picture';
import { caseView, clocksOfRow, queueView, repeatsAmong, type ViewContext } from './queue-view';

type Sender = browser.Runtime.MessageSender;

/** Decisions that need evidence: they are held against somebody, or go to somebody. */
const WITH_EVIDENCE = new Set(['remove', 'handed', 'warn']);
const DAY = 86_400_000;

export class ModerationDesk {
  private readonly book: CaseBook;
  private readonly bans: Bans;
  readonly fates: CaseFates;

  constructor(
    private readonly store: Store,
    private readonly office: Office,
  ) {
    this.book = new CaseBook(store, () => office.changed(['revisions']));
    this.bans = new Bans(store, () => this.me());
    this.fates = new CaseFates(store, office, this.book);
  }

  listen(): void {
    serve({
      queue: told((request) => this.queue(request)),
      decide: told((request, sender) => this.decide(request, sender)),
      step: told((request) => this.step(request)),
      fates: told((request) => this.fates.fates(request)),
      replies: told((request) => this.fates.replies(request)),
      stateOutcome: told((request) => this.stateOutcome(request)),
      watched: told((request) => this.watched(request)),
      ban: told(({ case: id, act }) => this.row(id).then((row) => this.bans.act(row, act))),
      graveText: told(({ case: id, to }) => this.graveText(id, to)),
    });
  }

  /** Comments were judged: marked and waiting ones get a row; what is no longer marked loses an untouched one. */
  async noted(page: string, comments: readonly Comment[], judged: readonly Judged[]): Promise<void> {
    const site = (await this.office.pages()).get(page)?.site;
    if (!site) return;
    const now = Date.now();
    const [marked, unmarked]: [StoredCase[], string[]] = [[], []];
    for (const [index, comment] of comments.entries()) {
      const one = judged[index];
      if (!one || comment.author.own || isPreview(comment.id)) continue;
      const isWaiting = one.verdict.findings.some(({ kind }) => kind === 'appeal');
      const isMarked = one.verdict.flagged && !one.dismissed;
      if (isMarked || isWaiting) {
        marked.push(await rowOf({ page, site, about: aboutOf(comment), comment, verdict: one.verdict, now }));
      } else if (one.dismissed)
        unmarked.push((await rowOf({ page, site, about: aboutOf(comment), comment, verdict: one.verdict, now })).id);
    }
    await noteCases(this.store, marked);
    await forgetCases(this.store, unmarked);
  }

  private async me(): Promise<string | null> {
    const author = (await this.store.read((database) => database.get('meta', 'author')))?.value;
    return typeof author === 'string' ? author : null;
  }

  /** Who is who among authors: by the office's members where there is an office. */
  private async people(now: number): Promise<Pick<ViewContext, 'isMine' | 'nameOf' | 'standIn'>> {
    const [me, membership, self] = await Promise.all([
      this.me(),
      this.store.belonging.membership(),
      this.store.belonging.self(),
    ]);
    const mine = self?.member ?? null;
    return {
      isMine: (author) => author === me || (mine !== null && memberOf(author) === mine),
      nameOf: (author) => membership?.members.get(memberOf(author) ?? '')?.name ?? '',
      standIn: (row) => {
        if (!membership || row.state !== 'in-work') return null;
        const { member, loan } = holderOfCase(row, membership, now);
        return loan && { mine: member === mine, name: membership.members.get(member ?? '')?.name ?? '' };
      },
    };
  }

  private async context(page: string, rows: readonly StoredCase[], open: readonly StoredCase[]): Promise<ViewContext> {
    const settings = await this.office.settings();
    const time = officeTime(settings);
    const now = Date.now();
    return {
      store: this.store,
      time,
      now,
      ...(await this.people(now)),
      lastVisit: await lastVisit(this.store, page, dateAt(now, time.zone)),
      repeats: repeatsAmong(open),
      topics: await topicsOf(
        this.store,
        rows.filter((row) => clocksOfRow(row, time, now) !== null),
      ),
      banAsked: await this.bans.askedByOthers(rows),
    };
  }

  async queue({ page, comments }: Request<'queue'>): Promise<Reply<'queue'>> {
    await catchUp(this.store);
    const [rows, open, pages, { keys }] = await Promise.all([
      readRows(this.store, page, comments),
      readOpen(this.store),
      this.office.pages(),
      this.office.settings(),
    ]);
    const context = await this.context(page, rows, open);
    return queueView({ page, rows, open, pages, keys, context });
  }

  private async row(id: string): Promise<StoredCase> {
    const row = (await readCases(this.store, [id])).get(id);
    if (!row) throw new Problem('case-changed', `no case ${id}`);
    return row;
  }

  private async view(row: StoredCase) {
    return caseView(row, await this.context(row.page, [row], await readOpen(this.store)));
  }

  async decide(request: Request<'decide'>, sender: Sender): Promise<Reply<'decide'>> {
    const { page, exhibits, decision, clause, report } = request;
    const clauses = await this.office.clauses();
    const basis = clauses.find(({ id }) => id === clause) ?? null;
    if (decision === 'remove' && !basis) throw new Problem('clause-missing', 'a removal rests on a clause');
    const decided: Reply<'decide'> = [];
    for (const exhibit of exhibits) {
      if (isPreview(exhibit.comment.id)) continue;
      const picture = exhibit.shot ? await pictureOf(sender.tab, exhibit.shot, Date.now()) : null;
      const row = await this.decideOne(page, exhibit, { decision, clause: basis, report }, picture);
      decided.push({
        view: await this.view(row),
        picture: picture ? 'taken' : exhibit.shot ? 'withheld' : 'none',
      });
    }
    return decided;
  }

  private async decideOne(
    page: string,
    exhibit: Exhibit,
    { decision, clause, report }: { decision: Decision; clause: Clause | null; report: Report | null },
    picture: Picture | null,
  ): Promise<StoredCase> {
    const now = Date.now();
    const registered = (await this.office.pages()).get(page);
    if (!registered) throw new Problem('not-registered', page);
    const seen = { page, site: registered.site, about: exhibit.about, comment: exhibit.comment, now };
    const { row, verdict } = await this.book.judged(await this.office.judge(), seen);
    const [clauses, by] = [await this.office.clauses(), (await this.me()) ?? ''];
    const evidence = WITH_EVIDENCE.has(decision)
      ? await keepEvidence(this.store, { row, exhibit, verdict, clause, picture, now, page: registered, clauses, by })
      : null;
    const grave = isGraveVerdict(verdict);
    return this.book.step(row, { act: 'decide', decision, clause, evidence, grave, report }, now);
  }

  async step({ case: id, act }: Request<'step'>): Promise<Reply<'step'>> {
    return this.view(await this.book.step(await this.row(id), { act }, Date.now()));
  }

  async stateOutcome({ case: id, outcome, clause }: Request<'stateOutcome'>): Promise<null> {
    const basis = (await this.office.clauses()).find((one) => one.id === clause) ?? null;
    await this.book.step(await this.row(id), { act: 'state', outcome, clause: basis }, Date.now());
    return null;
  }

  async watched({ page, posts, unhealthy, at }: Request<'watched'>): Promise<null> {
    const { zone } = await this.office.settings();
    const day = dateAt(at, zone);
    const looked = Object.fromEntries(posts.map(({ post, ...rest }) => [post, rest]));
    await saveWatch(this.store, { page, day, at, posts: looked, unhealthy });
    return null;
  }

  private async graveText(id: string, to: 'police' | 'supervisor'): Promise<string> {
    const row = await this.row(id);
    const page = (await this.office.pages()).get(row.page) ?? null;
    const { language, zone } = await this.office.settings();
    return graveText({ row, to, page, profile: await this.office.profile(), language, zone });
  }

  /** What is about a person is kept as long as the office has said, and open work as long as its comment is seen. */
  async daily(now: number): Promise<void> {
    const { retentionDays, journalDays } = await this.office.settings();
    const open = (await readOpen(this.store)).filter(
      ({ by, lastSeen }) => by === null && lastSeen < now - retentionDays * DAY,
    );
    await forgetCases(
      this.store,
      open.map(({ id }) => id),
    );
    const due = await readDue(this.store, now - journalDays * DAY);
    if (due.length > 0)
      await eraseCases(
        this.store,
        due.map(({ id }) => id),
        'retention',
        now,
      );
  }
}
