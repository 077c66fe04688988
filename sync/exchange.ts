/**
 * One exchange with one remote: list, fetch what is unknown, verify, add; then write what the remote lacks, put small
 * files together, remove what became superfluous. It can be broken off anywhere and begun again: the remote is added
 * to before anything is removed from it, and nothing is decided from what an earlier exchange believed it did.
 */
import { exchangeEvidence, fetchEvidence } from './evidence';
import { Meeting, type Party } from './meeting';
import { type EvidenceName, type FileName, parseName } from './names';
import type { Notes } from './notes';
import { attempt, type Outcome } from './outcome';
import { type Listed as ListedSegment, pull } from './pull';
import { countWaiting, push } from './push';
import type { Entry } from './remote';

export type { Party } from './meeting';

/**
 * @returns what was done, and the notes for the next exchange with this remote
 * @throws what the ledger, the trust or an aborted signal throw; never because of a remote
 */
export async function exchange(party: Party): Promise<{ outcome: Outcome; notes: Notes }> {
  const meeting = await Meeting.begin(party);
  const { outcome, notes } = meeting;
  const listing = await attempt(outcome, 'list', () => party.remote.list(party.signal));
  if (listing) await meetOver(meeting, listing.value);
  else outcome.waiting = await countWaiting(meeting);
  return { outcome, notes };
}

/**
 * Takes in what a remote holds and writes nothing: a file that somebody brought.
 * @throws as `exchange`
 */
export async function receive(party: Party): Promise<Outcome> {
  const meeting = await Meeting.begin(party);
  const listing = await attempt(meeting.outcome, 'list', () => party.remote.list(party.signal));
  const { segments, evidence, torn } = sorted(meeting, listing?.value ?? []);
  for (const { text } of torn) meeting.outcome.aside.push({ name: text, reason: 'torn' });
  await pull(meeting, segments);
  if (party.attachments) await fetchEvidence(meeting, party.attachments, evidence);
  return meeting.outcome;
}

async function meetOver(meeting: Meeting, entries: readonly Entry[]): Promise<void> {
  const { outcome, notes, party } = meeting;
  const { all, segments, evidence, torn } = sorted(meeting, entries);
  outcome.emptied = notes.listed > 0 && all.length === 0;
  notes.listed = all.length;
  // Shorter than its name says: it is being written, or was cut, and its writer will write it anew.
  for (const { text } of torn) outcome.aside.push({ name: text, reason: 'torn' });
  await pull(meeting, segments);
  await push(meeting, new Set(all.map(({ text }) => text)), torn);
  if (party.attachments) await exchangeEvidence(meeting, party.attachments, evidence);
}

interface Listing {
  /** Files of the office. */
  all: { text: string; name: FileName }[];
  segments: ListedSegment[];
  evidence: { text: string; name: EvidenceName }[];
  torn: { text: string; name: FileName }[];
}

function sorted({ outcome, tags }: Meeting, entries: readonly Entry[]): Listing {
  const listing: Listing = { all: [], segments: [], evidence: [], torn: [] };
  for (const { name: text, size, mark } of entries) {
    const name = parseName(text);
    if (name?.office !== tags.office) {
      outcome.foreign += 1;
      continue;
    }
    listing.all.push({ text, name });
    if (size !== null && size !== name.size) listing.torn.push({ text, name });
    else if (name.kind === 'segment') listing.segments.push({ text, name, seen: `${size} ${mark}` });
    else if (name.kind === 'evidence') listing.evidence.push({ text, name });
  }
  return listing;
}
