/** Records of removed members that do not count, because nobody who removed them had seen them. */
import { ACT } from '../office/acts';
import { APPROVAL } from '../office/approval';
import { memberOf } from '../office/membership';
import { canonical, isKnown, type Revision } from '../office/record';
import { OfficeError } from './office';
import { highestNumbers } from './records';
import type { Store } from './store';

/** What nobody can take over: a signature is its author's own. */
const PERSONAL: readonly string[] = [ACT, APPROVAL];

/** By author and number; those that somebody accepted already are left out. @throws StorageError */
export async function readUncounted(store: Store): Promise<Revision[]> {
  const membership = await store.belonging.membership();
  if (!membership) return [];
  const numbers = await highestNumbers(
    store,
    (author) => membership.members.get(memberOf(author) ?? '')?.revoked != null,
  );
  const found: Revision[] = [];
  for (const author of Object.keys(numbers).sort()) {
    const last = membership.members.get(memberOf(author) ?? '')?.revoked?.last[author] ?? 0;
    const beyond = IDBKeyRange.bound([author, last + 1], [author, Number.MAX_SAFE_INTEGER]);
    const records = await store.read((database) => database.getAllFromIndex('revisions', 'author', beyond));
    found.push(...(await store.whole('revisions', records)).filter(isKnown));
  }
  const open = found.filter(({ kind }) => !PERSONAL.includes(kind));
  const isAccepted = await Promise.all(open.map((record) => isTaken(store, record)));
  return open.filter((_, index) => !isAccepted[index]);
}

async function isTaken(store: Store, { kind, entity, body }: Revision): Promise<boolean> {
  const said = canonical(body);
  return (await store.history(entity)).some((one) => one.kind === kind && canonical(one.body) === said);
}

/** Makes what such a record says one's own record. @throws OfficeError when there is no such record */
export async function acceptUncounted(store: Store, id: string): Promise<Revision> {
  const record = (await readUncounted(store)).find((one) => one.id === id);
  if (!record) throw new OfficeError('unknown-record');
  return store.revise(record.kind, record.entity, record.body);
}
