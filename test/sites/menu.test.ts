/** Opening the site's own menu: what may be pressed, and that no entry ever is. */
import { JSDOM } from 'jsdom';
import { beforeEach, describe, expect, test } from 'vitest';
import { Layout, PackedLayout } from '../../sites/layout';
import { LAYOUTS } from '../../sites/layouts';
import { type MenuWish, openMenu } from '../../sites/menu';

const layoutOf = (id: string) => LAYOUTS.find((one) => one.id === id)!;

let document: Document;
let pressed: string[];

/** A VK comment whose opener opens a menu with these entries. */
function comment(opener: string, entries: readonly string[] = []): Element {
  const { window } = new JSDOM(
    `<div data-testid="wall_comments_comment_root" id="-1_7"><div data-testid="comment-text"><span>Удалить</span></div>${opener}</div>`,
  );
  document = window.document;
  // jsdom draws nothing: what is on the page counts as shown.
  window.Element.prototype.getClientRects = () => [{}] as unknown as DOMRectList;
  window.Element.prototype.scrollIntoView = () => {};
  globalThis.MutationObserver = window.MutationObserver;
  globalThis.MouseEvent = window.MouseEvent;
  for (const button of document.querySelectorAll('button')) {
    button.addEventListener('click', () => {
      pressed.push(button.getAttribute('aria-label') ?? '');
      const menu = document.body.appendChild(document.createElement('div'));
      menu.setAttribute('role', 'menu');
      for (const words of entries) {
        const entry = menu.appendChild(document.createElement('button'));
        entry.appendChild(document.createElement('span')).textContent = words;
        entry.addEventListener('click', () => pressed.push(words));
      }
    });
  }
  return document.getElementById('-1_7')!;
}

async function open(element: Element, wish: MenuWish = 'remove') {
  const ended = new AbortController();
  const opening = openMenu(element, layoutOf('vk-react'), wish, ended.signal);
  // Nobody waits for a menu that is not there: its page was left.
  queueMicrotask(() => queueMicrotask(() => ended.abort()));
  return opening;
}

const OPENER = '<button aria-haspopup="menu" aria-label="Действия">⋯</button>';

beforeEach(() => {
  pressed = [];
});

describe('the menu of a comment', () => {
  test('is opened, the entry gets the keyboard and is not activated', async () => {
    const outcome = await open(comment(OPENER, ['Пожаловаться', 'Удалить']));
    expect(outcome).toMatchObject({ found: 'entry' });
    expect(document.activeElement?.textContent).toBe('Удалить');
    expect(pressed).toEqual(['Действия']);
  });

  test('is not opened twice', async () => {
    const element = comment(OPENER, ['Удалить']);
    await open(element);
    expect((await open(element)).found).toBe('entry');
    expect(pressed).toEqual(['Действия']);
  });

  test.each([['Удалить'], ['Delete comment'], ['Заблокировать автора'], ['Это спам'], ['Скрыть']])(
    'whatever is labelled «%s» is no opener and is never pressed',
    async (label) => {
      const outcome = await open(comment(`<button aria-haspopup="menu" aria-label="${label}"></button>`));
      expect([outcome.found, pressed]).toEqual(['none', []]);
    },
  );

  test('without the entry is said to be open', async () => {
    expect((await open(comment(OPENER, ['Пожаловаться']))).found).toBe('opened');
  });

  test('without an opener is said not to be there; a comment\u2019s own word is no entry', async () => {
    expect((await open(comment(''))).found).toBe('none');
    expect(pressed).toEqual([]);
  });

  test('gives «спам» where the site has it', async () => {
    expect((await open(comment(OPENER, ['Пометить как спам']), 'spam')).found).toBe('entry');
    expect(document.activeElement?.textContent).toBe('Пометить как спам');
  });
});

describe('a layout from a pack', () => {
  test('may not say what to click', () => {
    const shipped = layoutOf('vk-react');
    expect(Layout.safeParse(shipped).success).toBe(true);
    expect(PackedLayout.safeParse(shipped).success).toBe(false);
    const { menu: _, ...data } = shipped;
    expect(PackedLayout.safeParse(data).success).toBe(true);
  });
});
