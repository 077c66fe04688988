/** A fault of the storage is told by its code, so that the person reads what to do. */
import { Problem, type ProblemCode } from '../../messages';
import { StorageError } from '../../storage/database';

const FAULTS: Record<StorageError['fault'], ProblemCode> = {
  full: 'storage-full',
  newer: 'storage-newer',
  blocked: 'storage-blocked',
  broken: 'storage-broken',
};

export function told<Args extends unknown[], Result>(answer: (...args: Args) => Promise<Result>) {
  return async (...args: Args): Promise<Result> => {
    try {
      return await answer(...args);
    } catch (error) {
      if (error instanceof StorageError) throw new Problem(FAULTS[error.fault], String(error.cause));
      throw error;
    }
  };
}
