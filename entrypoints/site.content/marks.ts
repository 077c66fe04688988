/** What is known of the page's comments: the verdicts, by comment and text, and their painting. */

import type { MarkedComment } from '../../components/overlay/view';
import type { Judged } from '../../messages';
import { type Fragment, Highlights } from '../../overlay/highlights';
import { Problem } from '../../problem';
import type { PageReader } from '../../sites/reader';
import type { Comment, Kind, Verdict } from '../../types';
import { ask } from './background';

/** Comments asked about in one message. */
const BATCH = 200;

interface Known {
  comment: Comment;
  verdict: Verdict;
  dismissed: boolean;
}

/** All in the page's order, then those that the page has taken out of its list for now. */
interface Lists {
  marked: MarkedComment[];
  waiting: MarkedComment[];
  /** Both together, as one reads the page. */
  work: MarkedComment[];
  dismissed: MarkedComment[];
  /** Whether there is a verdict on each of these as they read now. */
  of: readonly Comment[];
  judged: boolean;
}

/** It breaks nothing and waits for an answer. */
function isAsking({ verdict, comment }: Known): boolean {
  return !verdict.flagged && !comment.author.own && verdict.findings.some(({ kind }) => kind === 'appeal');
}

export class Marks {
  readonly highlights = new Highlights((id) => this.reader.commentElement(id));
  private readonly known = new Map<string, Known>();
  /** Comments in the order of the page as last read. */
  private order: string[] = [];
  /** What each comment was painted for; the reader gives a new object for every comment that it read anew. */
  private paintedFor = new Map<string, { comment: Comment; dismissed: boolean }>();

  /** What is shown of them; made anew after a change, not for every drawing. */
  private made: Lists | null = null;

  /** Comments whose verdict may be another one now; another set after every change of the rules. */
  private outdated = new Set<string>();

  constructor(
    private readonly reader: PageReader,
    private readonly showLook: () => boolean,
    /** Runs long work in slices. */
    private readonly run: (work: Generator<undefined, void>) => Promise<unknown>,
  ) {}

  /** Judges what is new or changed, forgets nothing: a virtualised list brings comments back. */
  async update(page: string, comments: readonly Comment[]): Promise<void> {
    this.order = comments.map((comment) => comment.id);
    this.made = null;
    const fresh = comments.filter(
      (comment) => this.outdated.has(comment.id) || this.known.get(comment.id)?.comment.text !== comment.text,
    );
    for (let from = 0; from < fresh.length; from += BATCH) {
      const batch = fresh.slice(from, from + BATCH);
      const { outdated } = this;
      this.learn(batch, await ask('judge', { page, comments: batch }));
      // Judged by rules that were changed meanwhile: painted, and to be judged anew.
      if (outdated !== this.outdated) this.outdate();
    }
    for (const comment of comments) {
      const known = this.known.get(comment.id);
      if (known) known.comment = comment;
    }
    this.made = null;
    await this.run(this.paint());
  }

  /** Whether there is a verdict on each of these as they read now. */
  knowsAll(comments: readonly Comment[]): boolean {
    const { lists } = this;
    if (lists.of !== comments) {
      lists.of = comments;
      lists.judged = comments.every(
        ({ id, text }) => !this.outdated.has(id) && this.known.get(id)?.comment.text === text,
      );
    }
    return lists.judged;
  }

  /** The office changed its rules: everything is to be judged anew at the next update. */
  outdate(): void {
    this.made = null;
    this.outdated = new Set(this.known.keys());
  }

  private learn(batch: readonly Comment[], judged: readonly Judged[]): void {
    this.made = null;
    const byId = new Map(judged.map((one) => [one.id, one]));
    for (const comment of batch) {
      const one = byId.get(comment.id);
      if (!one) throw new Problem('bad-message', comment.id);
      this.outdated.delete(comment.id);
      const same = JSON.stringify(this.known.get(comment.id)?.verdict) === JSON.stringify(one.verdict);
      if (!same) this.paintedFor.delete(comment.id);
      this.known.set(comment.id, { comment, verdict: one.verdict, dismissed: one.dismissed });
    }
  }

  /** The same text is dismissed wherever it stands. */
  setDismissed(text: string, dismissed: boolean): void {
    this.made = null;
    for (const [id, known] of this.known) {
      if (known.comment.text !== text) continue;
      known.dismissed = dismissed;
      if (this.order.includes(id) && this.reader.commentElement(id)) this.paintOne(id, known);
    }
  }

  /** Paints what is new, yielding after every comment that took work, and now and then. */
  private *paint(): Generator<undefined, void> {
    const present = new Set<string>();
    this.highlights.expect(this.lists.marked.length);
    for (const id of this.order) {
      const known = this.known.get(id);
      if (!known || !this.reader.commentElement(id)) continue;
      present.add(id);
      if (this.paintOne(id, known) || present.size % BATCH === 0) yield;
    }
    this.highlights.keepOnly(present);
    for (const id of [...this.paintedFor.keys()]) if (!present.has(id)) this.paintedFor.delete(id);
  }

  /** @returns whether there was anything to do */
  private paintOne(id: string, { comment, verdict, dismissed }: Known): boolean {
    const last = this.paintedFor.get(id);
    if (last?.comment === comment && last.dismissed === dismissed) return false;
    this.highlights.paint(id, dismissed ? [] : this.fragments(id, comment, verdict));
    this.paintedFor.set(id, { comment, dismissed });
    return true;
  }

  private fragments(id: string, comment: Comment, verdict: Verdict): Fragment[] {
    const findings = this.shown(verdict);
    const text = findings.length > 0 ? this.reader.commentText(id) : null;
    // Between the reading and now the site may have changed the text; the next reading comes with it.
    if (text?.text !== comment.text) return [];
    return findings.flatMap(({ kind, level, start, end, also = [] }) =>
      [{ start, end }, ...also].flatMap((place) => {
        const range = kind === 'appeal' ? null : text.range(place.start, place.end);
        return range && kind !== 'appeal' ? [{ kind, level, range }] : [];
      }),
    );
  }

  private shown(verdict: Verdict) {
    return verdict.findings.filter((finding) => finding.level !== 'look' || this.showLook());
  }

  get(id: string): MarkedComment | null {
    return this.known.get(id) ?? null;
  }

  get lists(): Lists {
    if (this.made) return this.made;
    const lists: Lists = { marked: [], waiting: [], work: [], dismissed: [], of: [], judged: true };
    for (const id of new Set([...this.order, ...this.known.keys()])) {
      const known = this.known.get(id);
      if (!known) continue;
      const asks = isAsking(known);
      if (known.verdict.flagged) (known.dismissed ? lists.dismissed : lists.marked).push(known);
      else if (asks) lists.waiting.push(known);
      if (asks || (known.verdict.flagged && !known.dismissed)) lists.work.push(known);
    }
    this.made = lists;
    return lists;
  }

  counts(): Partial<Record<Kind, number>> {
    const counts: Partial<Record<Kind, number>> = {};
    for (const { verdict } of this.lists.marked)
      for (const kind of verdict.kinds) counts[kind] = (counts[kind] ?? 0) + 1;
    const waiting = this.lists.waiting.length;
    if (waiting > 0) counts.appeal = waiting;
    return counts;
  }

  clear(): void {
    this.highlights.clear();
    this.known.clear();
    this.paintedFor.clear();
    this.outdated.clear();
    this.order = [];
    this.made = null;
  }
}
