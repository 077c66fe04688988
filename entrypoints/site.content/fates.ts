/** What became of the page's comments: gone, back, answered by the page; and how much of them was to be seen. */
import { type Glimpse, isWhole, Presence } from '../../moderation/disappearance';
import type { CaseView } from '../../moderation/protocol';
import { answeredByPage } from '../../moderation/threads';
import type { Reading } from '../../types';
import { ask } from './background';
import type { PageSession } from './session';

/** A day's watching is told again after this time at the latest, ms. */
const WATCH_AGAIN = 5 * 60_000;

export class Fates {
  private presence = new Presence();
  private hasScrolled = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private watched = { text: '', at: 0 };
  /** Told already: nothing is told twice. */
  private told = new Set<string>();

  constructor(
    private readonly session: PageSession,
    private readonly lookAgain: () => void,
  ) {}

  scrolled(): void {
    this.hasScrolled = true;
  }

  forget(): void {
    this.stop();
    this.presence = new Presence();
    this.told.clear();
    this.watched = { text: '', at: 0 };
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  /** Tells the background what this reading says of the comments known so far. */
  async saw(page: string, reading: Reading, cases: ReadonlyMap<string, CaseView>): Promise<void> {
    const glimpse = this.glimpse(reading);
    this.hasScrolled = false;
    const gone = this.presence.saw(glimpse);
    this.wait(glimpse.at);
    const here = glimpse.order.filter((id) => ['closed', 'vanished'].includes(cases.get(id)?.state ?? ''));
    const whole = reading.health.state === 'ok' ? wholePosts(reading) : [];
    const fresh = whole.filter((one) => this.isNews(`whole ${JSON.stringify(one)}`));
    if (gone.length + here.length + fresh.length > 0) {
      await ask('fates', { page, gone, here, whole: fresh });
      this.session.queueStale();
    }
    await this.answers(page, reading, cases);
    await this.watch(page, reading);
  }

  private glimpse({ page, coverage, comments, readAt }: Reading): Glimpse {
    return {
      at: readAt,
      place: JSON.stringify([location.pathname, location.search, page.kind, page.keys[0]]),
      order: comments.map(({ id }) => id),
      stubs: this.session.reader.deletedComments(),
      folded: coverage.posts.reduce((sum, { folded }) => sum + folded, 0),
      filtered: coverage.posts.some(({ filtered }) => filtered),
      scrolled: this.hasScrolled,
    };
  }

  private wait(now: number): void {
    clearTimeout(this.timer);
    const due = this.presence.due();
    if (due !== null) this.timer = setTimeout(this.lookAgain, Math.max(0, due - now) + 50);
  }

  private isNews(key: string): boolean {
    if (this.told.has(key)) return false;
    this.told.add(key);
    return true;
  }

  private async answers(page: string, { comments }: Reading, cases: ReadonlyMap<string, CaseView>): Promise<void> {
    const answered = answeredByPage(comments);
    const waiting = this.session.marks.lists.waiting.map(({ comment }) => comment.id);
    const fresh = waiting.filter(
      (id) => answered.has(id) && (cases.get(id)?.firstAnswer ?? null) === null && this.isNews(`reply ${id}`),
    );
    if (fresh.length === 0) return;
    await ask('replies', { page, comments: fresh });
    this.session.queueStale();
  }

  private async watch(page: string, { coverage, health, readAt }: Reading): Promise<void> {
    if (health.state === 'loading') return;
    const unhealthy = health.state !== 'ok';
    const text = JSON.stringify([page, coverage.posts, unhealthy]);
    if (text === this.watched.text && readAt - this.watched.at < WATCH_AGAIN) return;
    this.watched = { text, at: readAt };
    await ask('watched', { page, posts: coverage.posts, unhealthy, at: readAt });
  }
}

/** Posts all of whose comments are on the page now. */
function wholePosts({ coverage, comments }: Reading): { post: string; comments: string[] }[] {
  return coverage.posts.flatMap(({ post, said, folded, filtered }) => {
    const visible = comments.filter((comment) => comment.post === post).map(({ id }) => id);
    return isWhole({ said, folded, filtered }, visible.length) ? [{ post, comments: visible }] : [];
  });
}
