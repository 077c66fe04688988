/** Fetches the files of which it is not known what they hold, and adds what verifies. */
import { inParallel, type Meeting, PARALLEL } from './meeting';
import type { SegmentName } from './names';
import { isDue } from './notes';
import { attempt, isHopeless } from './outcome';
import { type Aside, checkRun, openSegment, type Run, type Seal, SegmentError } from './segment';

/** A segment as the listing shows it. */
export interface Listed {
  text: string;
  name: SegmentName;
  /** Size and mark; changes when the file does. */
  seen: string;
}

interface Opened extends Listed {
  author: string;
  runs: Run[];
}

/** Reads all segments that hold anything unknown. */
export async function pull(meeting: Meeting, segments: readonly Listed[]): Promise<void> {
  const { notes, outcome } = meeting;
  forgetGone(meeting, segments);
  const unknown = await sort(meeting, segments);
  // Larger files first: they hold the oldest records, and with them the members.
  const queue = unknown.sort((a, b) => b.name.size - a.name.size);
  let strangers: Opened[] = [];
  await inParallel(meeting.party.parallel ?? PARALLEL, queue, async (file) => {
    if (isHopeless(outcome, 'get')) return;
    const opened = await fetchFile(meeting, file);
    if (opened && !(await accept(meeting, opened))) strangers.push(opened);
  });
  // Somebody unknown may have been admitted in a file that came later.
  for (const { runs } of strangers) await meeting.party.trust.introduce(runs.flatMap(({ records }) => records));
  for (let before = -1; strangers.length > 0 && strangers.length !== before; ) {
    before = strangers.length;
    const left: Opened[] = [];
    for (const file of strangers) if (!(await accept(meeting, file))) left.push(file);
    strangers = left;
  }
  for (const file of strangers) setAside(meeting, file, 'stranger');
  await audit(meeting, segments);
  for (const [name, { reason }] of Object.entries(notes.aside)) outcome.aside.push({ name, reason });
  outcome.complete = !outcome.faults.some(({ deed }) => deed === 'get');
}

/** How often one of the files whose content is known is read all the same, ms. */
const AUDIT_EVERY = 60 * 60_000;

/**
 * Reads an own file and one of another's again, different ones each time: names promise what a failing disk may have
 * destroyed. Those who have everything would never notice, and a newcomer would find nothing.
 */
async function audit(meeting: Meeting, segments: readonly Listed[]): Promise<void> {
  const { notes, held, party, tags, outcome } = meeting;
  if (Math.abs(party.now - notes.audited.at) < AUDIT_EVERY) return;
  const own = held.filter(({ name }) => name.writer === tags.writer);
  const others = held.filter((file) => !own.includes(file));
  const chosen = [nextAfter(notes.audited.own, own), nextAfter(notes.audited.other, others)] as const;
  notes.audited = { at: party.now, own: chosen[0], other: chosen[1] };
  for (const text of chosen) {
    const file = segments.find((one) => one.text === text);
    if (!file || isHopeless(outcome, 'get')) continue;
    await fetchFile(meeting, file);
    if (notes.aside[text])
      held.splice(
        held.findIndex((one) => one.text === text),
        1,
      );
  }
}

function nextAfter(former: string, files: readonly { text: string }[]): string {
  const texts = files.map(({ text }) => text).sort();
  return texts.find((one) => one > former) ?? texts[0] ?? '';
}

function forgetGone({ notes }: Meeting, segments: readonly Listed[]): void {
  const present = new Set(segments.map(({ text }) => text));
  for (const kept of [notes.aside, notes.ids]) {
    for (const text of Object.keys(kept)) if (!present.has(text)) delete kept[text];
  }
}

/** Tells the files whose content is known from those that have to be fetched. */
async function sort(meeting: Meeting, segments: readonly Listed[]): Promise<Listed[]> {
  const { notes, held, party } = meeting;
  const unknown: Listed[] = [];
  for (const file of segments) {
    const note = notes.aside[file.text];
    // A file that could not be read carries nothing, even when all that its name promises is here.
    const ids = note ? null : (notes.ids[file.text] ?? (await meeting.idsIn(file.name)));
    if (ids) held.push({ text: file.text, name: file.name, ids });
    else if (!note || isDue(note, file.seen, party.trust.epoch(), party.now)) unknown.push(file);
  }
  return unknown;
}

async function fetchFile(meeting: Meeting, file: Listed): Promise<Opened | null> {
  const { remote, signal, trust } = meeting.party;
  const got = await attempt(meeting.outcome, 'get', () => remote.get(file.text, signal));
  // Removed since the listing: what was in it lies in another file, which the next listing shows.
  if (!got?.value) return null;
  try {
    if (got.value.length !== file.name.size) throw new SegmentError('torn', 'another size than the name says');
    return { ...file, ...(await openSegment(got.value, file.text, file.name, trust)) };
  } catch (error) {
    if (!(error instanceof SegmentError)) throw error;
    setAside(meeting, file, error.reason);
    return null;
  }
}

function setAside({ notes, party }: Meeting, { text, seen }: Listed, reason: Aside): void {
  const former = notes.aside[text];
  const tries = former?.seen === seen ? former.tries + 1 : 1;
  notes.aside[text] = { reason, seen, epoch: party.trust.epoch(), tries, at: party.now };
}

/** Adds the records of a file. @returns false when a signer is not known (yet) */
async function accept(meeting: Meeting, file: Opened): Promise<boolean> {
  const { author, runs } = file;
  const { trust, ledger } = meeting.party;
  const verdicts = await Promise.all(runs.map((run) => checkRun(author, run, trust)));
  if (verdicts.includes('bad')) {
    setAside(meeting, file, 'unsigned');
    return true;
  }
  if (verdicts.includes('unknown')) return false;
  const added = await ledger.add(runs.flatMap((run) => run.records));
  if (added > 0) {
    meeting.outcome.received += added;
    if (!meeting.outcome.from.includes(author)) meeting.outcome.from.push(author);
  }
  await meeting.meet(author);
  if (!trust.vouches(author)) await keepSeals(meeting, author, runs);
  await hold(meeting, file);
  return true;
}

async function hold(meeting: Meeting, file: Opened): Promise<void> {
  const { notes, held } = meeting;
  delete notes.aside[file.text];
  const ids = [...new Set(file.runs.flatMap(({ seal }) => seal.ids))];
  // Between these numbers the author has other records too: the range alone does not tell what is in the file.
  if (!(await meeting.idsIn(file.name))) notes.ids[file.text] = ids;
  held.push({ text: file.text, name: file.name, ids });
}

/** Keeps the signatures, less those over runs that a longer one takes in. */
async function keepSeals({ party }: Meeting, author: string, runs: readonly Run[]): Promise<void> {
  const known = await party.ledger.seals(author);
  const fresh = runs.map(({ seal }) => seal).filter((seal) => !known.some((other) => holds(other, seal)));
  const dropped = known.filter((seal) => fresh.some((other) => holds(other, seal)));
  if (fresh.length > 0) await party.ledger.keepSeals(author, fresh, dropped);
}

function holds(larger: Seal, smaller: Seal): boolean {
  if (larger.ids.length < smaller.ids.length) return false;
  const ids = new Set(larger.ids);
  return smaller.ids.every((id) => ids.has(id));
}
