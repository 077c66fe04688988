/**
 * The office's keys beside the records. The act that brings a new key lies in a file which that very key opens, so a
 * browser that was away meanwhile could never read it, and neither could the root on a clean PC. So everybody leaves all
 * of them on the remote as a letter: each wrapped to those who may have it, the root too, and of no use to anybody else.
 */
import * as z from 'zod/mini';
import { type Bytes, fromUtf8, utf8 } from '../office/bytes';
import { Wrapped } from '../office/keys';
import type { OfficeKey } from '../office/membership';
import { postLetter, readLetters } from '../sync/letters';
import type { Outcome } from '../sync/outcome';
import { type Remote, RemoteError } from '../sync/remote';
import type { Store } from './store';

/** Name of the box, as of an invitation's. */
const BOX = 'keys';

const Letter = z.object({
  format: z.literal('smotritel keys'),
  keys: z.array(z.object({ id: z.string(), wrapped: z.record(z.string(), Wrapped) })),
});

/** Whether there were files that no key known here opens. */
export function lacksKey({ aside }: Pick<Outcome, 'aside'>): boolean {
  return aside.some(({ reason }) => reason === 'key');
}

/** Keys from all letters; what is no such letter, or cannot be had now, is passed over. @throws StorageError */
export async function takeKeys(store: Store, remote: Remote): Promise<OfficeKey[]> {
  const membership = await store.belonging.membership();
  return membership ? readKeys(remote, membership.office) : [];
}

/** As `takeKeys`, for whoever belongs to no office yet. */
export async function readKeys(remote: Remote, office: string): Promise<OfficeKey[]> {
  const letters = await orNothing(() => readLetters(remote, office, BOX, 'answer'));
  return (letters ?? []).flatMap(keysIn);
}

function keysIn(letter: Bytes): OfficeKey[] {
  try {
    return Letter.parse(JSON.parse(fromUtf8(letter))).keys;
  } catch {
    return [];
  }
}

/**
 * Leaves the keys once for every new one. One that fails is left the next time.
 * @param place what is remembered of it; null: nothing is, as for a file
 * @param isEmptied what was left there is gone
 */
export async function leaveKeys(store: Store, remote: Remote, place: string | null, isEmptied = false): Promise<void> {
  const membership = await store.belonging.membership();
  const newest = membership?.keys.at(-1)?.id;
  if (!membership || !newest) return;
  const name = `keys left ${place}`;
  if (place !== null && !isEmptied && (await store.read((database) => database.get('meta', name)))?.value === newest)
    return;
  const keys = membership.keys.map(({ id, wrapped }) => ({ id, wrapped: { ...wrapped } }));
  const letter = utf8(JSON.stringify({ format: 'smotritel keys', keys } satisfies z.infer<typeof Letter>));
  const isLeft = await orNothing(async () => {
    await postLetter(remote, membership.office, BOX, 'answer', letter);
    return true;
  });
  if (!isLeft || place === null) return;
  await store.write(['meta'], async (transaction) => {
    await transaction.objectStore('meta').put({ name, value: newest });
  });
}

/** What a remote does not give or take now is no fault of the exchange, which has told of it. */
async function orNothing<Value>(work: () => Promise<Value>): Promise<Value | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RemoteError) return null;
    throw error;
  }
}
