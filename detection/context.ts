/**
 * Circumstances in which strong words break nothing: said about somebody who swore, quoted, denied, compared, the name
 * of a book, said of oneself.
 */
import { Before, type Folded, TokenFlag } from './folded';
import { LONGEST_MATCH, type Match, some } from './matches';
import type { Excuse, Role } from './rulebook';

/** Matches of roles in one text, by role, ascending. */
export type Roles = Partial<Record<Role, Match[]>>;

const REPORT_REACH = 7;
const QUOTE_REACH = 12;
const TITLE_REACH = 4;
const ADDRESS_REACH = 12;

/** Whether one of the excuses holds for the tokens of a match. */
export function isExcused(folded: Folded, match: Match, roles: Roles, excuses: readonly Excuse[]): boolean {
  return excuses.some((excuse) => EXCUSES[excuse](folded, match, roles));
}

type Test = (folded: Folded, match: Match, roles: Roles) => boolean;

const EXCUSES: Record<Excuse, Test> = {
  negation: (_, match, roles) => endsJustBefore(roles.negation, match),
  report: (folded, match, roles) =>
    precedes(folded, match, roles.report, REPORT_REACH) ||
    (isIntroduced(folded, match) && isSpoken(folded, match, roles)),
  quotation: (folded, match, roles) => isQuoted(folded, match) && isSpoken(folded, match, roles),
  simile: (folded, match, roles) => endsJustBefore(roles.simile, match) && !isAddressed(folded, match, roles),
  title: (folded, match, roles) => isQuoted(folded, match) && near(match, roles.title, TITLE_REACH),
  self: (_, match, roles) => endsJustBefore(roles.self, match),
};

/** A role that ends on the word before the match or before its last word, the one that hurts. */
function endsJustBefore(role: Match[] | undefined, match: Match): boolean {
  return some(role, match.first - 1, match.last - 1, (m) => m.last === match.last - 1 || m.last === match.first - 1);
}

function precedes(folded: Folded, match: Match, role: Match[] | undefined, reach: number): boolean {
  const sentence = folded.sentence[match.first];
  return some(role, match.first - reach, match.last - 1, (m) => folded.sentence[m.last] === sentence);
}

function near(match: Match, role: Match[] | undefined, reach: number): boolean {
  return some(role, match.first - reach, match.last + reach + LONGEST_MATCH, (m) => m.first <= match.last + reach);
}

function isQuoted(folded: Folded, match: Match): boolean {
  return (folded.flags[match.last]! & TokenFlag.quoted) !== 0;
}

/** A colon stands between the words of speech and the match: «кричал на всю улицу: …». */
function isIntroduced(folded: Folded, match: Match): boolean {
  for (let t = match.first; t > 0 && t > match.first - REPORT_REACH; t--) {
    const before = folded.before[t]!;
    if (before & Before.colon) return true;
    if (before & Before.sentence) return false;
  }
  return false;
}

function isSpoken(_: Folded, match: Match, roles: Roles): boolean {
  return (
    near(match, roles.speech, QUOTE_REACH) || near(match, roles.report, QUOTE_REACH) || near(match, roles.mention, 3)
  );
}

function isAddressed(folded: Folded, match: Match, roles: Roles): boolean {
  const sentence = folded.sentence[match.first];
  const { address } = roles;
  return some(
    address,
    match.first - ADDRESS_REACH,
    match.last + ADDRESS_REACH,
    (m) => folded.sentence[m.last] === sentence,
  );
}
