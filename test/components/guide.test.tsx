// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { linksOf, readArticle } from '../../components/dashboard/help/article';
import { guideSearch } from '../../components/dashboard/help/search';
import { PLACES, type Place } from '../../components/dashboard/places';
import { App } from '../../entrypoints/dashboard/app';
import { guideSources } from '../../locales/guide';
import { help } from '../../locales/help';
import type { PageView } from '../../messages';
import { Store } from '../../storage/store';
import { Kind } from '../../types';
import { click, type Screen, screen, type } from './screen';

vi.setConfig({ testTimeout: 30_000 });

const t = help('ru');
const articlesIn = (language: 'ru' | 'en') => guideSources(language).map(({ id, source }) => readArticle(id, source));
const RU = articlesIn('ru');
const EN = articlesIn('en');
const anchors = (articles: typeof RU): string[] =>
  articles.flatMap(({ id, parts }) => [id, ...parts.map((part) => `${id}/${part.id}`)]);

describe('the articles', () => {
  it('are the same in both languages, heading by heading and link by link', () => {
    expect(anchors(EN)).toEqual(anchors(RU));
    expect(EN.map(linksOf)).toEqual(RU.map(linksOf));
  });

  it.each(RU.map((article) => [article.id, article] as const))('%s: every link leads somewhere', (_id, article) => {
    const known = new Set([...PLACES.map((place) => `#/${place}`), ...anchors(RU).map((one) => `#/help/${one}`)]);
    expect(linksOf(article).filter((href) => !known.has(href))).toEqual([]);
  });

  it('speak of every point of the decree that asks something', () => {
    const points = ['1-1', '1-2', '2-3', '2-4', '2-5-1', '2-5-2', '2-5-3', '2-6', '2-7', '2-8'];
    expect(RU.find(({ id }) => id === 'decree')?.parts.map(({ id }) => id)).toEqual(points.map((point) => `p${point}`));
  });

  it('have a place for every kind that a card can be of', () => {
    expect(anchors(RU)).toEqual(expect.arrayContaining(Kind.options.map((kind) => `decide/${kind}`)));
  });

  it.each([
    ['without a title', 'просто слова'],
    ['with a heading that has no anchor', '# Статья\n\n## Раздел'],
    ['with an anchor twice', '# Статья\n\n## Раз {#a}\n\n## Два {#a}'],
  ])('%s is refused', (_name, source) => {
    expect(() => readArticle('x', source)).toThrow();
  });

  it('keep words that only look like markup', () => {
    const { lead } = readArticle('x', '# Т\n\n<img src=x> [сайт](https://example.com) **да**');
    expect(lead).toEqual([{ kind: 'text', runs: ['<img src=x> [сайт](https://example.com) **да**'] }]);
  });
});

describe('the search', () => {
  const search = guideSearch(RU);
  it.each([
    ['парольной фразы', 'passphrase'],
    ['жалобы на удаление', 'evidence/complaint'],
    ['критику', 'decide/criticism'],
    ['заблокировать', 'delete/ban'],
    ['снимок', 'evidence/picture'],
    ['прокрутить ленту', 'week/scroll'],
    ['пункт 2.8', 'decree/p2-8'],
    ['флешка', 'exchange/ways'],
    ['КРИТЕКА', 'decide/criticism'],
  ])('«%s» leads to %s', (query, address) => {
    expect(
      search(query)
        .slice(0, 4)
        .map((found) => found.address),
    ).toContain(address);
  });

  it.each(['', '   ', '!!!', 'гиппопотам'])('«%s» finds nothing', (query) => {
    expect(search(query)).toEqual([]);
  });
});

let store: Store;
let shown: Screen;
let databases = 0;
const sees = (words: string) => vi.waitFor(() => expect(shown.text()).toContain(words), { timeout: 10_000 });

async function open(place: `${Place}${string}`, sign: string): Promise<void> {
  location.hash = `#/${place}`;
  databases += 1;
  store = new Store(() => {}, `guide-${databases}`);
  shown = screen(<App store={store} register={() => Promise.reject<PageView>(new Error('not here'))} />);
  await sees(sign);
}

beforeEach(() => {
  // jsdom lays nothing out.
  Element.prototype.scrollIntoView = vi.fn();
});

afterEach(async () => {
  shown?.draw(null);
  await store?.close();
});

describe('the section «Справка»', () => {
  it('shows its contents, finds as one types, and opens what was found', async () => {
    await open('help', t('help.lead'));
    await type(shown.field(t('help.search')), 'жалоба');
    expect(shown.text()).toContain('Пришла жалоба на удаление');
    await type(shown.field(t('help.search')), 'гиппопотам');
    expect(shown.text()).toContain(t('help.none'));
    await type(shown.field(t('help.search')), '');
    const link = [...shown.root.querySelectorAll('a')].find((one) => one.textContent === 'Счёт недели и знак «≥»');
    expect(link?.getAttribute('href')).toBe('#/help/week');
    await click(link!);
    await sees('Почему надо прокручивать');
  });

  it('opens at the heading that a card names, with the focus on it', async () => {
    await open('help/decide/insult', 'Нарушение или критика');
    await vi.waitFor(() => expect(document.activeElement?.textContent).toContain('Оскорбление'));
  });

  it('says that an article is not there, and shows all others', async () => {
    await open('help/nothing', t('help.unknown'));
    expect(shown.text()).toContain('Утеряна парольная фраза');
  });

  it.each(['help', 'help/decide/insult'] as const)('%s has nothing that axe objects to', async (place) => {
    await open(place, 'Нарушение или критика');
    const { violations } = await axe.run(shown.root, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
});
