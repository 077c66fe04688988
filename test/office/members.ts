/** Offices in memory: members with real keys, acts sealed as the storage would seal them. */
import { ACT, type Act, Acts, actEntity, type Card, type Role } from '../../office/acts';
import { idOfKey, type KeyPairs, makeKeys, type PublicKeys, publicKeys } from '../../office/keys';
import { type Membership, membershipOf } from '../../office/membership';
import { type Revision, sealRevision } from '../../office/record';
import { withSeal } from '../../office/seal';

export interface Person {
  id: string;
  name: string;
  keys: KeyPairs;
  card: Card;
}

export async function person(name: string): Promise<Person> {
  const keys = await makeKeys();
  const open: PublicKeys = await publicKeys(keys);
  return { id: await idOfKey(open.sign), name, keys, card: { name, post: '', keys: open } };
}

/** One browser: it writes a line of records under one author id. */
export class Desk {
  readonly records: Revision[] = [];
  readonly author: string;

  constructor(
    readonly who: Person,
    suffix = 'desk',
  ) {
    this.author = `${who.id}.${suffix}`;
  }

  get last(): number {
    return this.records.length;
  }

  async write(kind: string, entity: string, body: unknown, parents: readonly string[] = []): Promise<Revision> {
    return this.put(await sealRevision({ ...this.place(kind, entity, parents), body }));
  }

  async sign(kind: string, entity: string, body: object, keys = this.who.keys, parents: readonly string[] = []) {
    return this.put(await sealRevision(await withSeal({ ...this.place(kind, entity, parents), body }, keys)));
  }

  act(act: Act, subject = '', keys?: KeyPairs, parents?: readonly string[]): Promise<Revision> {
    return this.sign(ACT, actEntity(act, subject), act, keys, parents);
  }

  private place(kind: string, entity: string, parents: readonly string[]) {
    const previous = this.records.at(-1)?.id ?? null;
    const seq = this.records.length + 1;
    return {
      version: 2 as const,
      kind,
      entity,
      parents: [...parents].sort(),
      at: seq,
      author: this.author,
      seq,
      previous,
    };
  }

  private put(record: Revision): Revision {
    this.records.push(record);
    return record;
  }
}

export interface TestOffice {
  id: string;
  root: KeyPairs;
  founder: Desk;
}

export async function foundOffice(founder: Person): Promise<TestOffice> {
  const root = await makeKeys();
  const open = await publicKeys(root);
  const id = await idOfKey(open.sign);
  const desk = new Desk(founder);
  await desk.act({ type: 'found', office: id, root: open, founder: founder.card }, '', root);
  return { id, root, founder: desk };
}

export function admitting(office: string, who: Person, roles: readonly Role[]): Act {
  return { type: 'admit', office, member: who.card, roles: [...roles], keys: {} };
}

export async function membershipFrom(office: string, records: readonly Revision[]): Promise<Membership> {
  const membership = membershipOf(await new Acts().read(records), office);
  if (!membership) throw new Error('no office');
  return membership;
}
