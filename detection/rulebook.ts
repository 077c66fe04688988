/**
 * The rules as data and their compilation. Data come from `rules/`, from the office and from signed packs; whatever is
 * wrong with them is said before the first text is judged.
 */
import * as z from 'zod/mini';
import { Kind, Level } from '../types';
import { DETECTORS, type Detector } from './detectors';
import { type MatcherImage, readImage, writeImage } from './image';
import { maskedForms } from './masks';
import { PhraseMatcher } from './matcher';
import type { Turn } from './occurrences';
import { PhraseBuilder } from './phrases';
import { PatternError } from './word';

/** A circumstance in which a rule's words break nothing; see `context.ts`. */
export const Excuse = z.enum(['negation', 'report', 'quotation', 'simile', 'title', 'self']);
export type Excuse = z.infer<typeof Excuse>;

/** How far a rule reads through tricks: `plain` as written, `look` look-alikes and stretching too, `all` everything. */
export const Reach = z.enum(['plain', 'look', 'all']);
export type Reach = z.infer<typeof Reach>;

/**
 * One rule. `severity` 1 light, 2 usual, 3 grave. `level` is `look` for what a person should only be shown on request.
 * `unless` names excuses; left out, those of the kind hold. `masked` lists words whose starred spellings count too.
 */
export const Rule = z.object({
  id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]*$/)),
  kind: Kind,
  clause: z.string(),
  severity: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  confidence: z.number().check(z.gt(0), z.lte(1)),
  level: z.optional(Level),
  patterns: z.array(z.string()),
  vetoes: z.optional(z.array(z.string())),
  masked: z.optional(z.array(z.string())),
  reach: z.optional(Reach),
  unless: z.optional(z.array(Excuse)),
  detector: z.optional(z.string()),
  /** Sets of signals (`RuleBook.signals`) that together, anywhere in one text, make the rule hold. */
  combinations: z.optional(z.array(z.array(z.string()))),
});
export type Rule = z.infer<typeof Rule>;

/** What the context of a match is read by; `criticism-of` and `criticism-word` together make lawful criticism. */
export const ROLES = [
  'negation',
  'report',
  'speech',
  'mention',
  'simile',
  'title',
  'self',
  'address',
  'authority',
  'reproach',
] as const;
export type Role = (typeof ROLES)[number];

/**
 * Everything that the judge goes by. `vetoes` of a kind hold for all of its rules.
 */
export const RuleBook = z.object({
  classes: z.record(z.string(), z.string()),
  rules: z.array(Rule),
  vetoes: z.partialRecord(Kind, z.array(z.string())),
  roles: z.partialRecord(z.enum(ROLES), z.array(z.string())),
  /** Patterns by the name of what they are a sign of; alone they mean nothing. */
  signals: z.record(z.string(), z.array(z.string())),
});
export type RuleBook = z.infer<typeof RuleBook>;

/** Rules that cannot be taken; `problems` has one line for each fault. */
export class RuleBookError extends Error {
  constructor(readonly problems: string[]) {
    super(`The rules cannot be used:\n${problems.join('\n')}`);
    this.name = 'RuleBookError';
  }
}

/** What a phrase of the matcher belongs to. */
export type Owner =
  | { type: 'rule'; rule: number }
  | { type: 'veto'; rule: number }
  | { type: 'kind-veto'; kind: Kind }
  | { type: 'role'; role: Role }
  | { type: 'signal'; signal: string };

/** Rules ready for texts. */
export interface CompiledRules {
  rules: Rule[];
  owners: Owner[];
  matcher: PhraseMatcher;
  detectors: { rule: number; detect: Detector }[];
  /** Combinations of signals by each signal in them. */
  combinations: ReadonlyMap<string, readonly Combination[]>;
}

/** Signals that make a rule hold when they stand near each other. */
export interface Combination {
  rule: number;
  signals: readonly string[];
}

/**
 * Checks and compiles rules.
 * @param clauses ids of the page's clauses that rules may cite; unchecked when left out.
 * @param file what `compileImage` made of these very rules, to be taken as it is; of other rules it is left aside.
 * @throws RuleBookError naming every fault: shape, repeated id, unknown class, clause or detector, empty pattern, size.
 */
