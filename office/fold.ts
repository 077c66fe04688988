/**
 * The state of an office as a pure fold of the set of its records: the same set gives the same state, in whatever order
 * and however often its records came, on any machine. Nothing is dropped: what does not count lies aside, what this
 * version does not know is counted among the later ones.
 */
import { ACT, type Deed } from './acts';
import { type Membership, membershipOf } from './membership';
import { push } from './order';
import { canonical, isKnown, type OfficeRecord, type Revision, sha256 } from './record';
import { current, heads } from './revisions';

/** One thing of the office: a kind and an entity. */
export interface Thing {
  kind: string;
  entity: string;
  /** Ids of the records that nothing supersedes, by id. */
  heads: string[];
  /** The one in force among them. */
  current: string;
}

/** One author's number with more than one content: a browser was restored or copied and wrote on. All stay. */
export interface Fork {
  author: string;
  seq: number;
  ids: string[];
}

export interface Fold {
  membership: Membership | null;
  /** By kind and entity. */
  things: Thing[];
  forks: Fork[];
  /** Ids of records that do not count: of members revoked before, or not admitted. */
  aside: string[];
  /** Ids of records of a later version. */
  later: string[];
}

/**
 * @param deeds what `Acts` read from the same records
 * @param office id of the office; null before there is one, then every record counts
 */
export function fold(records: Iterable<OfficeRecord>, deeds: Iterable<Deed>, office: string | null): Fold {
  const all = new Map([...records].map((record) => [record.id, record]));
  const membership = office === null ? null : membershipOf(deeds, office);
  const things = new Map<string, Revision[]>();
  const [aside, later]: string[][] = [[], []];
  for (const record of all.values()) {
    if (!isKnown(record)) later!.push(record.id);
    else if (!counts(record, membership)) aside!.push(record.id);
    else push(things, JSON.stringify([record.kind, record.entity]), record);
  }
  return {
    membership,
    things: [...things].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, history]) => thingOf(history)),
    forks: forksOf(all.values()),
    aside: aside!.sort(),
    later: later!.sort(),
  };
}

/** Acts are judged by the membership itself. */
export function counts(record: Revision, membership: Membership | null): boolean {
  return membership === null || record.kind === ACT || membership.accepts(record);
}

/** Numbers that stand for more than one content. */
export function forksOf(records: Iterable<OfficeRecord>): Fork[] {
  const places = new Map<string, Fork>();
  for (const { id, author, seq } of records) {
    const key = JSON.stringify([author, seq]);
    const fork = places.get(key);
    if (!fork) places.set(key, { author, seq, ids: [id] });
    else if (!fork.ids.includes(id)) fork.ids.push(id);
  }
  const forks = [...places.values()].filter(({ ids }) => ids.length > 1);
  for (const fork of forks) fork.ids.sort();
  return forks.sort((a, b) => (a.author === b.author ? a.seq - b.seq : a.author < b.author ? -1 : 1));
}

/** Hex SHA-256 of the state: two browsers with the same records have the same. */
export async function stateHash({ membership, things, forks, aside, later }: Fold): Promise<string> {
  const members = [...(membership?.members.values() ?? [])].map(({ id, roles, distance, revoked }) => ({
    id,
    roles,
    distance,
    revoked,
  }));
  const keys = membership?.keys.map(({ id }) => id) ?? [];
  const loans = membership?.loans.map(({ id }) => id) ?? [];
  const office = membership && { id: membership.office, members: members.sort((a, b) => (a.id < b.id ? -1 : 1)) };
  return sha256(canonical({ office, keys, loans, things, forks, aside, later }));
}

function thingOf(history: readonly Revision[]): Thing {
  const { kind, entity } = history[0]!;
  return { kind, entity, heads: heads(history).map(({ id }) => id), current: current(history)?.id ?? '' };
}
