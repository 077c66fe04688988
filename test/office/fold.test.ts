import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Acts, type Deed, ROLES } from '../../office/acts';
import { fold, stateHash } from '../../office/fold';
import { type OfficeRecord, type Revision, sealRevision } from '../../office/record';
import { admitting, Desk, foundOffice, person, type TestOffice } from './members';

let office: TestOffice;
let desks: Desk[];
let deeds: Deed[];

/** An office of three; the third is revoked after the first of his records. */
beforeAll(async () => {
  const people = await Promise.all(['Анна', 'Борис', 'Вера'].map(person));
  office = await foundOffice(people[0]!);
  desks = [office.founder, new Desk(people[1]!), new Desk(people[2]!)];
  await office.founder.act(admitting(office.id, people[1]!, ROLES), people[1]!.id);
  await office.founder.act(admitting(office.id, people[2]!, ['author']), people[2]!.id);
  const last = { [desks[2]!.author]: 1 };
  await office.founder.act({ type: 'revoke', office: office.id, member: people[2]!.id, last, reason: '' });
  deeds = await new Acts().read(office.founder.records);
});

/** One deed in a random history: a browser learns what another knows, or writes over what it has. */
const step = fc.oneof(
  fc.record({ who: fc.nat(2), from: fc.nat(2) }),
  fc.record({ who: fc.nat(2), entity: fc.constantFrom('roads', 'snow', 'water'), body: fc.nat(3) }),
);

/** What everybody wrote, from a history of exchanges and edits with whole partitions in it. */
async function historyOf(steps: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[]) {
  const acts = [...office.founder.records];
  const browsers = desks.map(({ who }) => ({ desk: new Desk(who, 'test'), known: new Map<string, Revision>() }));
  const written: Revision[] = [];
  for (const one of steps) {
    const { desk, known } = browsers[one.who]!;
    if ('from' in one) {
      for (const [id, record] of browsers[one.from]!.known) known.set(id, record);
      continue;
    }
    const before = [...known.values()].filter(({ entity }) => entity === one.entity);
    const superseded = new Set(before.flatMap(({ parents }) => parents));
    const parents = before.map(({ id }) => id).filter((id) => !superseded.has(id));
    const record = await desk.write('template', one.entity, { n: one.body, at: desk.last }, parents);
    known.set(record.id, record);
    written.push(record);
  }
  return { acts, written };
}

describe('the fold', () => {
  it('gives the same state for the same set, in any order, with duplicates, in any parts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.infiniteStream(fc.nat()), async (steps, random) => {
        const { acts, written } = await historyOf(steps);
        const records = [...acts, ...written];
        const hash = await stateHash(fold(records, deeds, office.id));
        const draw = (below: number): number => (random.next().value as number) % Math.max(1, below);
        const shuffled = [...records, ...records.filter(() => draw(2) === 0)];
        for (let at = shuffled.length - 1; at > 0; at -= 1) {
          const other = draw(at + 1);
          [shuffled[at], shuffled[other]] = [shuffled[other]!, shuffled[at]!];
        }
        // Broken off anywhere and begun again: what was folded before does not matter.
        fold(shuffled.slice(0, draw(shuffled.length)), deeds, office.id);
        expect(await stateHash(fold(shuffled, [...deeds].reverse(), office.id))).toBe(hash);
      }),
      { numRuns: 60 },
    );
  });

  it('loses no edit: each is in force, superseded by one who saw it, or stands beside', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { acts, written } = await historyOf(steps);
        const { things, aside } = fold([...acts, ...written], deeds, office.id);
        const heads = new Set(things.flatMap((thing) => thing.heads));
        const counted = written.filter(({ id }) => !aside.includes(id));
        const superseded = new Set(counted.flatMap(({ parents }) => parents));
        for (const { id } of counted) expect(heads.has(id) || superseded.has(id)).toBe(true);
        for (const thing of things) expect(thing.heads).toContain(thing.current);
      }),
      { numRuns: 60 },
    );
  });

  it('sets aside what a revoked member wrote beyond the accepted number, and what a stranger wrote', async () => {
    const [, , gone] = desks as [Desk, Desk, Desk];
    const mine = new Desk(gone.who);
    const early = await mine.write('template', 'roads', 1);
    const late = await mine.write('template', 'roads', 2, [early.id]);
    const stranger = new Desk(await person('Чужой'));
    const foreign = await stranger.write('template', 'roads', 3, [late.id]);
    const { things, aside } = fold([...office.founder.records, early, late, foreign], deeds, office.id);
    expect(aside).toEqual([late.id, foreign.id].sort());
    expect(things.find(({ entity }) => entity === 'roads')?.current).toBe(early.id);
  });

  it('names a number that stands for two contents, and keeps both', async () => {
    const place = { version: 2, kind: 'template', entity: 'roads', at: 0, author: 'a', seq: 1 } as const;
    const twins = await Promise.all(
      [1, 2].map((body) => sealRevision({ ...place, parents: [], previous: null, body })),
    );
    const { forks, things } = fold([...twins, ...twins], [], null);
    const ids = twins.map(({ id }) => id).sort();
    expect(forks).toEqual([{ author: 'a', seq: 1, ids }]);
    expect(things[0]?.heads).toEqual(ids);
  });

  it('keeps records of later versions out of the state and names them', async () => {
    const later = {
      version: 9,
      id: 'f'.repeat(64),
      kind: 'template',
      entity: 'roads',
      parents: [],
      at: 0,
      author: 'a',
    };
    const { later: named, things } = fold([{ ...later, seq: 1, news: true } as OfficeRecord], [], null);
    expect(named).toEqual([later.id]);
    expect(things).toEqual([]);
  });
});
