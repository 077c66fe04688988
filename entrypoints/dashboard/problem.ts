/** The sentence for whatever went wrong. */
import { Problem, type ProblemCode } from '../../messages';
import { StorageError } from '../../storage/database';

export function problemCode(error: unknown): ProblemCode {
  if (error instanceof Problem) return error.code;
  if (error instanceof StorageError) return `storage-${error.fault}`;
  return 'unexpected';
}
