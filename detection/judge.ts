/** The judge by rules: from a text to a verdict, with the place and the ground of everything found. */
import type { Clause, Finding, Kind, Level, Verdict, ViolationKind } from '../types';
import { VIOLATION_KINDS } from '../types';
import { type OfficeAdditions, officeRules, unitedRules } from './additions';
import { DEFAULT_CLAUSES } from './clauses';
import { isExcused, type Roles } from './context';
import { hasSights, type Sight } from './detectors';
import { fold } from './fold';
import { Folded, ReadingKind } from './folded';
import { join } from './join';
import { textKey } from './key';
import { LONGEST_MATCH, type Match, some } from './matches';
import type { Model } from './model/model';
import { addReadings } from './readings';
import {
  type CompiledRules,
  compileRules,
  type Excuse,
  type Owner,
  type Reach,
  type Rule,
  type RuleBook,
  TURN,
} from './rulebook';
import { RULES } from './rules';
import { digitRuns, markShapes } from './shapes';

/** What a judge goes by; everything left out is the extension's own. */
export interface JudgeOptions {
  rules?: RuleBook;
  /** What `compileImage` made of the rules, for a quick start. */
  image?: ArrayBuffer | undefined;
  /** Words, phrases and vetoes of the office, on top of the rules. */
  office?: OfficeAdditions;
  /** Patterns and vetoes from signed packs, on top of the rules: no roles, signals or detectors. */
  packs?: RuleBook;
  clauses?: readonly Clause[];
  /** Keys (`textKey`) of texts that a person called no violation. */
  exceptions?: Iterable<string>;
  /** The trained half of the judge; without it rules judge alone. */
  model?: Model;
  /** Verdicts remembered by text; 0 remembers none. */
  cacheSize?: number;
}

export interface Judge {
  /** Verdict on one text. Pure, synchronous, takes any string, linear in its length. */
  judge(text: string): Verdict;
}

const DEFAULT_CACHE = 5000;
const LONGEST_CACHED = 4000;

/** Excuses that hold for a kind unless the rule says otherwise. */
const EXCUSES: Record<Kind, readonly Excuse[]> = {
  obscenity: ['quotation', 'title'],
  insult: ['negation', 'report', 'quotation', 'simile', 'title', 'self'],
  aggression: ['negation', 'report', 'quotation', 'title'],
  unlawful: ['negation', 'report', 'quotation', 'title'],
  'personal-data': [],
  spam: [],
  appeal: [],
};

const REACHES: Record<Kind, Reach> = {
  obscenity: 'all',
  insult: 'all',
  aggression: 'look',
  unlawful: 'look',
  spam: 'look',
  'personal-data': 'plain',
  appeal: 'plain',
};

/** Trust in what had to be read in another way than it stands. */
const TRUST: Record<ReadingKind, number> = {
  [ReadingKind.plain]: 1,
  [ReadingKind.look]: 0.98,
  [ReadingKind.stretch]: 0.97,
  [ReadingKind.mask]: 0.9,
  [ReadingKind.joined]: 0.9,
  [ReadingKind.spaced]: 0.95,
  [ReadingKind.sound]: 0.85,
};

function reaches(reach: Reach, reading: ReadingKind): boolean {
  if (reading === ReadingKind.plain || reach === 'all') return true;
  return reach === 'look' && (reading === ReadingKind.look || reading === ReadingKind.stretch);
}

/**
 * Makes a judge.
 * @throws RuleBookError when rules or the office's additions cannot be used.
 */
export function createJudge(options: JudgeOptions = {}): Judge {
  const rules = new RuleJudge(options);
  const limit = options.cacheSize ?? DEFAULT_CACHE;
  const remembered = new Map<string, Verdict>();
  return {
    judge(text) {
      const known = remembered.get(text);
      if (known !== undefined) {
        remembered.delete(text);
        remembered.set(text, known);
        return known;
      }
      const verdict = verdictOn(text, rules, options);
      if (limit > 0 && text.length <= LONGEST_CACHED) {
        if (remembered.size >= limit) remembered.delete(remembered.keys().next().value!);
        remembered.set(text, verdict);
      }
      return verdict;
    },
  };
}

