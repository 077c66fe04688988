/** What a field says, and whether a text has landed in it. */
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { insertText } from '../../sites/writer';
import { FieldTrace } from '../../sites/writer/field';
import { landingOf } from '../../sites/writer/landing';
import { linesOf, readField } from '../../sites/writer/text';

function open(html: string): { document: Document; field: HTMLElement } {
  const { document } = new JSDOM(`<!doctype html><body>${html}`).window;
  return { document, field: document.body.firstElementChild as HTMLElement };
}

describe('a field reads', () => {
  test.each([
    ['nothing', '<div></div>', ''],
    ['a held-open line', '<div><br></div>', ''],
    ['one line', '<div>раз</div>', 'раз'],
    ['a break', '<div>раз<br>два</div>', 'раз\nдва'],
    ['a break that holds the line open', '<div>раз<br></div>', 'раз'],
    ['an empty last line', '<div>раз<br><br></div>', 'раз\n'],
    ['an empty line between', '<div>раз<br><br>два</div>', 'раз\n\nдва'],
    ['blocks of Chromium', '<div>раз<div>два</div><div><br></div><div>три</div></div>', 'раз\nдва\n\nтри'],
    ['a break before a block', '<div>раз<br><div>два</div></div>', 'раз\nдва'],
    ['paragraphs', '<div><p>раз</p><p><br></p><p>два</p></div>', 'раз\n\nдва'],
    ['paragraphs with gaps in the source', '<div>\n  <p>раз</p>\n  <p>два</p>\n</div>', 'раз\nдва'],
    ['a block in a block', '<div><div><p>раз</p></div><p>два</p></div>', 'раз\nдва'],
    ['kept newlines', '<div style="white-space: pre-wrap">раз\n\nдва</div>', 'раз\n\nдва'],
    ['newlines that are but spaces', '<div>раз\nдва</div>', 'раз два'],
    ['a break within markup', '<div><b>раз<br></b>два</div>', 'раз\nдва'],
    ['markup', '<div>раз <b>два</b> три</div>', 'раз два три'],
    ['an emoji as a picture', '<div>раз <img alt="🙂"></div>', 'раз 🙂'],
    ['a textarea', '<textarea>раз\nдва</textarea>', 'раз\nдва'],
  ])('%s', (_what, html, text) => {
    expect(readField(open(html).field)).toBe(text);
  });
});

describe('a text', () => {
  const line = fc.string({ unit: fc.constantFrom('а', 'б', ' ', '\u00a0', '🙂', '!') });
  const text = fc.array(line, { maxLength: 5 }).map((lines) => lines.join('\n'));
  const said = text.filter((one) => linesOf(one).length > 0);

  test('has landed when it stands behind what was there', () => {
    fc.assert(
      fc.property(text, said, (before, added) => {
        expect(landingOf(`${before}\n${added}`, before, added)).toBe('landed');
        expect(landingOf(before, before, added)).toBe('untouched');
      }),
    );
  });

  test('has not landed when a line of it, or of what was there, is lost or doubled', () => {
    fc.assert(
      fc.property(text, said, fc.nat(), fc.boolean(), (before, added, at, doubled) => {
        const lines = linesOf(`${before}\n${added}`);
        const index = at % lines.length;
        lines.splice(index, 1, ...(doubled ? [lines[index] as string, lines[index] as string] : []));
        expect(landingOf(lines.join('\n'), before, added)).not.toBe('landed');
      }),
    );
  });

  test('has not landed on the line of what was there', () => {
    expect(landingOf('Мария, здравствуйте', 'Мария,', 'здравствуйте')).toBe('changed');
  });

  test('has not landed with its lines run together', () => {
    expect(landingOf('раз два', '', 'раз\nдва')).toBe('changed');
  });
});

describe('into a textarea without commands', () => {
  test('the text goes by value, with an event', async () => {
    const { field } = open('<textarea>раз</textarea>');
    const heard: string[] = [];
    field.addEventListener('input', (event) => heard.push((event as InputEvent).inputType));
    expect(await insertText(field, 'два\r\nтри\n')).toEqual({ how: 'value' });
    expect((field as HTMLTextAreaElement).value).toBe('раз\nдва\nтри');
    expect(heard).toEqual(['insertText']);
  });

  test('and what the site takes back has not landed', async () => {
    const { field } = open('<textarea></textarea>');
    field.addEventListener('input', () => {
      (field as HTMLTextAreaElement).value = '';
    });
    expect(await insertText(field, 'раз')).toEqual({ how: null, changed: false });
  });
});

describe('nothing is written', () => {
  test.each([
    ['into a disabled field', '<textarea disabled></textarea>', 'раз'],
    ['into a field for reading', '<textarea readonly></textarea>', 'раз'],
    ['into an editor said to be disabled', '<div contenteditable="true" aria-disabled="true"></div>', 'раз'],
    ['when there is nothing to write', '<textarea></textarea>', ' \n'],
    ['of several lines into a field of one', '<input>', 'раз\nдва'],
    ['behind what is typed into a field of one line', '<input value="раз">', 'два'],
  ])('%s', async (_what, html, text) => {
    const { field } = open(html);
    const before = readField(field);
    expect(await insertText(field, text)).toEqual({ how: null, changed: false });
    expect(readField(field)).toBe(before);
  });

  test('into a field that is gone', async () => {
    const { field } = open('<textarea></textarea>');
    field.remove();
    expect(await insertText(field, 'раз')).toEqual({ how: null, changed: false });
  });
});

describe('a field made anew', () => {
  const FORM = '<form><div><textarea id="a"></textarea></div></form>';

  test('is followed to its place', () => {
    const { document } = open(FORM);
    const trace = new FieldTrace(document.querySelector('textarea') as HTMLElement);
    const fresh = document.createElement('textarea');
    fresh.id = 'a';
    document.querySelector('div')?.replaceChildren(fresh);
    expect(trace.current()).toBe(fresh);
  });

  test('is not guessed among several', () => {
    const { document } = open(FORM);
    const trace = new FieldTrace(document.querySelector('textarea') as HTMLElement);
    const fresh = [0, 1].map(() => Object.assign(document.createElement('textarea'), { id: 'a' }));
    document.querySelector('div')?.replaceChildren(...fresh);
    expect(trace.current()).toBeNull();
  });

  test('is not that of another post, when its own is gone', () => {
    const { document } = open(`<main><article id="gone">${FORM}</article><article>${FORM}</article></main>`);
    const trace = new FieldTrace(document.querySelector('textarea') as HTMLElement);
    document.querySelector('#gone')?.remove();
    expect(trace.current()).toBeNull();
  });

  test('is gone when only another kind of field stands there', () => {
    const { document } = open(FORM);
    const trace = new FieldTrace(document.querySelector('textarea') as HTMLElement);
    document.querySelector('div')?.replaceChildren(document.createElement('input'));
    expect(trace.current()).toBeNull();
  });
});
