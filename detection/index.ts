/** What breaks the rules: the public face of the judge. Pure TypeScript, the same in Node, a worker and a test. */

export { type OfficeAdditions, type OfficeVeto, type OfficeWord, phrasePattern, withOffice } from './additions';
export { DEFAULT_CLAUSES } from './clauses';
export { Folded, fold } from './fold';
export { createJudge, type Judge, type JudgeOptions, RuleJudge } from './judge';
export { textKey } from './key';
export { PatternError } from './pattern';
export { compileRules, Rule, RuleBook, RuleBookError } from './rulebook';
export { RULES } from './rules';