export function compileRules(data: RuleBook, clauses?: ReadonlySet<string>, file?: ArrayBuffer): CompiledRules {
  const image = file === undefined ? null : readImage(file, data);
  if (image !== null) return new Compiler(data).run(clauses, image);
  const parsed = RuleBook.safeParse(data);
  if (!parsed.success) {
    throw new RuleBookError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  const compiler = new Compiler(parsed.data);
  return compiler.run(clauses);
}

/**
 * Compiles rules once and for all, into a file.
 * @throws RuleBookError as `compileRules` does
 */
export function compileImage(book: RuleBook): ArrayBuffer {
  const compiler = new Compiler(RuleBook.parse(book));
  compiler.run();
  return writeImage(compiler.image(), book);
}

/** When an owner's phrases are looked for; see `PhraseMatcher.find`. */
export const TURN = {
  /** In every text: rules, signals, reproach. */
  always: 0,
  /** Beside a violation: what may veto or excuse it. */
  violation: 1,
  /** Beside an appeal: what may veto it. */
  appeal: 2,
  /** Beside a reproach: whom it is meant for. */
  reproach: 3,
} as const;

function turnOf(owner: Owner, rules: readonly Rule[]): Turn {
  switch (owner.type) {
    case 'rule':
    case 'signal':
      return TURN.always;
    case 'veto':
      return rules[owner.rule]!.kind === 'appeal' ? TURN.appeal : TURN.violation;
    case 'kind-veto':
      return owner.kind === 'appeal' ? TURN.appeal : TURN.violation;
    case 'role':
      return owner.role === 'reproach' ? TURN.always : owner.role === 'authority' ? TURN.reproach : TURN.violation;
  }
}

class Compiler {
  private readonly problems: string[] = [];
  private readonly owners: Owner[] = [];
  private readonly phrases: PhraseBuilder;
  private readonly detectors: CompiledRules['detectors'] = [];
  private isCompiled = false;

  constructor(private readonly book: RuleBook) {
    this.phrases = new PhraseBuilder(book.classes);
  }

  /** The patterns compiled. */
  image(): MatcherImage {
    return this.phrases.build();
  }

  /** @param image the patterns' own, when they were compiled before */
  run(clauses?: ReadonlySet<string>, image?: MatcherImage): CompiledRules {
    this.isCompiled = image !== undefined;
    const { rules, vetoes, roles, signals } = this.book;
    const ids = new Set<string>();
    rules.forEach((rule, index) => {
      if (ids.has(rule.id)) this.problems.push(`${rule.id}: this id is taken by another rule`);
      ids.add(rule.id);
      this.rule(rule, index, clauses);
    });
    for (const [kind, patterns] of Object.entries(vetoes)) {
      this.patterns(`vetoes of ${kind}`, { type: 'kind-veto', kind: kind as Kind }, patterns);
    }
    for (const [role, patterns] of Object.entries(roles)) {
      this.patterns(`role ${role}`, { type: 'role', role: role as Role }, patterns);
    }
    for (const [signal, patterns] of Object.entries(signals)) {
      this.patterns(`signal ${signal}`, { type: 'signal', signal }, patterns);
    }
    if (this.problems.length > 0) throw new RuleBookError(this.problems);
    return {
      rules,
      owners: this.owners,
      matcher: new PhraseMatcher(image ?? this.image()),
      detectors: this.detectors,
      combinations: this.combinations(),
    };
  }

  private combinations(): Map<string, Combination[]> {
    const bySignal = new Map<string, Combination[]>();
    this.book.rules.forEach((rule, index) => {
      for (const signals of rule.combinations ?? []) {
        for (const signal of signals) bySignal.set(signal, [...(bySignal.get(signal) ?? []), { rule: index, signals }]);
      }
    });
    return bySignal;
  }

  private rule(rule: Rule, index: number, clauses?: ReadonlySet<string>): void {
    if (rule.kind === 'appeal' ? rule.clause !== '' : clauses !== undefined && !clauses.has(rule.clause)) {
      this.problems.push(`${rule.id}: unknown clause "${rule.clause}"`);
    }
    if (rule.patterns.length === 0 && rule.detector === undefined && rule.combinations === undefined) {
      this.problems.push(`${rule.id}: has neither patterns nor a detector nor combinations`);
    }
    for (const signal of (rule.combinations ?? []).flat()) {
      if (!Object.hasOwn(this.book.signals, signal)) this.problems.push(`${rule.id}: unknown signal "${signal}"`);
    }
    if (rule.detector !== undefined) {
      const detect = Object.hasOwn(DETECTORS, rule.detector) ? DETECTORS[rule.detector] : undefined;
      if (detect !== undefined) this.detectors.push({ rule: index, detect });
      else this.problems.push(`${rule.id}: unknown detector "${rule.detector}"`);
    }
    const masked = (this.isCompiled ? [] : (rule.masked ?? [])).flatMap((word) =>
      maskedForms(word, rule.kind === 'obscenity'),
    );
    this.patterns(rule.id, { type: 'rule', rule: index }, [...rule.patterns, ...masked]);
    this.patterns(`${rule.id} vetoes`, { type: 'veto', rule: index }, rule.vetoes ?? []);
  }

  private patterns(where: string, owner: Owner, patterns: readonly string[]): void {
    const number = this.owners.push(owner) - 1;
    if (this.isCompiled) return;
    const turn = turnOf(owner, this.book.rules);
    for (const pattern of patterns) {
      try {
        this.phrases.add(pattern, number, turn);
      } catch (error) {
        if (!(error instanceof PatternError || error instanceof RangeError)) throw error;
        this.problems.push(`${where}: ${error.message}`);
      }
    }
  }
}
