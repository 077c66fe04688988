/** The writer in an extension's world, on editors of every kind, in real browsers. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { linesOf } from '../../sites/writer/text';
import { inBrowsers, type Session, type SitePage, until } from './harness';
import type { Answered, Asked } from './writer/content';
import { buildWriter } from './writer/extension';

const TEXT = 'Мария, здравствуйте!\n\nДорогу расчистят завтра до обеда.\nСпасибо за сигнал 🙂';
const LINES = TEXT.split('\n').filter(Boolean);
const TYPED = 'OK';
const STRICT = {
  'Content-Security-Policy':
    "default-src 'none'; img-src 'self'; script-src 'nonce-page'; style-src 'nonce-page'; require-trusted-types-for 'script'; trusted-types 'none'",
};

/** How the text gets in, and how often Ctrl+Z is pressed for it to be gone; null: the site loses its own history. */
const EDITORS = [
  ['textarea', 'exec-command', { chromium: 1, firefox: 1 }],
  ['plain', 'exec-command', { chromium: 1, firefox: 5 }],
  ['controlled', 'exec-command', { chromium: 6, firefox: 6 }],
  ['forgetful', 'exec-command', { chromium: 6, firefox: 6 }],
  ['prosemirror', 'paste', { chromium: 1, firefox: 1 }],
  ['telegram-a', 'exec-command', { chromium: 1, firefox: 5 }],
  ['recreated', 'exec-command', null],
  ['recreated#later', 'exec-command', null],
  ['shadow', 'exec-command', { chromium: 1, firefox: 5 }],
  ['strict', 'exec-command', { chromium: 1, firefox: 5 }],
  ['drawn', 'before-input', { chromium: 6, firefox: 6 }],
  ['pasted', 'paste', { chromium: 1, firefox: 1 }],
] as const;

const writer = await buildWriter();
afterAll(() => writer.remove());

function openEditor(session: Session, name: string): Promise<SitePage> {
  const [file, hash = ''] = name.split('#');
  const html = readFileSync(fileURLToPath(new URL(`../pages/editors/${file}.html`, import.meta.url)), 'utf8');
  return session.openHtml(`https://vk.com/editor-${file}#${hash}`, html, file === 'strict' ? STRICT : {});
}

function write({ page }: SitePage, asked: Asked): Promise<Answered> {
  return page.evaluate(
    (detail) =>
      new Promise<Answered>((resolve) => {
        const answered = (event: Event): void => resolve(JSON.parse((event as CustomEvent<string>).detail));
        document.addEventListener('writer-answered', answered, { once: true });
        document.dispatchEvent(new CustomEvent('writer-asked', { detail }));
      }),
    JSON.stringify(asked),
  );
}

async function writeText(editor: SitePage, text: string): Promise<Answered['insertion']> {
  return (await write(editor, { text })).insertion;
}

/** What the site believes, and how often it has sent. */
function site({ page }: SitePage): Promise<{ lines: string[]; asleep: boolean; sent: string | undefined }> {
  return page.evaluate(() => {
    const root = document.querySelector('comment-form')?.shadowRoot ?? document;
    const { text = '', sent } = document.documentElement.dataset;
    const lines = text.split('\n').map((line) => line.replaceAll('\u00a0', ' ').trim());
    return {
      lines: lines.filter(Boolean),
      asleep: root.querySelector<HTMLButtonElement>('#send')?.disabled ?? true,
      sent,
    };
  });
}

/** What a sample page has sent; null: nothing. */
function sent({ page }: SitePage): Promise<string | null> {
  return page.evaluate(() => document.documentElement.dataset.sent ?? null);
}

/** Types as a person would, after a click. */
async function type(editor: SitePage, text: string): Promise<void> {
  const place = await editor.page.evaluate(() => {
    const root = document.querySelector('comment-form')?.shadowRoot ?? document;
    const { x, y } = (root.querySelector('#field') as Element).getBoundingClientRect();
    return { x: x + 8, y: y + 8 };
  });
  await editor.page.mouse.click(place.x, place.y);
  await editor.type(text);
  await until(async () => (await site(editor)).lines[0] === text, 'the site to believe what is typed');
}

/** @returns how often Ctrl+Z was pressed until these lines were all */
async function undo(editor: SitePage, wanted: string[]): Promise<number> {
  let presses = 0;
  while ((await site(editor)).lines.join() !== wanted.join()) {
    const before = await editor.page.evaluate(() => document.documentElement.dataset.text);
    await editor.press('Control+z');
    presses += 1;
    await until(
      () => editor.page.evaluate((text) => document.documentElement.dataset.text !== text, before),
      `Ctrl+Z to do something, pressed ${presses} times`,
    );
  }
  return presses;
}

