/**
 * One exchange with one remote: list, fetch what is unknown, verify, add; then write what the remote lacks, put small
 * files together, remove what became superfluous. It can be broken off anywhere and begun again: the remote is added
 * to before anything is removed from it, and nothing is decided from what an earlier exchange believed it did.
 */
import { exchangeEvidence } from './evidence';
import { Meeting, type Party } from './meeting';
import { parseName } from './names';
import type { Notes } from './notes';
import { attempt, type Outcome } from './outcome';
import { pull } from './pull';
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

async function meetOver(meeting: Meeting, entries: readonly Entry[]): Promise<void> {
  const { outcome, notes, tags, party } = meeting;
  const named = entries.flatMap((entry) => {
    const name = parseName(entry.name);
    return name?.office === tags.office ? [{ text: entry.name, name, entry }] : [];
  });
  outcome.foreign = entries.length - named.length;
  outcome.emptied = notes.listed > 0 && named.length === 0;
  notes.listed = named.length;
  const whole = named.filter(({ entry, name }) => entry.size === null || entry.size === name.size);
  const torn = named.filter((file) => !whole.includes(file));
  const segments = whole.flatMap(({ text, name, entry }) =>
    name.kind === 'segment' ? [{ text, name, seen: `${entry.size} ${entry.mark}` }] : [],
  );
  // Shorter than its name says: it is being written, or was cut, and its writer will write it anew.
  for (const { text } of torn) outcome.aside.push({ name: text, reason: 'torn' });
  await pull(meeting, segments);
  await push(
    meeting,
    new Set(named.map(({ text }) => text)),
    torn.flatMap(({ text, name }) => (name.kind === 'segment' ? [{ text, name }] : [])),
  );
  if (!party.attachments) return;
  const evidence = whole.flatMap(({ text, name }) => (name.kind === 'evidence' ? [{ text, name }] : []));
  await exchangeEvidence(meeting, party.attachments, evidence);
}
