/** The weekly notice: in the office's hours, once a week, and never while an exchange has everything. */
import 'fake-indexeddb/auto';
import { beforeEach, expect, it, type Mock, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { BackupReminder } from '../../entrypoints/background/backup';
import { Office } from '../../entrypoints/background/office';
import type { Publishing } from '../../entrypoints/background/publishing';
import { makeBackupKey } from '../../office/backup';
import type { Store } from '../../storage/store';
import { DAY, NOW, openStore } from '../storage/fixtures';

vi.setConfig({ testTimeout: 30_000 });

let shown: Mock;

beforeEach(() => {
  shown = vi.fn(async () => 'id');
  vi.spyOn(browser.notifications, 'create').mockImplementation(shown as never);
});

function reminderOf(store: Store, isOpen = true): BackupReminder {
  const calendar = async () => ({ clock: { isOpen: () => isOpen } });
  return new BackupReminder(store, new Office(store, () => Promise.reject(new Error('no judge is needed'))), {
    calendar,
  } as unknown as Publishing);
}

it('asks a week after the first look, and then once a week', async () => {
  const store = openStore();
  const reminder = reminderOf(store);
  expect(await reminder.look(NOW - DAY)).toBe(false);
  await store.revise('template', 'roads', 'Дороги');
  const asked = [];
  for (let day = 0; day <= 21; day++) asked.push(await reminder.look(NOW + day * DAY));
  expect(asked.flatMap((was, day) => (was ? [day] : []))).toEqual([7, 14, 21]);
  expect(shown).toHaveBeenCalledTimes(3);
});

it('keeps quiet outside the hours, and while a copy is young', async () => {
  const store = openStore();
  await store.revise('template', 'roads', 'Дороги');
  await reminderOf(store).look(NOW);
  expect(await reminderOf(store, false).look(NOW + 8 * DAY)).toBe(false);
  const kept = { version: 1, ...(await makeBackupKey('слова слова слова')), made: NOW + 7 * DAY, moved: NOW + 7 * DAY };
  await store.write(['meta'], async (transaction) => {
    await transaction.objectStore('meta').put({ name: 'backup', value: kept });
  });
  expect(await reminderOf(store).look(NOW + 8 * DAY)).toBe(false);
  expect(await reminderOf(store).look(NOW + 15 * DAY)).toBe(true);
});