/** The rules' verdict, joined with the model's opinion where there is a model. */
function verdictOn(text: string, rules: RuleJudge, { model, clauses = DEFAULT_CLAUSES }: JudgeOptions): Verdict {
  const verdict = rules.verdict(text);
  if (model === undefined) return verdict;
  const { folded, spared, signals } = rules;
  return join({ verdict, folded, spared, signals, excepted: rules.excepted(text), clauses }, model);
}

const NOTHING: RuleBook = { classes: {}, rules: [], vetoes: {}, roles: {}, signals: {} };

/** Tokens within which the signals of a combination must stand. */
const NEAR = 40;

/** A rule's match before vetoes and context. */
interface Hit {
  rule: number;
  match: Match;
}

/** A finding with its tokens, before overlaps are settled. */
interface Candidate {
  rule: Rule;
  match: Match;
  confidence: number;
}

/** Judges by rules alone; scratch is reused, so one text at a time. */
export class RuleJudge {
  /** Kinds of what was found in the text judged last and then vetoed or excused. */
  readonly spared = new Set<Kind>();
  /** Names of the signals seen in the text judged last: signs to the model. */
  readonly signals = new Set<string>();
  private readonly rules: CompiledRules;
  /** The office's own and those of packs, after the others: their numbers go on from those of `rules`. */
  private readonly office: CompiledRules | null = null;
  /** Vetoes of the office in the text judged last. */
  private readonly forbidden: Match[] = [];
  private readonly clauses: readonly Clause[];
  private readonly exceptions: ReadonlySet<string>;
  /** The text judged last, folded: for whoever wants to look at the same words, as the model does. */
  readonly folded = new Folded();

  constructor(options: JudgeOptions = {}) {
    this.clauses = options.clauses ?? DEFAULT_CLAUSES;
    this.exceptions = new Set(options.exceptions ?? []);
    const book = options.rules ?? RULES;
    const known = new Set([...DEFAULT_CLAUSES, ...this.clauses].map((clause) => clause.id));
    this.rules = compileRules(book, known, options.image);
    const { office = { words: [], vetoes: [] }, packs = NOTHING } = options;
    const added = unitedRules(officeRules(office), packs);
    if (added.rules.length > 0 || Object.keys(added.vetoes).length > 0) this.office = compileRules(added, known);
  }

  /** The automaton's running cost, for tests of linearity. */
  get operations(): number {
    return this.rules.matcher.automaton.operations + (this.office?.matcher.automaton.operations ?? 0);
  }

  /** Whether a person called this text no violation. */
  excepted(text: string): boolean {
    return this.exceptions.size > 0 && this.exceptions.has(textKey(text));
  }

  verdict(text: string): Verdict {
    if (this.spared.size > 0) this.spared.clear();
    if (this.signals.size > 0) this.signals.clear();
    const { hits, reproaches } = this.look(text);
    if (hits.length === 0) {
      const clean: Verdict = { flagged: false, kinds: [], scores: {}, findings: [] };
      if (reproaches && this.hasAuthority()) clean.criticism = true;
      return clean;
    }
    const candidates = this.weigh(hits);
    const excepted = candidates.length > 0 && this.excepted(text);
    const kept = excepted ? candidates.filter(({ rule }) => rule.kind === 'appeal') : candidates;
    const findings = settle(this.withoutLesser(kept)).map((candidate) => this.finding(text, candidate));
    const verdict = verdictOf(findings);
    if (reproaches && !verdict.flagged && this.hasAuthority()) verdict.criticism = true;
    return verdict;
  }

  /** Reads a text and looks for everything that rules name, whatever stands around it. */
  private look(text: string): { hits: Hit[]; reproaches: boolean } {
    const { folded, rules } = this;
    fold(text, folded, rules.matcher.automaton);
    markShapes(folded);
    const runs = digitRuns(folded);
    addReadings(folded);
    rules.matcher.read(folded);
    const matches: Match[] = [];
    rules.matcher.find(TURN.always, matches);
    const hits: Hit[] = [];
    let signals: Map<string, Match> | undefined;
    let reproaches = false;
    for (const match of matches) {
      const owner = rules.owners[match.owner]!;
      if (owner.type === 'rule') hits.push({ rule: owner.rule, match });
      else if (owner.type === 'signal') {
        signals ??= new Map();
        this.signals.add(owner.signal);
        this.combine(owner.signal, match, signals, hits);
      } else reproaches = true;
    }
    if (this.office !== null) this.lookForOffice(this.office, hits);
    if (hasSights(folded)) this.detect({ folded, digitRuns: runs }, hits);
    return { hits, reproaches };
  }

