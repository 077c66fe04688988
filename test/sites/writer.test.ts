/** Which editor answers a comment, on the sample pages. */
import { describe, expect, test } from 'vitest';
import { LAYOUTS } from '../../sites/layouts';
import { recognise } from '../../sites/place';
import { PageReader } from '../../sites/reader';
import { createWriter, type Editor, openerOf } from '../../sites/writer';
import type { Site } from '../../types';
import { SAMPLES } from '../pages';
import { NOW, openSample, readAll, ZONE } from './open';

class Visit {
  readonly document: Document;
  readonly reader = new PageReader(LAYOUTS);
  readonly writer = createWriter(LAYOUTS);
  private readonly url: string;

  constructor(name: keyof typeof SAMPLES) {
    const sample = SAMPLES[name];
    const { document } = openSample(sample);
    this.document = document;
    this.url = sample.url;
    this.read();
  }

  read(): void {
    readAll(this.reader, this.document, { url: this.url, now: NOW, zone: ZONE, settled: true });
  }

  editor(comment: string | null): Editor | null {
    return this.writer.findEditor(this.document, this.url, comment, this.reader);
  }

  find(selector: string): HTMLElement {
    const found = this.document.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`${selector} is not on the page`);
    return found;
  }

  /** Of the page's own world: jsdom knows no other. */
  stopper(): AbortController {
    const { AbortController } = this.document.defaultView as Window & typeof globalThis;
    return new AbortController();
  }

  /** As «Ответить» of the site does: a form within the comment. */
  openForm(comment: string): HTMLElement {
    const element = this.reader.commentElement(comment);
    const body = element?.querySelector('[data-testid="comment-text"]')?.parentElement;
    if (!body) throw new Error(`${comment} is not on the page`);
    const form = this.find('.form').cloneNode(true) as HTMLElement;
    body.append(form);
    return form.querySelector('[contenteditable]') as HTMLElement;
  }
}

const postOf = (editor: Editor | null) => editor?.field.closest('[data-post-id]')?.getAttribute('data-post-id');

describe('the editor of a comment is', () => {
  test.each([
    ['5402', '-204815_5310'],
    ['5411', '-204815_5308'],
    ['5421', '-204815_5301'],
    ['5431', '-204815_5290'],
  ])('on a wall that of its post: %s', (comment, post) => {
    const editor = new Visit('vk-react').editor(comment);
    expect(postOf(editor)).toBe(post);
    expect(editor?.replyTo).toBeNull();
  });

  test('the form that was opened under it', () => {
    const visit = new Visit('vk-react-post');
    const field = visit.openForm('5407');
    expect(visit.editor('5407')).toMatchObject({ field, replyTo: '5407' });
  });

  test('the form of its thread', () => {
    const visit = new Visit('vk-react-post');
    const field = visit.openForm('5401');
    expect(visit.editor('5403')).toMatchObject({ field, replyTo: '5401' });
  });

  test.each(['5401', '5403', '5407'])('never the form that answers somebody else: %s', (comment) => {
    const visit = new Visit('vk-react-post');
    const field = visit.openForm('5402');
    const editor = visit.editor(comment);
    expect(editor?.field).not.toBe(field);
    expect(editor?.replyTo).toBeNull();
  });

  test('in the post opened over the wall', () => {
    const visit = new Visit('vk-react-layer');
    expect(visit.editor('5422')?.field.closest('#post-layer')).not.toBeNull();
  });

  test('in classic markup the form that names it, and no other form of the post', () => {
    const visit = new Visit('vk-hybrid');
    expect(visit.editor('4411')?.replyTo).toBeNull();
    visit.find('#reply_to-204815_4410').setAttribute('value', '4411');
    expect(visit.editor('4411')?.replyTo).toBe('4411');
    expect(visit.editor('4412')).toBeNull();
    expect(postOf(visit.editor('4406'))).toBe('-204815_4405');
  });

  test.each([
    ['ok-topic', '7005', '#field_dM', null, null],
    ['telegram-k-discussion', '911', '.chat.active .input-message-input.ProseMirror', 'telegram:id:1700204815', null],
    [
      'telegram-a-discussion',
      '947',
      '#editable-message-text',
      'telegram:id:1700204815',
      'Администрация Верхнекедровского сельского поселения',
    ],
    ['telegram-preview-discussion', '888', '.js-new_message_form [contenteditable]', null, null],
  ] as const)('the one that is there, and tells in whose name it writes: %s', (name, comment, selector, key, voice) => {
    const visit = new Visit(name);
    const editor = visit.editor(comment);
    expect(editor?.field).toBe(visit.find(selector));
    expect(editor).toMatchObject({ replyTo: null, voice: { key, name: voice, person: false } });
  });

  test('in classic markup with the box «от имени сообщества» under it, ticked or not', () => {
    const visit = new Visit('vk-hybrid');
    const box = visit.find('#reply_as_group-204815_4410');
    expect(visit.editor('4411')?.voice).toEqual({ key: 'vk:id:-204815', name: null, person: false });
    box.classList.remove('on');
    expect(visit.editor('4411')?.voice).toEqual({ key: null, name: null, person: true });
    box.remove();
    expect(visit.editor('4411')?.voice).toEqual({ key: null, name: null, person: false });
  });

  test.each([
    ['telegram-a-discussion', '947', '.send-as-button .Avatar'],
    ['telegram-k-discussion', '911', '.chat.active .new-message-send-as-avatar'],
  ] as const)('that writes in the name of a person says so: %s', (name, comment, selector) => {
    const visit = new Visit(name);
    visit.find(selector).setAttribute('data-peer-id', '555');
    expect(visit.editor(comment)?.voice).toMatchObject({ key: 'telegram:user:555', person: true });
  });

  test.each([
    ['telegram-k', 'a channel has a composer of posts only'],
    ['vk-mobile', 'a layout without editors'],
    ['vk-activity', 'a list of comments'],
  ] as const)('none in %s: %s', (name, _why) => {
    expect(new Visit(name).editor(null)).toBeNull();
  });

  test('none when it is not on the wall', () => {
    expect(new Visit('vk-react').editor('999')).toBeNull();
  });

  test('in a discussion the composer, though the list has let go of it', () => {
    expect(new Visit('telegram-a-discussion').editor('12')).not.toBeNull();
  });

  test.each([
    ['display: none', ''],
    ['visibility: hidden', ''],
    ['', 'inert'],
    ['', 'hidden'],
  ])('none while it is not to be seen: %s%s', (style, attribute) => {
    const visit = new Visit('ok-topic');
    const form = visit.find('.comments_form');
    if (style) form.setAttribute('style', style);
    if (attribute) form.setAttribute(attribute, '');
    expect(visit.editor('7005')).toBeNull();
  });

  test('none on other sites', () => {
    const { document, reader, writer } = new Visit('ok-topic');
    expect(writer.findEditor(document, 'https://example.org/', '7005', reader)).toBeNull();
  });
});

