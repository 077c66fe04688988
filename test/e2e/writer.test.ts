/** The writer in an extension's world, on editors of every kind, in real browsers. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import type { Insertion } from '../../sites/writer';
import { inBrowsers, type Session, type SitePage, until } from './harness';
import { buildWriter } from './writer/extension';

const TEXT = 'Мария, здравствуйте!\n\nДорогу расчистят завтра до обеда.\nСпасибо за сигнал 🙂';
const LINES = TEXT.split('\n').filter(Boolean);
const TYPED = 'Прошу';
const STRICT = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'nonce-page'; style-src 'nonce-page'; require-trusted-types-for 'script'; trusted-types 'none'",
};

const EDITORS = [
  ['textarea', 'exec-command'],
  ['plain', 'exec-command'],
  ['controlled', 'exec-command'],
  ['forgetful', 'exec-command'],
  ['prosemirror', 'paste'],
  ['telegram-a', 'exec-command'],
  ['recreated', 'exec-command'],
  ['recreated#later', 'exec-command'],
  ['shadow', 'exec-command'],
  ['strict', 'exec-command'],
  ['drawn', 'before-input'],
  ['pasted', 'paste'],
] as const;

const writer = await buildWriter();
afterAll(() => writer.remove());

function openEditor(session: Session, name: string): Promise<SitePage> {
  const [file, hash = ''] = name.split('#');
  const html = readFileSync(fileURLToPath(new URL(`../pages/editors/${file}.html`, import.meta.url)), 'utf8');
  return session.openHtml(`https://vk.com/editor-${file}#${hash}`, html, file === 'strict' ? STRICT : {});
}

function write({ page }: SitePage, text: string): Promise<Insertion> {
  return page.evaluate(
    (detail) =>
      new Promise<Insertion>((resolve) => {
        const answered = (event: Event): void => resolve(JSON.parse((event as CustomEvent<string>).detail));
        document.addEventListener('writer-answered', answered, { once: true });
        document.dispatchEvent(new CustomEvent('writer-asked', { detail }));
      }),
    JSON.stringify({ text }),
  );
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

/** Gives the field the keyboard as a person would, with the mouse. */
async function clickField({ page }: SitePage): Promise<void> {
  const place = await page.evaluate(() => {
    const root = document.querySelector('comment-form')?.shadowRoot ?? document;
    const { x, y } = (root.querySelector('#field') as Element).getBoundingClientRect();
    return { x: x + 8, y: y + 8 };
  });
  await page.mouse.click(place.x, place.y);
}

async function undo(editor: SitePage, wanted: string[]): Promise<number> {
  let presses = 0;
  await until(async () => {
    const { lines } = await site(editor);
    if (lines.join() === wanted.join()) return true;
    presses += 1;
    await editor.press('Control+z');
    return (await site(editor)).lines.join() === wanted.join();
  }, `Ctrl+Z to bring back «${wanted}»`);
  return presses;
}

inBrowsers(
  'the writer',
  (session) => {
    describe.each(EDITORS)('into %s', (name, how) => {
      test('puts all lines, wakes the send button, sends nothing', async () => {
        const editor = await openEditor(session(), name);
        expect(await write(editor, TEXT)).toEqual({ how });
        expect(await site(editor)).toEqual({ lines: LINES, asleep: false, sent: '0' });
      });

      test('stands behind what was typed, and is undone without it', async () => {
        const editor = await openEditor(session(), name);
        await clickField(editor);
        await editor.type(TYPED);
        await until(async () => (await site(editor)).lines[0] === TYPED, 'the site to believe the typing');
        expect(await write(editor, TEXT)).toEqual({ how });
        expect(await site(editor)).toEqual({ lines: [TYPED, ...LINES], asleep: false, sent: '0' });
        const presses = await undo(editor, [TYPED]);
        console.log(session().engine, name, 'undo presses', presses);
        expect((await site(editor)).sent).toBe('0');
      });
    });
  },
  { extension: writer.folder },
);