  private lookForOffice({ matcher, owners }: CompiledRules, hits: Hit[]): void {
    matcher.read(this.folded, false);
    const matches: Match[] = [];
    matcher.find(TURN.always, matches);
    for (const match of matches) {
      const owner = owners[match.owner]!;
      if (owner.type === 'rule') hits.push({ rule: this.rules.rules.length + owner.rule, match });
    }
    this.forbidden.length = 0;
    matcher.find(TURN.violation, this.forbidden);
    for (const match of this.forbidden) {
      const owner = owners[match.owner]!;
      if (owner.type === 'kind-veto') this.spared.add(owner.kind);
      match.owner += this.rules.owners.length;
    }
  }

  private rule(index: number): Rule {
    const own = this.rules.rules;
    return index < own.length ? own[index]! : this.office!.rules[index - own.length]!;
  }

  private owner(index: number): Owner {
    const own = this.rules.owners;
    return index < own.length ? own[index]! : this.office!.owners[index - own.length]!;
  }

  private detect(sight: Sight, hits: Hit[]): void {
    for (const { rule, detect } of this.rules.detectors) {
      for (const { first, last } of detect(sight)) {
        hits.push({ rule, match: { owner: -1, first, last, reading: ReadingKind.plain } });
      }
    }
  }

  /** Leaves the hits that no veto touches and no circumstance excuses. */
  private weigh(hits: Hit[]): Candidate[] {
    const { rules, folded } = this;
    const matches: Match[] = [];
    const appeals = hits.reduce((sum, { rule }) => sum + (this.rule(rule).kind === 'appeal' ? 1 : 0), 0);
    if (appeals > 0) rules.matcher.find(TURN.appeal, matches);
    if (appeals < hits.length) rules.matcher.find(TURN.violation, matches);
    if (this.office !== null) for (const match of this.forbidden) matches.push(match);
    if (matches.length > 1) matches.sort((a, b) => a.last - b.last);
    const roles: Roles = {};
    const vetoes: Match[] = [];
    for (const match of matches) {
      const owner = this.owner(match.owner);
      if (owner.type !== 'role') vetoes.push(match);
      else {
        const list = roles[owner.role];
        if (list === undefined) roles[owner.role] = [match];
        else list.push(match);
      }
    }
    const candidates: Candidate[] = [];
    for (const { rule: index, match } of hits) {
      const rule = this.rule(index);
      if (!reaches(rule.reach ?? REACHES[rule.kind], match.reading)) continue;
      if (some(vetoes, match.first, match.last + LONGEST_MATCH, (veto) => this.vetoes(veto, index, match))) {
        this.spared.add(rule.kind);
        continue;
      }
      if (isExcused(folded, match, roles, rule.unless ?? EXCUSES[rule.kind])) {
        this.spared.add(rule.kind);
        continue;
      }
      candidates.push({ rule, match, confidence: rule.confidence * TRUST[match.reading] });
    }
    return candidates;
  }

  /**
   * An offer of what the law forbids is unlawful, not spam besides; and look-alike letters that hide a swear word from a
   * filter are no sign of advertising.
   */
  private withoutLesser(candidates: Candidate[]): Candidate[] {
    if (candidates.length < 2 || !candidates.some(({ rule }) => rule.kind === 'spam')) return candidates;
    const near = (spam: Match, kind: Kind) =>
      candidates.some(
        ({ rule, match }) =>
          rule.kind === kind && match.first - NEAR <= spam.last && spam.first - NEAR <= match.last && certain(rule),
      );
    const hidden = (spam: Match) =>
      candidates.some(
        ({ rule, match }) =>
          (rule.kind === 'insult' || rule.kind === 'obscenity' || rule.kind === 'aggression') &&
          match.first <= spam.last &&
          spam.first <= match.last,
      );
    return candidates.filter(({ rule, match }) => {
      if (rule.kind !== 'spam') return true;
      return !near(match, 'unlawful') && !(rule.detector === 'mixed-alphabets' && hidden(match));
    });
  }

  private hasAuthority(): boolean {
    const matches: Match[] = [];
    this.rules.matcher.find(TURN.reproach, matches);
    return matches.length > 0;
  }

