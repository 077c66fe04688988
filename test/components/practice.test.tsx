// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { compileImage, RULES } from '../../detection';
import { App } from '../../entrypoints/dashboard/app';
import { inPage } from '../../locales/inpage';
import { PRACTICE_COMMENTS, practice } from '../../locales/practice';
import type { PageView } from '../../messages';
import { Store } from '../../storage/store';
import { click, type Screen, screen } from './screen';

vi.setConfig({ testTimeout: 30_000 });

const t = practice('ru');
const texts = inPage('ru');
const compiled = compileImage(RULES);
const weights = readFileSync('public/model/weights.bin');
const asked: string[] = [];

let store: Store;
let shown: Screen;
let databases = 0;

const until = (look: () => void) => vi.waitFor(look, { timeout: 10_000 });
const card = (): ShadowRoot => shown.root.querySelector('.practice-card')!.shadowRoot!;
const words = (): string => card().textContent!.replace(/\s+/g, ' ');
const press = async (name: string): Promise<void> => {
  const buttons = [...card().querySelectorAll('button')].filter((one) => one.textContent!.trim() === name);
  if (buttons.length !== 1) throw new Error(`${buttons.length} of «${name}» in ${words()}`);
  await click(buttons[0]!);
};
const openCard = (author: string): Promise<void> => click(shown.button(t('practice.open', { author })));
const lineOf = (author: string): string =>
  [...shown.root.querySelectorAll('.practice li')].find((one) => one.textContent!.includes(author))!.textContent!;

beforeEach(async () => {
  Element.prototype.scrollIntoView = vi.fn();
  asked.length = 0;
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(String(url));
    return Promise.resolve(new Response(String(url).includes('weights') ? new Uint8Array(weights) : compiled));
  });
  location.hash = '#/practice';
  databases += 1;
  store = new Store(() => {}, `practice-${databases}`);
  shown = screen(<App store={store} register={() => Promise.reject<PageView>(new Error('not here'))} />);
  await until(() => expect(shown.text()).toContain(t('practice.comments')));
});

afterEach(async () => {
  vi.unstubAllGlobals();
  shown.draw(null);
  await store.close();
});

describe('the practice page', () => {
  it('has every kind, criticism, a question and thanks judged by rules and model', () => {
    for (const kind of ['insult', 'aggression', 'unlawful', 'spam', 'obscenity', 'appeal', 'personal-data'] as const) {
      expect(shown.text()).toContain(t(`kind.${kind}`));
    }
    expect(lineOf('Пётр Вымышленный')).toContain(t('practice.criticism'));
    expect(lineOf('Галина Несуществующая')).toContain(t('practice.clean'));
  });

  it('asks nothing but the extension’s own two files, and keeps nothing', async () => {
    await openCard('Игорь Примеров');
    await press(texts('card.dismiss'));
    await openCard('Вадим Условный');
    await press(texts('act.remove'));
    await press(texts('grave.police'));
    expect(asked.map((url) => url.replace(/^.*?:\/\/[^/]*\//, '/')).sort()).toEqual([
      '/model/weights.bin',
      '/rules.bin',
    ]);
    const kept = await Promise.all(
      (['revisions', 'comments', 'cases', 'evidence'] as const).map((name) => store.all(name)),
    );
    expect(kept).toEqual([[], [], [], []]);
  });

  it('shows the card with its clause; a mark is taken off and returned', async () => {
    await openCard('Игорь Примеров');
    expect(words()).toContain('Похоже на оскорбление: «Дебилы»');
    expect(words()).toContain('пункт 8 Порядка от 20.02.2023 № 13');
    await press(texts('card.dismiss'));
    expect(lineOf('Игорь Примеров')).toContain(t('practice.dismissed'));
    await press(texts('card.undo'));
    expect(lineOf('Игорь Примеров')).toContain(t('kind.insult'));
  });

  it('suggests a reply about the matter and puts it into the practice field', async () => {
    await openCard('Надежда Придуманная');
    await press(texts('card.answer'));
    const first = card().querySelector('.suggestion')!;
    const said = first.querySelector('.suggestion-text')!.textContent!;
    for (const input of first.querySelectorAll<HTMLInputElement>('label input')) {
      input.value = 'скоро';
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }
    await until(() => expect(first.querySelector<HTMLButtonElement>('button.primary')!.disabled).toBe(false));
    await click(first.querySelector<HTMLElement>('button.primary')!);
    const field = shown.field(t('practice.field')) as unknown as HTMLTextAreaElement;
    await until(() => expect(field.value.slice(0, 12)).toBe(said.slice(0, 12)));
    await until(() => expect(words()).toContain(texts('reply.inserted')));
  });

  it('asks for a report before a threat is removed, and says what would happen', async () => {
    await openCard('Вадим Условный');
    await press(texts('act.remove'));
    expect(words()).toContain(texts('grave.title'));
    await press(texts('grave.police'));
    expect(words()).toContain(t('practice.grave'));
    await press(texts('act.remove'));
    await press(texts('grave.confirm'));
    expect(words()).toContain('Проба: на настоящей странице сейчас сохранилась бы копия с пунктом «пункт 8');
    expect(words()).toContain('к удалению');
    await press(texts('act.undo'));
    expect(words()).not.toContain('к удалению');
  });

  it('does not let criticism go without a clause named by a person', async () => {
    await openCard('Пётр Вымышленный');
    await press(texts('act.remove'));
    expect(words()).toContain(texts('remove.criticism'));
    const go = [...card().querySelectorAll('button')].find((one) => one.textContent === texts('remove.go'));
    expect(go?.disabled).toBe(true);
  });

  it('opens the guide from the card at its kind', async () => {
    await openCard('Быстрый Заработок');
    await press(texts('card.help'));
    expect(location.hash).toBe('#/help/decide/spam');
  });

  it('begins anew', async () => {
    await openCard('Игорь Примеров');
    await press(texts('card.dismiss'));
    await click(shown.button(t('practice.again')));
    expect(shown.root.querySelector('.practice-card')).toBeNull();
    expect(lineOf('Игорь Примеров')).toContain(t('kind.insult'));
  });

  it('has nothing that axe objects to, the card included', async () => {
    await openCard('Вадим Условный');
    const { violations } = await axe.run(shown.root, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });

  it('names nobody: every author is another invented one, and there is no number to call', () => {
    expect(new Set(PRACTICE_COMMENTS.map(({ author }) => author)).size).toBe(PRACTICE_COMMENTS.length);
    expect(PRACTICE_COMMENTS.filter(({ text }) => /\d[\d ()-]{8,}\d/.test(text))).toEqual([]);
  });
});
