/**
 * Signatures over this browser's own records, laid soon after they are written and whether or not there is anybody to
 * exchange with: so a case is signed in an office of one, too. And all that are kept, verified.
 */

import type { CheckedSeal, SignatureFacts } from '../moderation/signatures';
import { isSigned, signed } from '../office/keys';
import { type Membership, memberOf } from '../office/membership';
import { isKnown, type OfficeRecord } from '../office/record';
import { digestOf } from '../sync/names';
import { payloadOf, type Seal } from '../sync/segment';
import { StoredLedger, StoredSeal } from './ledger';
import { exclusive } from './lock';
import type { Store } from './store';

/** Records under one signature: few signatures for a long line, and little to sign again when it grows. */
const RUN = 500;

/**
 * Signs what this browser wrote and has not signed. The last run of a line is signed again with what was added to it; a
 * signature over what is no longer here stays, because it alone tells that something is gone.
 * @returns how many records were not signed before; 0 where there is no office
 * @throws StorageError
 */
export async function signOwn(store: Store): Promise<number> {
  const self = await store.belonging.self();
  if (!self) return 0;
  return exclusive('smotritel-seals', async () => {
    const ledger = new StoredLedger(store);
    let fresh = 0;
    for (const author of await ledger.authors()) {
      const member = memberOf(author);
      if (member !== null && member !== self.member) continue;
      const former = await ledger.seals(author);
      const covered = new Set(former.flatMap(({ ids }) => ids));
      const ids = await ledger.ids(author);
      const bare = ids.filter((id) => !covered.has(id)).length;
      if (bare === 0) continue;
      const kept: Seal[] = [];
      for (let at = 0; at < ids.length; at += RUN) {
        const run = ids.slice(at, at + RUN);
        if (run.every((id) => covered.has(id))) continue;
        const payload = payloadOf(self.office, author, await digestOf(run));
        kept.push({ ids: run, signer: self.member, signature: await signed(self.keys.sign.privateKey, payload) });
      }
      const dropped = former.filter((seal) => kept.some(({ ids: run }) => seal.ids.every((id) => run.includes(id))));
      await ledger.keepSeals(author, kept, dropped);
      fresh += bare;
    }
    return fresh;
  });
}

/**
 * What is signed of these records, verified with the keys that the office's acts name.
 * @param pause awaited now and then, so that the page stays alive
 * @returns null where there is no office
 * @throws StorageError
 */
export async function readSignatures(
  store: Store,
  records: readonly OfficeRecord[],
  pause: () => Promise<void>,
): Promise<SignatureFacts | null> {
  const [self, membership] = await Promise.all([store.belonging.self(), store.belonging.membership()]);
  if (!membership) return null;
  const authors = new Set(records.map(({ author }) => author));
  const seals: CheckedSeal[] = [];
  for (const stored of await store.read((database) => database.getAll('seals'))) {
    const read = StoredSeal.safeParse(stored);
    if (!read.success || !authors.has(read.data.author)) continue;
    seals.push(await checked(read.data, membership));
    if (seals.length % 50 === 0) await pause();
  }
  return {
    seals,
    single: await readSingle(store, membership, records, pause),
    isOwn: (author) => memberOf(author) === null || memberOf(author) === self?.member,
  };
}

async function checked({ author, signer, ids, signature }: StoredSeal, office: Membership): Promise<CheckedSeal> {
  const member = memberOf(author);
  const keys = office.members.get(signer)?.keys;
  const verdict = async (): Promise<CheckedSeal['verdict']> => {
    if (member !== null && member !== signer) return 'bad';
    if (!keys) return 'unknown';
    const payload = payloadOf(office.office, author, await digestOf(ids));
    return (await isSigned(keys.sign, payload, signature)) ? 'good' : 'bad';
  };
  return { author, signer, ids, verdict: await verdict() };
}

/** Acts and approvals bear a seal in their body: the author's own, or the root's. */
async function readSingle(
  store: Store,
  { office, members }: Membership,
  records: readonly OfficeRecord[],
  pause: () => Promise<void>,
): Promise<Map<string, string | null>> {
  const sealed = records
    .filter(isKnown)
    .filter(({ body }) => typeof body === 'object' && body !== null && 'seal' in body);
  const single = new Map<string, string | null>();
  for (let at = 0; at < sealed.length; at += 100) {
    const portion = sealed.slice(at, at + 100);
    const signers = await store.belonging.signers.of(portion);
    for (const { id, author } of portion) {
      const signer = signers.get(id) ?? null;
      const isRight = signer === office || (signer !== null && members.has(signer) && signer === memberOf(author));
      single.set(id, isRight ? signer : null);
    }
    await pause();
  }
  return single;
}
