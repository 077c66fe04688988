import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  byEntity,
  type Content,
  conflicted,
  current,
  heads,
  isWhole,
  missingParents,
  Revision,
  sealRevision,
} from '../../office/revisions';

const content = (changes: Partial<Content> = {}): Content =>
  ({
    version: 1,
    kind: 'template',
    entity: 'roads',
    parents: [],
    at: 1_764_000_000_000,
    author: 'browser-a',
    seq: 1,
    body: { title: 'Дороги' },
    ...changes,
  }) as Content;

const write = (parents: readonly Revision[], body: unknown, changes: Partial<Content> = {}): Promise<Revision> =>
  sealRevision(content({ parents: parents.map(({ id }) => id), body, ...changes }));

describe('the id of a revision', () => {
  it('is the SHA-256 of its canonical JSON', async () => {
    const revision = await sealRevision(content());
    // printf '%s' '{"at":1764000000000,"author":"browser-a","body":{"title":"Дороги"},"entity":"roads","kind":"template",
    // "parents":[],"seq":1,"version":1}' | sha256sum
    expect(revision.id).toBe('a59faa27155970c82db8107d7ba8bc33a400e06263ff16ec37b2bc0e1a88ac9f');
    expect(Revision.parse(revision)).toEqual(revision);
  });

  it.each<[string, Partial<Content>]>([
    ['the body', { body: { title: 'Снег' } }],
    ['the entity', { entity: 'snow' }],
    ['the parents', { parents: ['a'.repeat(64)] }],
    ['the author', { author: 'browser-b' }],
    ['the running number', { seq: 2 }],
    ['the time', { at: 0 }],
  ])('changes with %s', async (_, changes) => {
    expect((await sealRevision(content(changes))).id).not.toBe((await sealRevision(content())).id);
  });

  it('shows that a revision was altered', async () => {
    const revision = await sealRevision(content());
    expect(await isWhole(revision)).toBe(true);
    expect(await isWhole({ ...revision, body: { title: 'Снег' } })).toBe(false);
    expect(await isWhole({ ...revision, body: Number.NaN })).toBe(false);
  });

  it('is the same for any JSON body after a trip through a file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), async (body) => {
        const revision = await sealRevision(content({ body }));
        expect(await isWhole(revision)).toBe(true);
        expect(await isWhole(JSON.parse(JSON.stringify(revision)))).toBe(true);
      }),
    );
  });

  it('is given to a text with half an emoji, which is kept as a replacement sign', async () => {
    const revision = await sealRevision(content({ body: { text: 'Спасибо \ud83d' } }));
    expect(revision.body).toEqual({ text: 'Спасибо \ufffd' });
    expect(await isWhole(revision)).toBe(true);
  });

  it('leaves out what is undefined, as a file would', async () => {
    const revision = await sealRevision(content({ body: { title: 'Дороги', note: undefined } }));
    expect(revision.body).toStrictEqual({ title: 'Дороги' });
  });

  const cycle: unknown[] = [];
  cycle.push(cycle);
  it.each([
    ['NaN', Number.NaN],
    ['a number without end', { norm: Number.POSITIVE_INFINITY }],
    ['a cycle', cycle],
    ['nothing', undefined],
    ['a function', () => 1],
    ['a bigint', 1n],
  ])('is refused to %s', async (_, body) => {
    await expect(sealRevision(content({ body }))).rejects.toThrow(TypeError);
  });
});

describe('a stored revision', () => {
  it('of a kind that this version does not know is kept', async () => {
    const revision = await sealRevision(content({ kind: 'invitation', body: { anything: [1] } }));
    expect(Revision.safeParse(revision).success).toBe(true);
  });

  it('with a field that its id does not cover is not understood', async () => {
    expect(Revision.safeParse({ ...(await sealRevision(content())), signature: 'x' }).success).toBe(false);
  });
});

describe('the fold', () => {
  it('takes the last of a line of edits', async () => {
    const first = await write([], 'a');
    const second = await write([first], 'b');
    expect(heads([second, first])).toEqual([second]);
    expect(current([second, first])).toEqual(second);
    expect(conflicted([second, first])).toBe(false);
  });

  it('keeps both edits made apart and takes the one with the longer history', async () => {
    const first = await write([], 'a');
    const here = await write([first], 'b');
    const there = await write([await write([first], 'c'), first], 'd');
    const middle = await write([first], 'c');
    const all = [there, middle, first, here];
    expect(heads(all)).toEqual([here, there].sort((a, b) => (a.id < b.id ? -1 : 1)));
    expect(conflicted(all)).toBe(true);
    expect(current(all)).toEqual(there);
  });

  it('ends with a merge that names both', async () => {
    const first = await write([], 'a');
    const apart = [await write([first], 'b'), await write([first], 'c')];
    const merge = await write(apart, 'd');
    expect(current([first, ...apart, merge])).toEqual(merge);
    expect(conflicted([first, ...apart, merge])).toBe(false);
  });

  it('sees no conflict when both wrote the same', async () => {
    const apart = [await write([], { a: 1, b: 2 }), await write([], { b: 2, a: 1 }, { author: 'browser-b' })];
    expect(heads(apart)).toHaveLength(2);
    expect(conflicted(apart)).toBe(false);
  });

  it('names the parents that have not arrived', async () => {
    const lost = await write([], 'a');
    const arrived = await write([lost], 'b');
    expect(missingParents([arrived])).toEqual([lost.id]);
    expect(current([arrived])).toEqual(arrived);
  });

  it('is nothing for nothing', () => {
    expect([heads([]), current([]), conflicted([])]).toEqual([[], null, false]);
  });

  it('ends even where foreign data form a cycle', () => {
    const loop = ['a', 'b', 'c', 'd'].map((id) => ({ ...content(), id }) as Revision);
    const [a, b, c, d] = loop as [Revision, Revision, Revision, Revision];
    a.parents = ['b'];
    b.parents = ['a'];
    c.parents = ['a'];
    d.parents = ['b'];
    expect(current(loop)).toBe(c);
  });

  /** Any history: each revision supersedes some of the earlier ones. */
  const history = fc.array(fc.array(fc.nat(20), { maxLength: 3 }), { minLength: 1, maxLength: 20 }).map((choices) =>
    choices.map((parents, index) => {
      const ids = index === 0 ? [] : [...new Set(parents.map((parent) => `r${String(parent % index)}`))];
      return { ...content({ parents: ids, body: index % 4, seq: index + 1 }), id: `r${index}` } as Revision;
    }),
  );

  it('does not depend on order or repetition, and loses no edit', () => {
    const shuffled = history.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
    );
    fc.assert(
      fc.property(shuffled, ([all, mixed]) => {
        expect(heads(mixed)).toEqual(heads(all));
        expect(current(mixed)).toEqual(current(all));
        expect(conflicted(mixed)).toBe(conflicted(all));
        expect(heads(all)).toContain(current(all));
        // Every revision is a head or has one above it.
        const reached = new Set(heads(all).map(({ id }) => id));
        for (const id of reached) for (const parent of all.find((one) => one.id === id)!.parents) reached.add(parent);
        expect(reached.size).toBe(all.length);
      }),
    );
  });

  it('sorts revisions by entity', async () => {
    const roads = await write([], 'a');
    const snow = await write([], 'a', { entity: 'snow' });
    expect(byEntity([roads, snow, roads])).toEqual(
      new Map([
        ['roads', [roads, roads]],
        ['snow', [snow]],
      ]),
    );
  });
});