  /** Notes a signal and adds the rules that it completes: all their signals stand near. The place is its first one's. */
  private combine(signal: string, match: Match, seen: Map<string, Match>, hits: Hit[]): void {
    seen.set(signal, match);
    for (const { rule, signals } of this.rules.combinations.get(signal) ?? []) {
      const near = (name: string) => Math.abs(match.last - (seen.get(name)?.last ?? Number.POSITIVE_INFINITY)) <= NEAR;
      if (signals.every(near)) hits.push({ rule, match: seen.get(signals[0]!)! });
    }
  }

  private vetoes(veto: Match, rule: number, match: Match): boolean {
    if (veto.last < match.first || veto.first > match.last) return false;
    const owner = this.owner(veto.owner);
    if (owner.type === 'veto') return owner.rule === rule;
    return owner.type === 'kind-veto' && owner.kind === this.rule(rule).kind;
  }

  private finding(text: string, { rule, match, confidence }: Candidate): Finding {
    const start = this.folded.start[match.first]!;
    const end = this.folded.end[match.last]!;
    return {
      kind: rule.kind,
      rule: rule.id,
      clause: this.clauseOf(rule),
      start,
      end,
      text: text.slice(start, end),
      confidence: Math.round(confidence * 1000) / 1000,
      level: rule.level ?? 'certain',
    };
  }

  /** The rule's own clause if the page has it, else the page's clause for its kind. */
  private clauseOf(rule: Rule): string {
    if (rule.kind === 'appeal') return '';
    const { kind } = rule;
    if (this.clauses.some((clause) => clause.id === rule.clause)) return rule.clause;
    return this.clauses.find((clause) => clause.kinds.includes(kind))?.id ?? rule.clause;
  }
}

function certain(rule: Rule): boolean {
  return (rule.level ?? 'certain') === 'certain';
}

const LEVELS: Record<Level, number> = { certain: 2, likely: 1, look: 0 };

/** Of overlapping candidates of one kind keeps the surest, of equals the longest, of those the first. */
function settle(candidates: Candidate[]): Candidate[] {
  if (candidates.length < 2) return candidates;
  const sorted = candidates.sort(bySureness);
  const kept = sorted.length <= FEW ? amongFew(sorted) : amongMany(sorted);
  return kept.sort((a, b) => a.match.first - b.match.first || a.match.last - b.match.last);
}

/** So many are compared with each other quicker than they are entered in tables. */
const FEW = 16;

function amongFew(sorted: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of sorted) {
    const { rule, match } = candidate;
    const meets = (other: Candidate) =>
      other.rule.kind === rule.kind && other.match.first <= match.last && match.first <= other.match.last;
    if (!kept.some(meets)) kept.push(candidate);
  }
  return kept;
}

/** As `amongFew`, in time that grows with the text alone. */
function amongMany(sorted: readonly Candidate[]): Candidate[] {
  const size = sorted.reduce((most, { match }) => Math.max(most, match.last), 0) + 1;
  const taken = new Map<Kind, Uint8Array>();
  const kept: Candidate[] = [];
  for (const candidate of sorted) {
    const { first, last } = candidate.match;
    let tokens = taken.get(candidate.rule.kind);
    if (tokens === undefined) {
      tokens = new Uint8Array(size);
      taken.set(candidate.rule.kind, tokens);
    }
    let free = true;
    for (let t = first; t <= last && free; t++) free = tokens[t] === 0;
    if (!free) continue;
    tokens.fill(1, first, last + 1);
    kept.push(candidate);
  }
  return kept;
}

function bySureness(a: Candidate, b: Candidate): number {
  return (
    LEVELS[b.rule.level ?? 'certain'] - LEVELS[a.rule.level ?? 'certain'] ||
    b.confidence - a.confidence ||
    b.match.last - b.match.first - (a.match.last - a.match.first) ||
    a.match.first - b.match.first
  );
}

function verdictOf(findings: Finding[]): Verdict {
  const scores: Partial<Record<Kind, number>> = {};
  const kinds: Kind[] = [];
  for (const { kind, confidence, level } of findings) {
    scores[kind] = Math.max(scores[kind] ?? 0, confidence);
    if (level !== 'look' && kind !== 'appeal') kinds.push(kind);
  }
  const violations: ViolationKind[] = kinds.length === 0 ? [] : VIOLATION_KINDS.filter((kind) => kinds.includes(kind));
  return { flagged: violations.length > 0, kinds: violations, scores, findings };
}
