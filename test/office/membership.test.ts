import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Act, Acts, ROLES } from '../../office/acts';
import { memberOf, membershipOf } from '../../office/membership';
import type { Revision } from '../../office/record';
import { signerOf } from '../../office/seal';
import { admitting, Desk, foundOffice, membershipFrom, type Person, person, type TestOffice } from './members';

let people: Person[];
let office: TestOffice;
let desks: Desk[];
const all = (...more: Desk[]): Revision[] => [office.founder, ...desks, ...more].flatMap(({ records }) => records);

/** A founder, two whom he admitted as heads, and one whom the first of them admitted. */
beforeAll(async () => {
  people = await Promise.all(['Анна', 'Борис', 'Вера', 'Глеб'].map(person));
  const [anna, boris, vera, gleb] = people as [Person, Person, Person, Person];
  office = await foundOffice(anna);
  desks = [new Desk(boris), new Desk(vera), new Desk(gleb)];
  await office.founder.act(admitting(office.id, boris, ROLES), boris.id);
  await office.founder.act(admitting(office.id, vera, ROLES), vera.id);
  await desks[0]!.act(admitting(office.id, gleb, ROLES), gleb.id);
});

/** A desk that writes on from where another stands. */
function goOn(desk: Desk): Desk {
  const next = new Desk(desk.who);
  next.records.push(...desk.records);
  return next;
}
const revoking = (member: string, last: Record<string, number> = {}) =>
  ({ type: 'revoke', office: office.id, member, last, reason: '' }) as const;

describe('members', () => {
  it('stand by their distance from the root', async () => {
    const membership = await membershipFrom(office.id, all());
    const distances = people.map(({ id }) => membership.members.get(id)?.distance);
    expect(distances).toEqual([1, 2, 2, 3]);
  });

  it('are the same in any order of the acts, and with any twice', async () => {
    const deeds = await new Acts().read(all());
    const known = membershipOf(deeds, office.id);
    const told = JSON.stringify([...known!.members].sort());
    fc.assert(
      fc.property(fc.shuffledSubarray([...deeds, ...deeds], { minLength: deeds.length * 2 }), (shuffled) => {
        expect(JSON.stringify([...membershipOf(shuffled, office.id)!.members].sort())).toBe(told);
      }),
    );
  });

  it('of another office, or by an act without a seal that verifies, are none', async () => {
    const stranger = await person('Чужой');
    const mine = new Desk(stranger);
    const admission = admitting(office.id, stranger, ROLES);
    await mine.act(admission, stranger.id);
    await mine.write('act', `member:${stranger.id}`, admission);
    const forged = office.founder.records.at(-1)!;
    const body = { ...(forged.body as object), member: stranger.card };
    mine.records.push({ ...forged, body } as Revision);
    const membership = await membershipFrom(office.id, all(mine));
    expect(membership.members.has(stranger.id)).toBe(false);
    expect(membership.accepts({ author: mine.author, seq: 1 })).toBe(false);
    expect(membershipOf(await new Acts().read(all()), stranger.id)).toBeNull();
  });

  it('cannot bring an old act up again in another place', async () => {
    const admission = office.founder.records.at(-1)!;
    expect(await signerOf(admission)).toBe(people[0]!.id);
    expect(await signerOf({ ...admission, seq: admission.seq + 1 })).toBeNull();
    expect(await signerOf({ ...admission, author: desks[0]!.author })).toBeNull();
  });
});

describe('of two revocations against each other', () => {
  it('the one nearer to the root wins', async () => {
    const [anna, boris] = [goOn(office.founder), goOn(desks[0]!)];
    await anna.act(revoking(boris.who.id, { [boris.author]: 1 }));
    await boris.act(revoking(anna.who.id, { [anna.author]: 3 }));
    const membership = await membershipFrom(office.id, all(anna, boris));
    expect(membership.members.get(anna.who.id)?.revoked).toBeNull();
    expect(membership.members.get(boris.who.id)?.revoked).not.toBeNull();
  });

  it('at one distance one of them wins, the same for everybody', async () => {
    const [boris, vera] = [goOn(desks[0]!), goOn(desks[1]!)];
    await boris.act(revoking(vera.who.id));
    await vera.act(revoking(boris.who.id, { [boris.author]: 1 }));
    const membership = await membershipFrom(office.id, all(boris, vera));
    const gone = [boris, vera].filter(({ who }) => membership.members.get(who.id)?.revoked);
    expect(gone).toHaveLength(1);
    expect(gone[0]!.who.id > [boris, vera].find((one) => one !== gone[0])!.who.id).toBe(true);
  });

  it('the root wins over everybody', async () => {
    const [anna, boris] = [goOn(office.founder), goOn(desks[0]!)];
    await anna.act(revoking(boris.who.id, { [boris.author]: 1 }));
    const recovered = new Desk(await person('Новая'));
    await recovered.act(admitting(office.id, recovered.who, ROLES), recovered.who.id, office.root);
    await recovered.act(revoking(anna.who.id, { [anna.author]: 3 }), '', office.root);
    const membership = await membershipFrom(office.id, all(anna, recovered));
    expect(membership.members.get(anna.who.id)?.revoked).not.toBeNull();
    expect(membership.members.get(boris.who.id)?.revoked).toBeNull();
    expect(membership.members.get(recovered.who.id)?.distance).toBe(1);
  });
});

