/**
 * One verdict out of two opinions: what rules name and what the model suspects. A rule that found something stands; a
 * veto or an excuse of the rules stands too, and so does criticism of the authorities: there the model may raise a
 * score, never a flag.
 */
import type { Clause, Finding, Kind, Level, Verdict, ViolationKind } from '../types';
import { VIOLATION_KINDS } from '../types';
import { DEFAULT_CLAUSES } from './clauses';
import type { Folded } from './folded';
import type { Model } from './model/model';
import type { Head } from './model/weights';

/** What rules made of a text, with what they took back. */
export interface RulesView {
  verdict: Verdict;
  folded: Folded;
  /** Kinds of what rules found and then excused: a veto, a quotation, a denial. */
  spared: ReadonlySet<Kind>;
  /** Names of the signals that rules saw. */
  signals: ReadonlySet<string>;
  /** A person called this very text no violation. */
  excepted: boolean;
  clauses: readonly Clause[];
}

/** Kinds that are one to the model's rude head. */
const RUDE: readonly ViolationKind[] = ['aggression', 'obscenity', 'insult'];
/** Probability of a threat in a text that is flagged as rude. */
const BESIDE = 0.6;
/** Largest score of what may not be flagged. */
const BELOW = 0.49;

/** Joins the model's opinion to that of the rules. */
export function join(rules: RulesView, model: Model): Verdict {
  const { verdict, folded } = rules;
  model.read(folded, verdict.findings, rules.signals);
  const findings = [...verdict.findings];
  const scores = { ...verdict.scores };
  const kinds = new Set(verdict.kinds);
  addRude(rules, model, findings, scores, kinds);
  addSpam(rules, model, findings, scores, kinds);
  addAppeal(rules, model, findings, scores);
  const flagged = kinds.size > 0;
  const joined: Verdict = { flagged, kinds: VIOLATION_KINDS.filter((kind) => kinds.has(kind)), scores, findings };
  if (verdict.criticism && !flagged) joined.criticism = true;
  return joined;
}

type Scores = Partial<Record<Kind, number>>;

function addRude(rules: RulesView, model: Model, findings: Finding[], scores: Scores, kinds: Set<ViolationKind>): void {
  const { verdict } = rules;
  const { rude, threat } = model.probability;
  const named = RUDE.some((kind) => kinds.has(kind));
  const barred =
    !named && (rules.excepted || verdict.criticism === true || RUDE.some((kind) => rules.spared.has(kind)));
  raise(scores, 'insult', barred ? Math.min(rude, BELOW) : rude);
  raise(scores, 'aggression', barred ? Math.min(threat, BELOW) : threat);
  if (scores.obscenity !== undefined) raise(scores, 'obscenity', rude);
  if (rules.excepted) return;
  if (named) {
    addThreatBeside(rules, model, findings, kinds);
    return;
  }
  const harsh = levelOf(rules, model, 'threat', barred);
  const level = levelOf(rules, model, 'rude', barred);
  if (harsh === 'likely') {
    findings.push(finding(rules, model, 'threat', 'aggression', harsh));
    kinds.add('aggression');
  } else if (level !== null) {
    findings.push(finding(rules, model, 'rude', 'insult', level));
    if (level === 'likely') {
      kinds.add('insult');
      addThreatBeside(rules, model, findings, kinds);
    }
  } else if (harsh !== null) findings.push(finding(rules, model, 'threat', 'aggression', harsh));
}

/** In what is shown anyhow a threat is named sooner: a person is to see it before the insult is deleted. */
function addThreatBeside(rules: RulesView, model: Model, findings: Finding[], kinds: Set<ViolationKind>): void {
  if (kinds.has('aggression') || rules.spared.has('aggression') || model.probability.threat < BESIDE) return;
  findings.push(finding(rules, model, 'threat', 'aggression', 'likely'));
  kinds.add('aggression');
}

function addSpam(rules: RulesView, model: Model, findings: Finding[], scores: Scores, kinds: Set<ViolationKind>): void {
  const { spam } = model.probability;
  // An offer of drugs is an advert too; the graver name is enough.
  const named = kinds.has('spam') || kinds.has('unlawful');
  const barred = !kinds.has('spam') && (rules.excepted || rules.spared.has('spam'));
  raise(scores, 'spam', barred ? Math.min(spam, BELOW) : spam);
  if (named || rules.excepted) return;
  const level = levelOf(rules, model, 'spam', barred);
  if (level === null) return;
  findings.push(finding(rules, model, 'spam', 'spam', level));
  if (level === 'likely') kinds.add('spam');
}

/** A text that rules do not see waiting for an answer may still do so; there the model must be sure. */
function addAppeal(rules: RulesView, model: Model, findings: Finding[], scores: Scores): void {
  const { appeal } = model.probability;
  const named = scores.appeal !== undefined;
  if (!named && appeal < model.meta.heads.appeal.likely) return;
  raise(scores, 'appeal', appeal);
  if (!named) findings.push(finding(rules, model, 'appeal', 'appeal', 'likely'));
}

function levelOf(rules: RulesView, model: Model, head: Head, barred: boolean): Level | null {
  const probability = model.probability[head];
  const { likely, look, alone } = model.meta.heads[head];
  if (probability >= likely && !barred && model.withoutHeaviest(rules.folded, head) >= alone) return 'likely';
  return probability >= look ? 'look' : null;
}

/**
 * How much a rule's own confidence says beside the model, to whom the find is one sign of many: an insult named is an
 * insult; swearing about the weather is swearing, and how rude the text is as a whole the model tells better.
 */
const SAY: Partial<Record<Kind, number>> = { insult: 0.6, aggression: 0.6, obscenity: 0.1, spam: 0.6, appeal: 0.6 };

function raise(scores: Scores, kind: Kind, probability: number): void {
  const named = scores[kind];
  const say = named === undefined ? 0 : SAY[kind]!;
  scores[kind] = rounded((named ?? 0) * say + probability * (1 - say));
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function finding(rules: RulesView, model: Model, head: Head, kind: Kind, level: Level): Finding {
  const { folded, clauses } = rules;
  const fragments = model.explain(folded, head);
  const [heaviest, ...rest] = fragments.length > 0 ? fragments : [wholeOf(folded)];
  const { start, end } = heaviest!;
  const own: Finding = {
    kind,
    rule: `model:${head}`,
    clause: kind === 'appeal' ? '' : clauseOf(kind, clauses),
    start,
    end,
    text: folded.text.slice(start, end),
    confidence: rounded(model.probability[head]),
    level,
  };
  if (rest.length > 0) own.also = rest.map(({ start, end }) => ({ start, end }));
  return own;
}

function wholeOf(folded: Folded): { start: number; end: number } {
  const last = folded.tokens - 1;
  return last < 0 ? { start: 0, end: folded.text.length } : { start: folded.start[0]!, end: folded.end[last]! };
}

function clauseOf(kind: ViolationKind, clauses: readonly Clause[]): string {
  const holds = (clause: Clause) => clause.kinds.includes(kind);
  return (clauses.find(holds) ?? DEFAULT_CLAUSES.find(holds))?.id ?? '';
}