describe('without a comment the editor is', () => {
  test('the only one', () => {
    expect(new Visit('vk-react-post').editor(null)).not.toBeNull();
  });

  test('on a wall none that nobody writes in', () => {
    expect(new Visit('vk-react').editor(null)).toBeNull();
  });

  test('the one with the keyboard, and still so when the keyboard goes to a button', () => {
    const visit = new Visit('vk-react');
    visit.writer.follow(visit.document, visit.stopper().signal);
    const field = visit.find('[data-post-id="-204815_5308"] [data-testid="content-editable-input"]');
    field.tabIndex = 0;
    field.focus();
    expect(visit.editor(null)?.field).toBe(field);
    visit.find('button:not([disabled])').focus();
    expect(visit.document.activeElement).not.toBe(field);
    expect(visit.editor(null)?.field).toBe(field);
  });

  test('no longer followed after the signal', () => {
    const visit = new Visit('vk-react');
    const stop = visit.stopper();
    visit.writer.follow(visit.document, stop.signal);
    stop.abort();
    const field = visit.find('[data-post-id="-204815_5308"] [data-testid="content-editable-input"]');
    field.tabIndex = 0;
    field.focus();
    field.blur();
    visit.document.getSelection()?.removeAllRanges();
    expect(visit.editor(null)).toBeNull();
  });
});

test('of two forms for one comment the one that was used last is given', () => {
  const visit = new Visit('vk-react-post');
  visit.writer.follow(visit.document, visit.stopper().signal);
  const [first, second] = [visit.openForm('5407'), visit.openForm('5407')];
  expect(visit.editor('5407')?.field).toBe(first);
  second.tabIndex = 0;
  second.focus();
  expect(visit.editor('5407')?.field).toBe(second);
});

describe('«Ответить» of', () => {
  function opener(name: keyof typeof SAMPLES, comment: string, site: Site): HTMLElement | null {
    const { document, reader } = new Visit(name);
    const element = reader.commentElement(comment);
    const layout = recognise(LAYOUTS, document, site)?.layout;
    if (!element || !layout) throw new Error(`${comment} is not on the page`);
    return openerOf(element, layout);
  }

  test.each(['5401', '5402', '5403'])('a VK comment is its own, not that of an answer to it: %s', (comment) => {
    const found = opener('vk-react-post', comment, 'vk');
    expect(found?.textContent).toBe('Ответить');
    expect(found?.closest('[id]')?.id).toBe(`-204815_${comment}`);
  });

  test.each([
    ['vk-hybrid', '4412', 'vk', 'reply_link'],
    ['ok-topic', '7005', 'ok', 'comments_reply'],
  ] as const)('a comment of %s', (name, comment, site, className) => {
    expect(opener(name, comment, site)?.className).toContain(className);
  });

  test('a Telegram message is not known', () => {
    expect(opener('telegram-a-discussion', '947', 'telegram')).toBeNull();
  });
});
