/** A page that was registered twice: what was seen of it becomes one. */
import { expect, it } from 'vitest';
import { readAside, retryAside } from '../../storage/aside';
import { uniteSeen } from '../../storage/one-page';
import { readComments, readWeeks, saveComments } from '../../storage/sightings';
import { comment, NOW, openStore } from './fixtures';

it('comments and weeks of both entries are united, and put back by the undo', async () => {
  const store = openStore();
  await saveComments(store, 'a', [comment('1'), comment('2')], NOW);
  await saveComments(store, 'b', [comment('2', { permalink: 'https://vk.com/x' }), comment('3')], NOW + 1);
  const before = await store.all('comments');
  const undo = await uniteSeen(store, 'b', 'a');
  const united = await readComments(store, 'a');
  expect(united.map(({ id }) => id)).toEqual(['1', '2', '3']);
  expect(united[1]).toMatchObject({ page: 'a', firstSeen: NOW, lastSeen: NOW + 1 });
  expect(united[1]?.comment.permalink).toBe('https://vk.com/x');
  // Nothing is lost by a mistake.
  expect(await readComments(store, 'b')).toHaveLength(2);
  await undo();
  expect(await store.all('comments')).toEqual(before);
});

it('the week that says more stays', async () => {
  const store = openStore();
  const least = { week: '2026-W48', exact: false, state: 'atLeast' as const, readBackTo: null, asOf: NOW };
  const counts = [1, 2].map((n) => ({ ...least, count: n, unknown: 0, posts: [] }));
  await store.write(['weeks'], async (transaction) => {
    const weeks = transaction.objectStore('weeks');
    for (const [n, page] of ['a', 'b'].entries()) {
      await weeks.put({ version: 1, page, week: '2026-W48', count: counts[n]! });
    }
  });
  await uniteSeen(store, 'b', 'a');
  expect((await readWeeks(store, 'a')).map(({ count }) => count.count)).toEqual([2]);
});

it('what was set aside goes back once it can be read, and what cannot stays', async () => {
  const store = openStore();
  await saveComments(store, 'a', [comment('1')], NOW);
  const [record] = await store.all('comments');
  await store.write(['comments', 'setAside'], async (transaction) => {
    await transaction.objectStore('comments').delete(['a', '1']);
    const aside = { version: 1 as const, store: 'comments', reason: 'version', at: NOW };
    await transaction.objectStore('setAside').add({ ...aside, record });
    await transaction.objectStore('setAside').add({ ...aside, record: { page: 'a' } });
  });
  expect(await retryAside(store)).toEqual({ back: 1, left: 1 });
  expect(await store.all('comments')).toEqual([record]);
  expect(await readAside(store)).toHaveLength(1);
});