describe('a revocation', () => {
  it('cuts the line at the number that it names', async () => {
    const boris = goOn(desks[0]!);
    await boris.write('template', 'seen', 1);
    await boris.write('template', 'unseen', 1);
    const anna = goOn(office.founder);
    await anna.act(revoking(boris.who.id, { [boris.author]: 2 }));
    const membership = await membershipFrom(office.id, all(anna, boris));
    expect([1, 2, 3].map((seq) => membership.accepts({ author: boris.author, seq }))).toEqual([true, true, false]);
    // A line that nobody had seen has no accepted number.
    expect(membership.accepts({ author: `${boris.who.id}.other`, seq: 1 })).toBe(false);
    // Whom he admitted before it stays.
    expect(membership.members.get(people[3]!.id)?.revoked).toBeNull();
  });

  it('takes those with it whom a member admitted after it', async () => {
    const anna = goOn(office.founder);
    await anna.act(revoking(desks[0]!.who.id));
    const membership = await membershipFrom(office.id, all(anna));
    expect(membership.members.has(people[3]!.id)).toBe(false);
  });

  it('by one who is no head counts for himself alone', async () => {
    const zoya = new Desk(await person('Зоя'));
    const anna = goOn(office.founder);
    await anna.act(admitting(office.id, zoya.who, ['author']), zoya.who.id);
    await zoya.act(revoking(anna.who.id));
    expect((await membershipFrom(office.id, all(anna, zoya))).members.get(anna.who.id)?.revoked).toBeNull();
    await zoya.act(revoking(zoya.who.id, { [zoya.author]: 1 }));
    expect((await membershipFrom(office.id, all(anna, zoya))).members.get(zoya.who.id)?.revoked).not.toBeNull();
  });
});

describe('a stand-in for the head', () => {
  const admitted = async (role: 'author' | 'head', ...more: Desk[]) =>
    (await membershipFrom(office.id, all(...more))).members.get(zoya.who.id)?.roles.includes(role) ?? false;
  const lending = (owner: Person, to: Person, days: [number, number], more: { ended?: true; last?: object } = {}) =>
    ({
      ...{ type: 'lend', office: office.id, owner: owner.id, to: to.id, roles: ['head'], matters: [], comment: '' },
      ...{ from: days[0], until: days[1], ended: false, ...more },
    }) as Act;
  let zoya: Desk;
  let deputy: Desk;
  beforeAll(async () => {
    zoya = new Desk(await person('Зоя'));
    deputy = new Desk(await person('Инна'));
  });
  /** Anna lends Inna the office for these days; `at` of a record is its number. */
  async function lent(days: [number, number]): Promise<{ anna: Desk; inna: Desk }> {
    const [anna, inna] = [goOn(office.founder), goOn(deputy)];
    await anna.act(admitting(office.id, inna.who, ['author']), inna.who.id);
    await anna.act(lending(anna.who, inna.who, days), 'loan');
    return { anna, inna };
  }

  it('admits and revokes while it is lent, and not before or after', async () => {
    for (const [days, counts] of [
      [[0, 10], true],
      [[2, 10], false],
      [[0, 1], false],
    ] as const) {
      const { anna, inna } = await lent([...days]);
      await inna.act(admitting(office.id, zoya.who, ['author']), zoya.who.id);
      expect(await admitted('author', anna, inna)).toBe(counts);
      expect((await membershipFrom(office.id, all(anna, inna))).rolesOf(inna.who.id, 1).includes('head')).toBe(counts);
    }
  });

  it('does nothing that would outlive it: lends nothing on, takes out nobody nearer to the root', async () => {
    const { anna, inna } = await lent([0, 10]);
    await inna.act(revoking(anna.who.id));
    await inna.act(lending(anna.who, zoya.who, [0, 10]), 'on');
    const membership = await membershipFrom(office.id, all(anna, inna));
    expect(membership.members.get(anna.who.id)?.revoked).toBeNull();
    expect(membership.loans.map(({ to }) => to)).toEqual([inna.who.id]);
  });

  it('that is taken back early keeps what was done by then', async () => {
    const { anna, inna } = await lent([0, 10]);
    const loan = anna.records.at(-1)!;
    await inna.act(admitting(office.id, zoya.who, ['author']), zoya.who.id);
    const ended = { ended: true as const, last: { [inna.author]: 1 } };
    await anna.act(lending(anna.who, inna.who, [0, 10], ended), 'loan', undefined, [loan.id]);
    const late = await inna.write('template', 'late', 1);
    const membership = await membershipFrom(office.id, all(anna, inna));
    expect(membership.members.has(zoya.who.id)).toBe(true);
    expect(membership.hasRole(inna.records[0]!, 'head')).toBe(true);
    expect(membership.hasRole(late, 'head')).toBe(false);
    expect(membership.rolesOf(inna.who.id, 2)).toEqual(['author']);
  });

  it('is none by the word of one who is farther from the root than he', async () => {
    const [boris, gleb] = [goOn(desks[0]!), goOn(desks[2]!)];
    const anna = goOn(office.founder);
    await anna.act({ type: 'grant', office: office.id, member: boris.who.id, roles: ['author'], after: {} });
    await gleb.act(lending(gleb.who, boris.who, [0, 10]), 'loan');
    expect((await membershipFrom(office.id, all(anna, gleb))).rolesOf(boris.who.id, 1)).toEqual(['author']);
  });
});

it('an author id tells its member, and one from before an office has none', () => {
  expect(memberOf(`${'a'.repeat(32)}.1234abcd`)).toBe('a'.repeat(32));
  expect(memberOf('c0ffee00-0000-4000-8000-000000000001')).toBeNull();
});
