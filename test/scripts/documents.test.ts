/** What the documents and the guide say is there: files, commands, and every button and section that they quote. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/lib/command.mjs';

const read = (file: string): string => readFileSync(`${ROOT}${file}`, 'utf8');
const files = (folder: string): string[] => readdirSync(`${ROOT}${folder}`).map((name) => `${folder}/${name}`);
const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', ...files('docs').filter((file) => file.endsWith('.md'))];
const GUIDE = (language: string): string[] => files(`locales/help/${language}`);

/** Everything that a person can see, in one language. */
function words(language: string): string[] {
  const forms = files(`locales/${language}`).flatMap((file) =>
    Object.values(JSON.parse(read(file)) as Record<string, string | Record<string, string>>).flatMap((text) =>
      typeof text === 'string' ? [text] : Object.values(text),
    ),
  );
  return [...forms, read(`public/_locales/${language}/messages.json`)];
}

const plain = (text: string): string =>
  text
    .replace(/\s+/gu, ' ')
    .replace(/[….:]+$/u, '')
    .trim();

/** What the guide quotes and no screen says: comments that are judged, and the number on the toolbar's button. */
const EXAMPLES = new Set([
  '≥1',
  'Глава ничего не делает',
  'The Head does nothing',
  'позор администрации',
  'shame on the administration',
  'за что вы получаете зарплату',
  'what are you paid for',
  'когда уйдёте',
  'when will you resign',
  'плохо работает',
  'works badly',
  'Мы вас снимем на выборах',
  'We will vote you out',
  'подадим в суд',
  'we will sue',
]);

/** On a screen of ours, or as a heading of the guide. */
function isSaid(quoted: string, seen: readonly string[]): boolean {
  const wanted = plain(quoted);
  return seen.some((text) => text.replace(/\s+/gu, ' ').includes(wanted));
}

describe.each(DOCUMENTS)('%s', (document) => {
  const text = read(document);

  it('names only files that are there', () => {
    const paths = [...text.matchAll(/`([\w.-]+(?:\/[\w.@{},<>*-]+)+\/?)`/gu)].map(([, path = '']) => path);
    const fixed = paths.filter((path) => !/[{<>*]|^(?:install|\.output|\.cache|\.screenshots)\//u.test(path));
    expect(fixed.filter((path) => /^[\w]+\//u.test(path) && isOurs(path) && !existsSync(`${ROOT}${path}`))).toEqual([]);
  });

  it('names only commands that are there', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/npm run (?:-s )?([\w:-]+)/gu)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('links only to documents that are there', () => {
    const links = [...text.matchAll(/\]\(([\w./-]+\.(?:md|txt|webp|png))\)/gu)].map(([, link = '']) => link);
    const folder = document.includes('/') ? document.slice(0, document.lastIndexOf('/') + 1) : '';
    expect(links.filter((link) => !existsSync(`${ROOT}${folder}${link}`))).toEqual([]);
  });
});

/** Of the project's own folders; `application/json` is a path of nobody. */
function isOurs(path: string): boolean {
  return existsSync(`${ROOT}${path.split('/')[0]}`);
}

describe('the Russian documents quote screens as they are', () => {
  const seen = words('ru');
  const guide = GUIDE('ru').map(read);
  /** Windows of browsers and of the system, files, and words of the law. */
  const FOREIGN = new Set(['Загрузить распакованное расширение']);
  it.each(['install', 'privacy', 'troubleshooting'])('%s', (name) => {
    const quoted = [...read(`docs/${name}.md`).matchAll(/«([^»]{2,80})»/gu)].map(([, words = '']) => words);
    expect(quoted.length).toBeGreaterThan(2);
    expect(quoted.filter((one) => !FOREIGN.has(one) && !isSaid(one, [...seen, ...guide]))).toEqual([]);
  });
});

describe('the guide quotes screens as they are', () => {
  it.each([
    ['ru', /«([^»]{2,80})»/gu],
    ['en', /“([^”]{2,80})”/gu],
  ] as const)('%s', (language, quotes) => {
    const seen = words(language);
    const guide = GUIDE(language).map((file) => [file, read(file)] as const);
    const headings = guide.flatMap(([, text]) =>
      [...text.matchAll(/^#+ (.*?)(?: \{#.*)?$/gmu)].map(([, heading = '']) => heading),
    );
    const unsaid = guide.flatMap(([file, text]) =>
      [...text.matchAll(quotes)]
        .map(([, quoted = '']) => quoted)
        .filter((quoted) => !EXAMPLES.has(quoted) && !isSaid(quoted, [...seen, ...headings]))
        .map((quoted) => `${file}: ${quoted}`),
    );
    expect(unsaid).toEqual([]);
  });
});
