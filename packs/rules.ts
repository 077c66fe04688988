/** What of packs goes into the judge: each pack's names are made its own, so that no pack can change another's rules. */
import { unitedRules } from '../detection/additions';
import { compileRules, type Rule, type RuleBook, RuleBookError } from '../detection/rulebook';
import type { Clause } from '../types';
import type { Pack } from './pack';

/** What a pack may not use: it is bound to the extension's own rules or to its code. */
export function unusable({ rules }: Pack): string {
  if (!rules) return '';
  if (Object.keys(rules.roles).length > 0) return 'roles';
  if (Object.keys(rules.signals).length > 0) return 'signals';
  const bound = rules.rules.find(({ detector, combinations }) => detector !== undefined || combinations !== undefined);
  return bound ? `${bound.id}: detector, combinations` : '';
}

/**
 * Whether the judge can take the pack's rules.
 * @param known clauses that rules may cite besides the pack's own
 * @returns what is wrong, a line for each fault; empty: nothing
 */
export function rulesFault(pack: Pack, known: readonly Clause[]): string {
  if (!pack.rules) return '';
  const bound = unusable(pack);
  if (bound) return bound;
  const clauses = new Set([...known, ...pack.clauses].map(({ id }) => id));
  return faultOf(ownRules(pack), clauses);
}

function faultOf(book: RuleBook, clauses?: ReadonlySet<string>): string {
  try {
    compileRules(book, clauses);
    return '';
  } catch (error) {
    if (error instanceof RuleBookError) return error.problems.slice(0, 3).join('; ');
    throw error;
  }
}

/** The pack's rules under names that are its own: `pack-<pack>-<rule>` in findings. */
export function ownRules({ id, rules }: Pack): RuleBook {
  const book: RuleBook = { classes: {}, rules: [], vetoes: {}, roles: {}, signals: {} };
  if (!rules) return book;
  const own = (pattern: string): string => pattern.replace(/<([^<>]+)>/g, `<${id}-$1>`);
  for (const [name, words] of Object.entries(rules.classes)) book.classes[`${id}-${name}`] = own(words);
  book.rules = rules.rules.map((rule) => ownRule(rule, id, own));
  for (const [kind, patterns] of Object.entries(rules.vetoes)) {
    book.vetoes[kind as Rule['kind']] = patterns.map(own);
  }
  return book;
}

function ownRule(rule: Rule, pack: string, own: (pattern: string) => string): Rule {
  return {
    ...rule,
    id: `pack-${pack}-${rule.id}`,
    patterns: rule.patterns.map(own),
    ...(rule.vetoes && { vetoes: rule.vetoes.map(own) }),
  };
}

export interface PackAdditions {
  book: RuleBook;
  /** Ids of packs for whose rules there is no more room beside the others'. */
  left: string[];
}

/**
 * Rules of all packs in one book, for `JudgeOptions.packs`. What does not fit beside the rest is left out whole and named.
 * @param known the clauses in force
 * @param office the office's own, which come first
 */
export function packAdditions(packs: readonly Pack[], known: readonly Clause[], office: RuleBook): PackAdditions {
  const clauses = new Set(known.map(({ id }) => id));
  let book: RuleBook = { classes: {}, rules: [], vetoes: {}, roles: {}, signals: {} };
  const left: string[] = [];
  for (const pack of packs) {
    if (!pack.rules) continue;
    const more = unitedRules(book, ownRules(pack));
    if (faultOf(unitedRules(office, more), clauses) === '') book = more;
    else left.push(pack.id);
  }
  return { book, left };
}
