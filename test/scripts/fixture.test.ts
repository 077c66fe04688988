/** `npm run fixture`: a saved page becomes a page of the tests without anybody in it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixtureCommand } from '../../scripts/lib/fixture';
import { sanitise } from '../../scripts/lib/fixture/sanitise';
import { Inventor, isOfDates, siteWords } from '../../scripts/lib/fixture/words';
import { loadSample } from '../../scripts/lib/samples';
import { SAMPLES } from '../pages';
import type { SamplePage } from '../pages/sample';
import { NOW, ZONE } from '../sites/open';

const ISO = '2026-11-26T12:30:00+07:00';
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smotritel-fixture-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

function fixture(html: string, url: string, ...more: string[]) {
  const file = join(folder, 'page.html');
  writeFileSync(file, html);
  return fixtureCommand(['--url', url, '--now', ISO, '--zone', ZONE, '--salt', 'salt', ...more, file]);
}

/** One of each layout; making a page and reading it twice takes its time. */
const NAMES = [
  'vk-react-post',
  'vk-classic',
  'vk-mobile-post',
  'vk-activity',
  'ok-topic',
  'telegram-k-discussion',
  'telegram-a',
  'telegram-preview',
] as const;
const pages = NAMES.map((name): [string, SamplePage] => [name, SAMPLES[name]]);

describe.each(pages)('%s', (_name, sample) => {
  const source = loadSample(sample.file, NOW, ZONE).replace(/<style>.*?<\/style>/gs, '');

  test('is read as before, and nobody is left in it', () => {
    const { stdout, stderr, status } = fixture(source, sample.url);
    expect({ status, lost: stderr.match(/Read differently.*/g) }).toEqual({ status: 0, lost: null });
    expect(stderr).toContain(`${sample.posts.length} posts, ${sample.comments.length} comments`);
    const known = siteWords();
    const words = [...sample.posts, ...sample.comments]
      .flatMap(({ text }) => text.match(/\p{L}{5,}/gu) ?? [])
      .concat(sample.comments.flatMap(({ author }) => author.split(' ')))
      .filter((word) => word.length > 4 && !known.has(word.toLowerCase()) && !isOfDates(word));
    const left = new Set(stdout.match(/\p{L}{5,}/gu) ?? []);
    expect(words.length).toBeGreaterThan(10);
    expect(words.filter((word) => left.has(word))).toEqual([]);
    const numbers = sample.page.keys.flatMap((key) => key.match(/\d{5,}/) ?? []);
    for (const number of numbers) expect(stdout).not.toContain(number);
    expect(stdout).not.toMatch(/<script|<style|\ssrc=|\sonclick="(?!.*replyClick\()/);
  });
});

describe('what markup carries stays', () => {
  const page = (body: string) => {
    const { document } = new JSDOM(`<body>${body}</body>`, { url: 'https://vk.com/selo' }).window;
    const { url } = sanitise(document, { url: 'https://vk.com/selo', now: NOW, salt: 'a' });
    return { html: document.body.innerHTML, url };
  };

  test.each([
    ['a date', '<span class="x">вчера в 18:00</span>'],
    ['a date for machines', '<time datetime="2026-11-24T10:00:00+07:00" data-ts="1795500000"></time>'],
    ['a button of the site', '<button aria-label="Ответить">Показать ещё 3 ответа</button>'],
    ['hashed classes and test ids', '<div class="vkitText__root--a1b2c" data-testid="post_text" role="article"></div>'],
    ['a count', '<span data-count="12">12</span>'],
    ['a hidden part', '<span style="display: none"></span>'],
  ])('%s', (_name, html) => {
    expect(page(html).html).toBe(html);
  });

  test('the same number and the same name are the same everywhere', () => {
    const { html, url } = page(
      '<div data-post-id="-204815_5310"><a href="/selo">Иван</a><a href="/wall-204815_5310">Иван</a></div>',
    );
    const [, post, slug, name, wall, again] =
      /post-id="(.*?)".*href="\/(.*?)">(.*?)<.*href="\/wall(.*?)">(.*?)</.exec(html) ?? [];
    expect(post).toBe(wall);
    expect(name).toBe(again);
    expect(url).toBe(`https://vk.com/${slug}`);
    expect(post).not.toBe('-204815_5310');
    expect(slug).not.toBe('selo');
  });

  test.each([
    ['a script', '<script>1</script><p onclick="steal()"></p>', '<p></p>'],
    ['pictures', '<img src="a.jpg" srcset="b.jpg" alt="Иван у реки"><i style="background:url(x)"></i>', null],
    ['comments of programmers', '<!-- Иван --><b></b>', '<b></b>'],
    ['other hosts', '<a href="https://ivan.example/selo?a=1"></a>', null],
    ['telephone and mail', '<a href="tel:+79991112233"></a><a href="mailto:ivan@selo.ru"></a>', null],
  ])('%s go', (_name, html, whole) => {
    const clean = page(html).html;
    if (whole !== null) expect(clean).toBe(whole);
    expect(clean).not.toMatch(/Иван|ivan|selo|steal|\.jpg|url\(|7999/);
  });
});

test('a word is invented in its own shape, the same each time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (word, salt) => {
      const shape = (text: string) => [...text].map((one) => [/\p{Lu}/u.test(one), /\d/.test(one), /\p{L}/u.test(one)]);
      const invented = new Inventor(salt).word(word);
      expect(invented).toBe(new Inventor(salt).word(word));
      expect([...invented]).toHaveLength([...word].length);
      // Letters without case have none afterwards only if nothing else is in their place.
      if (/^[\p{Script=Cyrillic}a-zA-Z\d ]*$/u.test(word) && word === word.normalize('NFC')) {
        expect(shape(invented).map(([, digit]) => digit)).toEqual(shape(word).map(([, digit]) => digit));
      }
    }),
  );
});

test.each([
  ['no address', ['x.html'], 'The address of the page is missing'],
  ['another site', ['--url', 'https://example.com/', 'x.html'], 'Not a page of the sites'],
  ['no file', ['--url', 'https://vk.com/selo'], 'One file is made at a time'],
  ['a missing file', ['--url', 'https://vk.com/selo', 'x.html'], 'Cannot read x.html'],
  ['a path for a name', ['--url', 'https://vk.com/selo', '--save', '../x', 'x.html'], 'A name has small letters'],
  ['an unknown option', ['--what', 'x.html'], 'what'],
])('%s is told', (_name, args, words) => {
  const { stdout, stderr, status } = fixtureCommand(args);
  expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
  expect(stderr).toContain(words);
});
