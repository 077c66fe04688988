/** Writes what the remote lacks, puts small files together, and removes what became superfluous. */
import type { Meeting } from './meeting';
import { type FileName, parseName } from './names';
import { attempt, isHopeless } from './outcome';
import { FULL_BYTES, FULL_RECORDS, merged, type Piece, superfluous } from './plan';
import { inOrder, packSegment, type Run, sealRun } from './segment';

/** Listings in a row from which an own file must be absent to be believed lost: one may be an old one. */
const ABSENCES = 2;
/** Bytes that a record takes in a file, roughly. */
const RECORD_BYTES = 400;
/** How much smaller a file is than the JSON in it, roughly. */
const PACKED = 3;

/**
 * @param listed names of all files of the office that the listing showed
 * @param torn files that are not as long as their names say
 */
export async function push(
  meeting: Meeting,
  listed: ReadonlySet<string>,
  torn: readonly { text: string; name: FileName }[],
): Promise<void> {
  const { outcome, held, party } = meeting;
  // Only what the listing showed may take the place of anything.
  const shown = [...held];
  const covered = new Set(held.flatMap(({ ids }) => ids));
  for (const id of await doubtful(meeting, listed)) covered.add(id);
  let carried = 0;
  for (const [tag, author] of meeting.authors) {
    const all = await party.ledger.ids(author);
    const lacking = all.filter((id) => !covered.has(id));
    if (!party.trust.vouches(author)) {
      if (meeting.isMissingLong(tag, lacking.length > 0)) await restore(meeting, author, new Set(lacking));
      continue;
    }
    await pushOwn(meeting, tag, author, lacking);
    const written = new Set(held.slice(shown.length).flatMap(({ ids }) => ids));
    const left = lacking.filter((id) => !written.has(id)).length;
    outcome.sent += lacking.length - left;
    outcome.waiting += left;
    carried += all.length - left;
  }
  meeting.notes.carried = carried;
  await tidy(meeting, shown, torn);
}

/** Records of this browser that the last listing did not show: what waits while the remote cannot be reached. */
export async function countWaiting({ authors, party, notes }: Meeting): Promise<number> {
  let own = 0;
  for (const author of authors.values()) {
    if (party.trust.vouches(author)) own += (await party.ledger.ids(author)).length;
  }
  return Math.max(0, own - notes.carried);
}

/** Counts in how many listings own files were absent. @returns ids in those that may only be missing from this one */
async function doubtful(meeting: Meeting, listed: ReadonlySet<string>): Promise<string[]> {
  const { sent } = meeting.notes;
  const ids: string[] = [];
  for (const [text, absent] of Object.entries(sent)) {
    if (listed.has(text)) sent[text] = 0;
    else if (absent + 1 >= ABSENCES) delete sent[text];
    else {
      sent[text] = absent + 1;
      const name = parseName(text);
      if (name?.kind === 'segment') ids.push(...((await meeting.idsIn(name)) ?? []));
    }
  }
  return ids;
}

/** Writes what no file holds, together with small files of the author where there are too many of them. */
async function pushOwn(meeting: Meeting, tag: string, author: string, lacking: readonly string[]): Promise<void> {
  const { held, tags, party, outcome } = meeting;
  if (isHopeless(outcome, 'put')) return;
  const gone = new Set(superfluous(held, tags.writer, tags.key));
  const former = party.eager ? [] : held;
  const pieces: Piece[] = former
    .filter(({ text, name }) => name.author === tag && name.writer === tags.writer && !gone.has(text))
    .map(({ ids, name }) => ({ ids: [...ids], size: name.size, fresh: false, stale: name.key !== tags.key }));
  for (const ids of await portions(meeting, lacking)) {
    pieces.push({ ids, size: ids.length * RECORD_BYTES, fresh: true, stale: false });
  }
  for (const { ids } of merged(pieces)) {
    const records = inOrder(await party.ledger.records(ids));
    if (!(await write(meeting, author, [await sealRun(author, records, party.trust)]))) return;
  }
}

/** Cuts a list of records into parts that each make one file. */
async function portions({ party }: Meeting, ids: readonly string[]): Promise<string[][]> {
  const portions: string[][] = [];
  let portion: string[] = [];
  let size = 0;
  for (const record of ids.length > 0 ? await party.ledger.records(ids) : []) {
    const weight = JSON.stringify(record).length / PACKED;
    if (portion.length > 0 && (size + weight > FULL_BYTES || portion.length >= FULL_RECORDS)) {
      portions.push(portion);
      portion = [];
      size = 0;
    }
    portion.push(record.id);
    size += weight;
  }
  return portion.length > 0 ? [...portions, portion] : portions;
}

/** Writes another author's records again, under his signatures. */
async function restore(meeting: Meeting, author: string, lacking: ReadonlySet<string>): Promise<void> {
  const { ledger } = meeting.party;
  const seals = (await ledger.seals(author)).filter(({ ids }) => ids.some((id) => lacking.has(id)));
  let runs: Run[] = [];
  let size = 0;
  for (const [at, seal] of seals.entries()) {
    const records = await ledger.records(seal.ids);
    if (records.length === seal.ids.length) {
      runs.push({ seal, records });
      size += JSON.stringify(records).length / PACKED;
    }
    if (runs.length === 0 || (size < FULL_BYTES && at < seals.length - 1)) continue;
    if (isHopeless(meeting.outcome, 'put') || !(await write(meeting, author, runs))) return;
    meeting.outcome.sent += runs.flatMap((run) => run.seal.ids).filter((id) => lacking.has(id)).length;
    runs = [];
    size = 0;
  }
}

async function write(meeting: Meeting, author: string, runs: readonly Run[]): Promise<boolean> {
  const { remote, trust, signal } = meeting.party;
  const { name, text, bytes, ids } = await packSegment(author, runs, trust);
  const done = await attempt(meeting.outcome, 'put', () => remote.put(text, bytes, signal));
  if (!done) return false;
  meeting.notes.sent[text] = 0;
  meeting.held.push({ name, text, ids });
  return true;
}

/** Removes own files that others have taken the place of, and own files that were cut. */
async function tidy(
  { outcome, notes, tags, party }: Meeting,
  shown: Meeting['held'],
  torn: readonly { text: string; name: FileName }[],
): Promise<void> {
  const isOwn = (name: FileName): boolean => name.kind !== 'letter' && name.writer === tags.writer;
  const spoilt = Object.entries(notes.aside).flatMap(([text, { reason, tries }]) =>
    reason === 'torn' && tries > 1 ? [text] : [],
  );
  const ownSpoilt = spoilt.filter((text) => isOwn(parseName(text)!));
  const cut = [...torn.filter(({ name }) => isOwn(name)).map(({ text }) => text), ...ownSpoilt];
  for (const text of [...superfluous(shown, tags.writer, tags.key), ...cut]) {
    if (isHopeless(outcome, 'put', 'delete')) return;
    const done = await attempt(outcome, 'delete', () => party.remote.delete(text, party.signal));
    if (done) delete notes.sent[text];
  }
}
