/** Shared things that two browsers changed apart. */
import { describe, expect, it } from 'vitest';
import { registerPage } from '../../office/pages';
import { readPages, readSharedClauses, readSharedPages } from '../../storage/register';
import { openStore } from './fixtures';

const PAGE = registerPage({
  site: 'vk',
  keys: ['vk:id:-1'],
  kind: 'wall',
  name: 'Глава',
  url: 'https://vk.com/club1',
  parentKeys: [],
});

describe('a page', () => {
  it('that was changed once is superseded by the next edit', async () => {
    const store = openStore();
    const { id } = await store.revise('page', 'x', PAGE);
    expect((await readSharedPages(store)).get('x')).toEqual({ body: PAGE, parents: [id], apart: [] });
  });

  it('changed apart has both versions, and an edit leaves the other one open', async () => {
    const store = openStore();
    const { id: first } = await store.revise('page', 'x', PAGE);
    await store.revise('page', 'x', { ...PAGE, norm: 3 }, [first]);
    await store.revise('page', 'x', { ...PAGE, norm: 5 }, [first]);
    const apart = (await readSharedPages(store)).get('x')!;
    expect(apart.apart.map(({ body }) => body.norm).sort()).toEqual([3, 5]);
    expect(apart.body).toEqual(apart.apart[0]?.body);
    expect(apart.parents).toEqual([apart.apart[0]?.id]);
    await store.revise('page', 'x', { ...apart.body, name: 'Другое' }, apart.parents);
    expect((await readSharedPages(store)).get('x')?.apart).toHaveLength(2);
  });

  it('of which two browsers learned different faces has them all, and nobody is asked', async () => {
    const store = openStore();
    const { id: first } = await store.revise('page', 'x', PAGE);
    await store.revise('page', 'x', { ...PAGE, keys: ['vk:id:-1', 'vk:name:a'] }, [first]);
    await store.revise('page', 'x', { ...PAGE, keys: ['vk:id:-1', 'vk:name:b'] }, [first]);
    const { body, parents, apart } = (await readSharedPages(store)).get('x')!;
    expect(body.keys).toEqual(['vk:id:-1', 'vk:name:a', 'vk:name:b']);
    expect(parents).toHaveLength(2);
    expect(apart).toEqual([]);
    expect((await readPages(store)).get('x')).toEqual(body);
  });
});

it('a default clause worded apart in two browsers has both versions', async () => {
  const store = openStore();
  const clause = { id: '8-insult', number: '8', text: 'a', act: '', date: '', actNumber: '', law: '', kinds: [] };
  await store.revise('clause', clause.id, clause, []);
  await store.revise('clause', clause.id, { ...clause, text: 'b' }, []);
  expect(
    (await readSharedClauses(store))
      .get(clause.id)
      ?.apart.map(({ body }) => body.text)
      .sort(),
  ).toEqual(['a', 'b']);
});
