/** Blocking an author: whether it may be done, and a second person's consent. */
import { Problem } from '../../messages';
import { BAN, BanRecord, judgeBan } from '../../moderation/ban';
import type { BanView } from '../../moderation/protocol';
import type { StoredCase } from '../../moderation/stored';
import { type Revision, sha256 } from '../../office/revisions';
import { readCasesOf } from '../../storage/cases';
import type { Store } from '../../storage/store';

type Act = BanRecord['act'] | 'look';

export class Bans {
  constructor(
    private readonly store: Store,
    private readonly me: () => Promise<string | null>,
  ) {}

  async act(row: StoredCase, act: Act): Promise<BanView> {
    const entity = await banId(row);
    if (act !== 'look') await this.record(row, entity, act);
    return this.look(row, entity);
  }

  private async record(row: StoredCase, entity: string, act: BanRecord['act']): Promise<void> {
    const { asked } = await this.look(row, entity);
    // Nobody is his own second person.
    if (act === 'agree' && asked !== 'by-other') throw new Problem('case-changed', 'nobody else asked');
    const cases = (await this.violationsOf(row)).map(({ id }) => id);
    const body: BanRecord = { version: 1, page: row.page, act, cases };
    await this.store.revise(BAN, entity, body);
  }

  /**
   * Which of these cases are about an author whom a colleague asks to block, while nobody has agreed or refused.
   * One reading of all requests, however many comments are on the page.
   */
  async askedByOthers(rows: readonly StoredCase[]): Promise<ReadonlySet<string>> {
    const all = await this.store.revisions(BAN);
    if (all.length === 0) return new Set();
    const me = await this.me();
    const byEntity = new Map<string, Revision[]>();
    for (const one of all) byEntity.set(one.entity, [...(byEntity.get(one.entity) ?? []), one]);
    const open = new Set(
      [...byEntity].filter(([, history]) => isOpenAsk(readSteps(history), me)).map(([entity]) => entity),
    );
    const asked = new Set<string>();
    for (const row of open.size > 0 ? rows : []) if (row.subject && open.has(await banId(row))) asked.add(row.id);
    return asked;
  }

  private async look(row: StoredCase, entity: string): Promise<BanView> {
    const me = await this.me();
    const steps = readSteps(await this.store.history(entity));
    const asker = steps.find(({ act }) => act === 'ask')?.author ?? null;
    const agreed = steps.filter(({ act }) => act === 'agree').map(({ author }) => author);
    const violations = await this.violationsOf(row);
    const verdict = judgeBan({ violations, asker: asker ?? me ?? '', agreed });
    return {
      allowed: verdict.allowed,
      why: verdict.allowed ? verdict.why : 'not',
      violations: violations.length,
      asked: asker === null ? 'no' : asker === me ? 'by-me' : 'by-other',
    };
  }

  /** Decisions to remove or to warn that stand about this author, by a named clause. */
  private async violationsOf({ page, subject }: StoredCase): Promise<StoredCase[]> {
    const author = subject && authorKey(subject);
    if (!author) return [];
    const rows = await readCasesOf(this.store, page);
    return rows.filter(
      (row) =>
        row.subject !== null &&
        authorKey(row.subject) === author &&
        (row.decision === 'remove' || row.decision === 'warn') &&
        row.clause !== null &&
        !row.criticism,
    );
  }
}

function authorKey({ author }: NonNullable<StoredCase['subject']>): string {
  return author.link ?? author.name;
}

/** The steps that count: a withdrawal or a refusal ends what was asked before. */
function readSteps(history: readonly Revision[]): { act: BanRecord['act']; author: string }[] {
  let steps: { act: BanRecord['act']; author: string }[] = [];
  for (const { kind, body, author } of [...history].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))) {
    const record = kind === BAN ? BanRecord.safeParse(body) : null;
    if (!record?.success) continue;
    if (record.data.act === 'withdraw' || record.data.act === 'refuse') steps = [];
    else steps.push({ act: record.data.act, author });
  }
  return steps;
}

/** Asked for by somebody else, and answered by nobody. */
function isOpenAsk(steps: readonly { act: BanRecord['act']; author: string }[], me: string | null): boolean {
  const asker = steps.find(({ act }) => act === 'ask')?.author ?? null;
  return asker !== null && asker !== me && !steps.some(({ act, author }) => act === 'agree' && author !== asker);
}

/** Nothing to those who know neither the page's random entity nor the author. */
async function banId({ page, subject }: StoredCase): Promise<string> {
  return `ban-${await sha256(`smotritel ban\n${page}\n${subject ? authorKey(subject) : ''}`)}`;
}