inBrowsers(
  'the writer',
  (session) => {
    describe.each(EDITORS)('into %s', (name, how, presses) => {
      test('puts all lines, wakes the send button, sends nothing', async () => {
        const editor = await openEditor(session(), name);
        expect(await writeText(editor, TEXT)).toEqual({ how });
        expect(await site(editor)).toEqual({ lines: LINES, asleep: false, sent: '0' });
        expect(await editor.mutations()).toEqual([]);
        expect(editor.faults).toEqual([]);
      });

      test('stands behind what was typed, and is undone without it', async () => {
        const editor = await openEditor(session(), name);
        await type(editor, TYPED);
        expect(await writeText(editor, TEXT)).toEqual({ how });
        expect(await site(editor)).toEqual({ lines: [TYPED, ...LINES], asleep: false, sent: '0' });
        if (presses) expect(await undo(editor, [TYPED])).toBe(presses[session().engine]);
        expect((await site(editor)).sent).toBe('0');
      });
    });

    test.each([
      ['vk-react-post', '5407', '[data-testid="send-comment"]'],
      ['ok-topic', '7005', '[data-l="t,submit"]'],
      ['telegram-k-discussion', '911', '.chat.active .btn-send'],
      ['telegram-a-discussion', '947', '.Composer .main-button'],
      ['telegram-preview-discussion', '888', '.tgme_post_discussion_send'],
    ] as const)('gives %s what its own button then sends', async (name, comment, button) => {
      const editor = await session().openSample(name);
      const { insertion, replyTo } = await write(editor, { text: TEXT, comment });
      expect(insertion?.how).toMatch(/exec-command|paste/);
      expect(replyTo).toBeNull();
      expect(await editor.mutations()).toEqual([]);
      expect(await sent(editor)).toBeNull();
      await editor.page.click(button);
      const text = await until(() => sent(editor), 'the site to send upon its own button');
      expect(linesOf(text)).toEqual(LINES);
    });

    test('answers in the form that the person has opened, behind the name that the site put there', async () => {
      const editor = await session().openSample('vk-react-post');
      const id = '#\\-204815_5407';
      await editor.page.click(`${id} [data-testid="comment-reply"]`);
      const answered = await write(editor, { text: TEXT, comment: '5407' });
      expect(answered).toEqual({ insertion: { how: 'exec-command' }, replyTo: '5407' });
      await editor.page.click(`${id} [data-testid="send-comment"]`);
      const text = await until(() => sent(editor), 'the site to send upon its own button');
      expect(linesOf(text)).toEqual(['Оксана,', ...LINES]);
    });

    test.each(['textarea', 'plain', 'controlled'])('replaces nothing that is selected in %s', async (name) => {
      const editor = await openEditor(session(), name);
      await type(editor, TYPED);
      await editor.press('Control+a');
      expect(await writeText(editor, TEXT)).toEqual({ how: 'exec-command' });
      expect((await site(editor)).lines).toEqual([TYPED, ...LINES]);
    });

    test('goes to the end when the caret stands within what was typed', async () => {
      const editor = await openEditor(session(), 'plain');
      await type(editor, TYPED);
      await editor.press('ArrowLeft');
      expect(await writeText(editor, TEXT)).toEqual({ how: 'exec-command' });
      expect((await site(editor)).lines).toEqual([TYPED, ...LINES]);
    });

    test('twice gives the text twice', async () => {
      const editor = await openEditor(session(), 'plain');
      await writeText(editor, TEXT);
      expect(await writeText(editor, TEXT)).toEqual({ how: 'exec-command' });
      expect((await site(editor)).lines).toEqual([...LINES, ...LINES]);
    });

    test.each(['textarea', 'plain', 'shadow', 'strict'])('keeps empty lines as they are in %s', async (name) => {
      const editor = await openEditor(session(), name);
      await writeText(editor, TEXT);
      const text = await editor.page.evaluate(() => document.documentElement.dataset.text);
      expect(text?.replace(/\n$/, '')).toBe(TEXT);
    });

    test('types a single line into ProseMirror', async () => {
      const editor = await openEditor(session(), 'prosemirror');
      expect(await writeText(editor, 'Спасибо!')).toEqual({ how: 'exec-command' });
      expect((await site(editor)).lines).toEqual(['Спасибо!']);
    });

    test('says so when the editor refuses, and leaves what was typed', async () => {
      const editor = await openEditor(session(), 'refusing');
      await type(editor, TYPED);
      expect(await writeText(editor, TEXT)).toEqual({ how: null, changed: false });
      expect(await site(editor)).toEqual({ lines: [TYPED], asleep: false, sent: '0' });
    });

    test('says so when a part of the text is lost, and tries nothing further', async () => {
      const editor = await openEditor(session(), 'cutting');
      expect(await writeText(editor, TEXT)).toEqual({ how: null, changed: true });
      expect((await site(editor)).lines.join('').length).toBeLessThanOrEqual(20);
    });
  },
  { extension: writer.folder },
);
