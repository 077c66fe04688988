/** `npm run read`: the reading of a saved page as JSON. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCommand } from '../../scripts/lib/reading';
import { loadSample } from '../../scripts/lib/samples';
import { SAMPLES } from '../pages';
import { NOW, ZONE } from './open';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TIMEOUT = { timeout: 30_000 };
const ISO = '2026-11-26T12:30:00+07:00';

let folder = '';
let wall = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smotritel-read-'));
  wall = join(folder, 'wall.html');
  writeFileSync(wall, loadSample(SAMPLES['vk-react'].file, NOW, ZONE));
});

afterAll(() => rmSync(folder, { recursive: true }));

const read = (...args: string[]) => readCommand(args);

/** Runs the command itself, in another zone: what is printed may depend on --zone only. */
function run(...args: string[]) {
  const env = { ...process.env, TZ: 'America/New_York' };
  const command = ['--import', 'tsx', 'scripts/read.ts', ...args];
  return spawnSync(process.execPath, command, { cwd: ROOT, env, encoding: 'utf8' });
}

describe('the command', () => {
  test('prints the reading', TIMEOUT, () => {
    const args = ['--url', 'https://vk.com/verhnekedrovo', '--now', ISO, wall];
    const { stdout, stderr, status } = run(...args);
    expect({ stdout, stderr, status }).toEqual(read(...args));
  });

  test('ends with 2 when it was called wrongly', TIMEOUT, () => {
    const { stdout, stderr, status } = run('--url', 'https://example.org/', wall);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toContain('example.org');
  });
});

describe('a saved wall', () => {
  test('is printed whole', () => {
    const { stdout, stderr, status } = read('--url', 'https://vk.com/verhnekedrovo', '--now', ISO, wall);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    const output = JSON.parse(stdout);
    expect(Object.keys(output)).toEqual([
      'layout',
      'health',
      'coverage',
      'page',
      'posts',
      'comments',
      'feed',
      'week',
      'readAt',
    ]);
    expect(output).toMatchObject({
      layout: 'vk-react',
      health: { state: 'ok' },
      coverage: { read: 15, said: 18, complete: false },
      page: { site: 'vk', kind: 'wall', keys: ['vk:id:-204815', 'vk:name:verhnekedrovo'] },
      week: { week: '2026-W48', count: 4, exact: true, readBackTo: '2026-11-23T00:00:00+07:00' },
      readAt: ISO,
    });
    expect(output.posts[0]).toMatchObject({
      id: '-204815_1201',
      permalink: 'https://vk.com/wall-204815_1201',
      time: '2024-03-01T00:00:00+07:00',
      timeSpan: 86_400,
      own: true,
      pinned: true,
      ad: false,
      repost: false,
      format: 'text',
      formats: ['text'],
    });
    expect(output.comments.find((comment: { id: string }) => comment.id === '5403')).toMatchObject({
      post: '-204815_5310',
      parent: '5401',
      author: { name: 'Виктор Сомов', link: 'https://vk.com/somov_v', own: false },
      text: 'Да врут они всё. Дебилы конченые, ничего завтра не будет.',
    });
  });

  test('reposts can be left out of the week', () => {
    const { stdout } = read('--url', 'https://vk.com/verhnekedrovo', '--now', ISO, '--no-reposts', wall);
    expect(JSON.parse(stdout).week).toMatchObject({ count: 3, exact: true });
  });

  test('times are those of the given zone', () => {
    const { stdout } = read('--url', 'https://vk.com/verhnekedrovo', '--now', ISO, '--zone', 'Europe/Moscow', wall);
    const { posts, readAt } = JSON.parse(stdout);
    expect(readAt).toBe('2026-11-26T08:30:00+03:00');
    expect(posts[1].time).toBe('2026-11-26T05:44:00+03:00');
  });

  test('a page that no layout knows is an answer too', () => {
    const other = join(folder, 'other.html');
    writeFileSync(other, '<h1>Вход</h1>');
    const { stdout, status } = read('--url', 'https://vk.com/verhnekedrovo', other);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ layout: '', health: { state: 'broken' }, posts: [], week: null });
  });
});

describe('of no use: said in one line, exit code 2', () => {
  test.each<[string, string[], RegExp]>([
    ['no such file', ['--url', 'https://vk.com/selo', 'no-such-file.html'], /^Cannot read no-such-file\.html/],
    ['a folder', ['--url', 'https://vk.com/selo', 'sites'], /^Cannot read sites/],
    ['a foreign address', ['--url', 'https://example.org/', 'package.json'], /^Not a page of the sites.*example\.org/],
    ['not an address', ['--url', 'vk', 'package.json'], /^Not a page of the sites/],
    ['no address', ['package.json'], /^The address of the page is missing/],
    ['no file', ['--url', 'https://vk.com/selo'], /^One file is read at a time/],
    ['a date that is none', ['--url', 'https://vk.com/selo', '--now', 'yesterday', 'package.json'], /^Not a date/],
    ['a zone that is none', ['--url', 'https://vk.com/selo', '--zone', 'Tomsk', 'package.json'], /^Not a time zone/],
    ['an unknown option', ['--address', 'https://vk.com/selo', 'package.json'], /Unknown option '--address'/],
  ])('%s', (_name, args, message) => {
    const { stdout, stderr, status } = read(...args);
    expect(stderr).toMatch(message);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
  });
});
