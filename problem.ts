/** A request that failed, by its code. A file of its own, since the content script carries no schema. */
import type { ProblemCode } from './messages';

export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    message: string,
  ) {
    super(message);
    this.name = 'Problem';
  }
}
