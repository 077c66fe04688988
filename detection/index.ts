/** What breaks the rules: the public face of the judge. Pure TypeScript, the same in Node, a worker and a test. */

export {
  additionFault,
  additionsOf,
  MOST_ADDITIONS,
  officeRules,
  WordAddition,
} from './additions';
export { DEFAULT_CLAUSES } from './clauses';
export { createJudge, type Judge, type JudgeOptions, RuleJudge } from './judge';
export { textKey } from './key';
export { Model } from './model/model';
export { readWeights, type Weights, WeightsError, writeWeights } from './model/weights';
export { Previewer, teachable } from './preview';
export { compileImage, RuleBookError } from './rulebook';
export { RULES } from './rules';
