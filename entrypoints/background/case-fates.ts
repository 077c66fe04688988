/** What became of the comments of a page: gone, back, answered by the page itself. */
import type { Request } from '../../messages';
import type { StoredCase } from '../../moderation/stored';
import { aboutOf, isPreview } from '../../moderation/threads';
import { readCasesOf, readRows } from '../../storage/cases';
import { readComments } from '../../storage/sightings';
import type { Store } from '../../storage/store';
import type { CaseBook } from './case-book';
import type { Office } from './office';

export class CaseFates {
  constructor(
    private readonly store: Store,
    private readonly office: Office,
    private readonly book: CaseBook,
  ) {}

  async replies({ page, comments }: Request<'replies'>): Promise<null> {
    for (const row of await readRows(this.store, page, comments)) {
      const waits = row.kinds.length === 1 && row.kinds[0] === 'appeal';
      if (waits && row.firstAnswer === null) await this.book.stepIfPossible(row, { act: 'reply-seen' }, Date.now());
    }
    return null;
  }

  async fates({ page, gone, here, whole }: Request<'fates'>): Promise<null> {
    const now = Date.now();
    for (const row of await readRows(this.store, page, here)) {
      if (row.state === 'closed' || row.state === 'vanished')
        await this.book.stepIfPossible(row, { act: 'reopen' }, now);
    }
    const missing = await this.missingFrom(page, whole);
    const lost = [...gone.filter((id) => !isPreview(id)), ...missing];
    for (const row of await this.rowsOfGone(page, lost, now)) {
      const act = row.state === 'decided' ? ('close' as const) : ('vanish' as const);
      await this.book.stepIfPossible(row, { act }, now);
    }
    return null;
  }

  /** Comments known from before of posts that were read to the end, and that are not among those read. */
  private async missingFrom(page: string, whole: Request<'fates'>['whole']): Promise<string[]> {
    if (whole.length === 0) return [];
    const seen = new Map(whole.map(({ post, comments }) => [post, new Set(comments)]));
    const rows = await readCasesOf(this.store, page);
    const fromRows = rows.flatMap(({ comment, subject, state }) =>
      comment !== '' && subject?.post && state !== 'closed' && state !== 'vanished'
        ? [{ id: comment, post: subject.post }]
        : [],
    );
    const comments = (await readComments(this.store, page)).filter(({ comment }) => !comment.author.own);
    const known = [...fromRows, ...comments.map(({ id, comment }) => ({ id, post: comment.post ?? '' }))];
    const missing = known.filter(({ id, post }) => seen.has(post) && !seen.get(post)?.has(id));
    return [...new Set(missing.map(({ id }) => id))];
  }

  /** A comment that nobody marked can vanish too: then its last copy is all that is left. */
  private async rowsOfGone(page: string, ids: readonly string[], now: number): Promise<StoredCase[]> {
    if (ids.length === 0) return [];
    const rows = await readRows(this.store, page, ids);
    const known = new Set(rows.map(({ comment }) => comment));
    const site = (await this.office.pages()).get(page)?.site;
    const unknown = new Set(ids.filter((id) => !known.has(id)));
    if (unknown.size === 0 || !site) return rows;
    const judge = await this.office.judge();
    for (const { id, comment, lastSeen } of await readComments(this.store, page)) {
      if (!unknown.has(id) || comment.author.own) continue;
      const seen = { page, site, about: aboutOf(comment), comment, now: Math.min(lastSeen, now) };
      rows.push((await this.book.judged(judge, seen)).row);
    }
    return rows;
  }
}
