/** What the parts of one exchange share: who takes part, what has been found out so far, what came of it. */
import type { Attachments, Ledger } from './ledger';
import { digestOf, type SegmentName, tagOf } from './names';
import { freshNotes, type Notes } from './notes';
import { freshOutcome, type Outcome } from './outcome';
import type { Held } from './plan';
import type { Remote } from './remote';
import type { Trust } from './trust';

export interface Party {
  remote: Remote;
  ledger: Ledger;
  trust: Trust;
  attachments?: Attachments | undefined;
  /** Those of the last exchange with this remote; none: the first one. */
  notes?: Notes | undefined;
  /** ms since the epoch */
  now: number;
  /** Writes all that lacks at once, others' records too, and puts nothing together: to a new remote, or to a file. */
  eager?: boolean | undefined;
  /** Requests at a time; 6 unless told. */
  parallel?: number | undefined;
  signal?: AbortSignal | undefined;
}

/** Requests at a time. */
export const PARALLEL = 6;

/** Exchanges that others are given to restore what is theirs, before somebody else does it. */
const PATIENCE = 2;
/** So that not all browsers of an office restore the same at the same time. */
const SPREAD = 4;

export class Meeting {
  readonly outcome: Outcome;
  readonly notes: Notes;
  /** Authors known here, by their tags. */
  readonly authors = new Map<string, string>();
  /** Files of which it is known what they hold. */
  readonly held: Held[] = [];

  private constructor(
    readonly party: Party,
    readonly tags: { office: string; writer: string; key: string },
  ) {
    this.outcome = freshOutcome(party.now);
    this.notes = structuredClone(party.notes ?? freshNotes());
  }

  static async begin(party: Party): Promise<Meeting> {
    const { trust } = party;
    const { office, writer } = trust;
    const meeting = new Meeting(party, {
      office: await tagOf(office, 'office', office),
      writer: await tagOf(office, 'author', writer),
      key: await tagOf(office, 'key', (await trust.sealing()).id),
    });
    for (const author of await party.ledger.authors()) await meeting.meet(author);
    return meeting;
  }

  async meet(author: string): Promise<void> {
    this.authors.set(await tagOf(this.party.trust.office, 'author', author), author);
  }

  /** What a file holds, if all of that is here and can be told from its name. */
  async idsIn(name: SegmentName): Promise<readonly string[] | null> {
    const author = this.authors.get(name.author);
    if (author === undefined) return null;
    const ids = await this.party.ledger.ids(author, name.first, name.last);
    return (await digestOf(ids)).startsWith(name.digest) ? ids : null;
  }

  /**
   * Whether something has been missing from the remote for as long as its owner may need to restore it himself.
   * @param tag of its author, or of the file
   */
  isMissingLong(tag: string, isMissing: boolean): boolean {
    if (!isMissing) {
      delete this.notes.missing[tag];
      return false;
    }
    const rounds = (this.notes.missing[tag] ?? 0) + 1;
    this.notes.missing[tag] = rounds;
    const turn = Number.parseInt(tag.slice(0, 6), 16) ^ Number.parseInt(this.tags.writer.slice(0, 6), 16);
    return this.party.eager === true || rounds > PATIENCE + (turn % SPREAD);
  }
}

/** Runs `work` over all items, so many at a time. The first error ends it. */
export async function inParallel<Item>(
  most: number,
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const lane = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, lane));
}
