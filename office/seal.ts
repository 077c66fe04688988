/**
 * What is signed singly: acts about members, and approvals. The signature covers the whole record but its id and itself,
 * the author's number and the parents too, so that nobody can bring an old one up again in another place.
 */
import * as z from 'zod/mini';
import { idOfKey, isSigned, type KeyPairs, PublicKey, publicKeys, signed } from './keys';
import { type Content, canonical, type Revision, wellFormed } from './record';

export const Seal = z.strictObject({ key: PublicKey, signature: z.string() });
export type Seal = z.infer<typeof Seal>;

const Sealed = z.looseObject({ seal: Seal });

/** A content with its body signed. @throws TypeError for a body that JSON cannot hold */
export async function withSeal<C extends Content>(content: C, keys: KeyPairs): Promise<C> {
  const { sign: key } = await publicKeys(keys);
  const body = JSON.parse(JSON.stringify(wellFormed(content.body))) as object;
  const signature = await signed(keys.sign.privateKey, spoken({ ...content, body: { ...body, seal: { key } } }));
  return { ...content, body: { ...body, seal: { key, signature } } };
}

/** Id of the key that signed a record, or null when none did. */
export async function signerOf({ id: _, ...content }: Revision): Promise<string | null> {
  const body = Sealed.safeParse(content.body);
  if (!body.success) return null;
  const { key, signature } = body.data.seal;
  const told = spoken({ ...content, body: { ...body.data, seal: { key } } });
  return (await isSigned(key, told, signature)) ? idOfKey(key) : null;
}

/** By record: who signed it. Records never change, so nothing is verified twice. */
export class Signers {
  readonly #known = new Map<string, string | null>();

  async of(records: readonly Revision[]): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    const fresh = records.filter(({ id }) => !this.#known.has(id));
    await Promise.all(fresh.map(async (record) => this.#known.set(record.id, await signerOf(record))));
    for (const { id } of records) {
      const signer = this.#known.get(id);
      if (signer) found.set(id, signer);
    }
    return found;
  }
}

const spoken = (content: object): string => `smotritel record\n${canonical(content)}`;
