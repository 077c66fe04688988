/** What a browser remembers of one remote between exchanges. Losing it costs requests, never a record. */
import * as z from 'zod/mini';
import { ASIDE } from './segment';

export const AsideNote = z.object({
  reason: z.enum(ASIDE),
  /** Size and mark of the file that was looked at: another one is looked at again. */
  seen: z.string(),
  /** What was known of members and keys: when more is known, it is looked at again. */
  epoch: z.string(),
  tries: z.number(),
  /** When it was last looked at, ms since the epoch. */
  at: z.number(),
});
export type AsideNote = z.infer<typeof AsideNote>;

export const Notes = z.object({
  version: z.literal(1),
  /** Own files: how many listings in a row they have been absent from. One listing may be an old one. */
  sent: z.record(z.string(), z.number()),
  aside: z.record(z.string(), AsideNote),
  /** Ids in files whose range here holds others besides, as after two browsers wrote under one name. */
  ids: z.record(z.string(), z.array(z.string())),
  /** By the tag of an author or file: for how many exchanges something of it has been missing on the remote. */
  missing: z.record(z.string(), z.number()),
  /** Tags of evidence files that came from elsewhere. */
  fetched: z.record(z.string(), z.literal(true)),
  /** The files that were read last to see whether they still hold what their names promise, and when. */
  audited: z.object({ at: z.number(), own: z.string(), other: z.string() }),
  /** Files of the office in the last listing. */
  listed: z.number(),
  /** Own records that lay on the remote after the last exchange. */
  carried: z.number(),
});
export type Notes = z.infer<typeof Notes>;

export function freshNotes(): Notes {
  return {
    version: 1,
    sent: {},
    aside: {},
    ids: {},
    missing: {},
    fetched: {},
    audited: { at: 0, own: '', other: '' },
    listed: 0,
    carried: 0,
  };
}

const MINUTE = 60_000;
/** Twice at once, because a torn file is often one that is being written; then ever more seldom, at last four times a day. */
const LONGEST_WAIT = 6 * 60 * MINUTE;

/** Whether a file that was set aside is to be fetched again. */
export function isDue(note: AsideNote, seen: string, epoch: string, now: number): boolean {
  if (note.seen !== seen || note.epoch !== epoch || note.tries < 2 || now < note.at) return true;
  return now - note.at >= Math.min(LONGEST_WAIT, MINUTE * 2 ** note.tries);
}
