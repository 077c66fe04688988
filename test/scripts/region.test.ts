/** docs/region.md shows what the region's command writes, and nothing else. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { addLogin, addOffice, BookError, filesOf, newBook, revoke, serversOf } from '../../scripts/lib/region-book';

const page = readFileSync(new URL('../../docs/region.md', import.meta.url), 'utf8');
const hosts = [1, 2, 3].map((at) => `nats-${at}.rayon.example`);
const tls = { cert: '/etc/nats/cert.pem', key: '/etc/nats/key.pem' };
const bookOf = () => newBook(hosts, { store: '/var/lib/nats-server', tls });

it('shows the configuration of a node and the rights of a login as they are written', () => {
  const book = bookOf();
  addOffice(book, 'sosnovka', 1);
  const files = filesOf(book);
  expect(page).toContain(files.get('node-1.conf'));
  const [rights] = /permissions: \{ publish: \["file[^}]*\}/.exec(files.get('accounts.conf') ?? '') ?? [];
  expect(rights).toBeTruthy();
  expect(page).toContain(rights);
  expect(serversOf(book)).toEqual(hosts.map((host) => `wss://${host}`));
});

it('gives every browser a password of its own, and a number that was shut out to nobody', () => {
  const book = bookOf();
  const told = [...addOffice(book, 'sosnovka', 3), addLogin(book, 'sosnovka', 'Мария'), addLogin(book, 'district', '')];
  expect(new Set(told.map(({ password }) => password)).size).toBe(5);
  revoke(book, 'sosnovka-4');
  expect(filesOf(book).get('accounts.conf')).not.toContain('"sosnovka-4"');
  expect(addLogin(book, 'sosnovka', '').user).toBe('sosnovka-5');
  expect(() => revoke(book, 'sosnovka-4')).toThrow(BookError);
  expect(() => addOffice(book, 'DISTRICT', 1)).toThrow(BookError);
});
