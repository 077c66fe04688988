/** What breaks the rules: the public face of the judge. Pure TypeScript, the same in Node, a worker and a test. */

export {
  type AdditionFault,
  additionFault,
  additionsOf,
  MOST_ADDITIONS,
  type OfficeAdditions,
  type OfficeVeto,
  type OfficeWord,
  officeRules,
  phrasePattern,
  WordAddition,
} from './additions';
export { DEFAULT_CLAUSES } from './clauses';
export { fold } from './fold';
export { Folded } from './folded';
export { createJudge, type Judge, type JudgeOptions, RuleJudge } from './judge';
export { textKey } from './key';
export { type Fragment, Model } from './model/model';
export { HEADS, type Head, readWeights, type Weights, WeightsError, writeWeights } from './model/weights';
export { type Preview, Previewer, type Touched, teachable } from './preview';
export { compileImage, compileRules, Rule, RuleBook, RuleBookError } from './rulebook';
export { RULES } from './rules';
export { PatternError } from './word';
