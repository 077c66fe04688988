import { describe, expect, it } from 'vitest';
import { DEFAULT_CLAUSES } from '../../detection/clauses';
import { registerPage } from '../../office/pages';
import { emptyProfile } from '../../replies/profile';
import { approved, created, edited } from '../../replies/template';
import {
  PROFILE,
  readApproved,
  readClauses,
  readExceptions,
  readPages,
  readProfile,
  readTemplates,
} from '../../storage/register';
import { openStore } from './fixtures';

const PAGE = registerPage({
  site: 'vk',
  keys: ['vk:id:-1'],
  kind: 'wall',
  name: 'Глава',
  url: 'https://vk.com/club1',
  parentKeys: [],
});

describe('the register', () => {
  it('is empty, with the clauses of the decree, while nothing was written', async () => {
    const store = openStore();
    expect(await readPages(store)).toEqual(new Map());
    expect(await readProfile(store)).toEqual(emptyProfile());
    expect(await readClauses(store)).toEqual(DEFAULT_CLAUSES);
    expect(await readTemplates(store)).toEqual(new Map());
    expect(await readExceptions(store)).toEqual([]);
  });

  it('holds pages as they were last written, removed ones among them', async () => {
    const store = openStore();
    await store.revise('page', 'x', PAGE);
    await store.revise('page', 'x', { ...PAGE, norm: 3, removed: true });
    expect(await readPages(store)).toEqual(new Map([['x', { ...PAGE, norm: 3, removed: true }]]));
  });

  it('keeps the last page that can be read when a later body cannot', async () => {
    const store = openStore();
    await store.revise('page', 'x', PAGE);
    await store.revise('page', 'x', { ...PAGE, site: 'max' });
    expect(await readPages(store)).toEqual(new Map([['x', PAGE]]));
    expect(await store.history('x')).toHaveLength(2);
  });

  it('has the profile, and clauses in the office’s own wording beside its own ones', async () => {
    const store = openStore();
    const profile = { ...emptyProfile(), fullName: 'Администрация Новосельского сельского поселения' };
    await store.revise('profile', PROFILE, profile);
    const [first] = DEFAULT_CLAUSES;
    await store.revise('clause', first!.id, { ...first!, text: 'Своими словами' });
    await store.revise('clause', 'own', { ...first!, id: 'own', number: '9' });
    expect(await readProfile(store)).toEqual(profile);
    const clauses = await readClauses(store);
    expect(clauses.map(({ id }) => id)).toEqual([...DEFAULT_CLAUSES.map(({ id }) => id), 'own']);
    expect(clauses[0]!.text).toBe('Своими словами');
  });

  it('offers only approved texts, the approved one also while a newer draft waits', async () => {
    const store = openStore();
    const draft = await store.revise('template', 'roads', created('Дороги', 'Дорогу почистят').body, []);
    expect(await readApproved(store)).toEqual([]);
    const step = approved({ id: draft.id, parents: [], body: created('Дороги', 'Дорогу почистят').body });
    const inUse = await store.revise('template', 'roads', step.body, step.parents);
    const edit = edited({ id: inUse.id, parents: inUse.parents, body: step.body }, { text: 'Почистим' });
    await store.revise('template', 'roads', edit.body, edit.parents);
    const offered = await readApproved(store);
    expect(offered.map(({ id, template }) => [id, template.text])).toEqual([['roads', 'Дорогу почистят']]);
  });

  it('forgets an exception that was taken back', async () => {
    const store = openStore();
    await store.revise('exception', 'a', { dismissed: true });
    await store.revise('exception', 'b', { dismissed: true });
    await store.revise('exception', 'b', { dismissed: false });
    expect(await readExceptions(store)).toEqual(['a']);
  });
});
