// @vitest-environment jsdom
/** Decisions on the page when the background cannot keep the evidence. */
import { describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { Queue } from '../../entrypoints/site.content/queue';
import type { PageSession } from '../../entrypoints/site.content/session';
import { inPage } from '../../locales/inpage';
import { LAYOUTS } from '../../sites/layouts';

const t = inPage('ru');
const FINDING = {
  kind: 'insult',
  rule: 'r',
  clause: '8-insult',
  start: 0,
  end: 5,
  text: 'слово',
  confidence: 0.9,
  level: 'certain',
};
const MARKED = {
  comment: {
    id: '1',
    post: null,
    parent: null,
    permalink: null,
    author: { name: 'Житель', link: null, own: false },
    text: 'слово',
    time: null,
    timeLabel: '',
  },
  verdict: { flagged: true, kinds: ['insult'], scores: {}, findings: [FINDING] },
  dismissed: false,
};

/** A page with one comment whose menu would open. */
function page(decide: unknown) {
  document.body.innerHTML =
    '<div data-testid="wall_comments_comment_root"><button aria-haspopup="menu">⋯</button></div>';
  const element = document.body.firstElementChild!;
  Element.prototype.scrollIntoView = () => {};
  const opened = vi.fn();
  element.querySelector('button')!.addEventListener('click', opened);
  const asked: string[] = [];
  vi.spyOn(browser.runtime, 'sendMessage').mockImplementation(async (message: unknown) => {
    const { name } = message as { name: string };
    asked.push(name);
    if (name === 'decide') return decide;
    return { ok: true, data: { cases: [], vanished: [], elsewhere: [], keys: {} } };
  });
  const said = vi.fn();
  const session = {
    opened: { page: { id: 'p', keys: [], name: 'Страница' }, language: 'ru', clauses: [], zone: 'Asia/Tomsk' },
    t,
    reading: null,
    overlayElement: document.createElement('div'),
    reader: { commentElement: () => element, layoutOf: () => LAYOUTS[0], deletedComments: () => [] },
    marks: { get: () => MARKED, lists: { marked: [MARKED], waiting: [], dismissed: [] } },
    faultOf: () => t('problem.storage-full'),
    look: () => {},
    closeCard: () => {},
    signal: AbortSignal.abort(),
  } as unknown as PageSession;
  return { queue: new Queue(session, () => {}, said), said, opened, asked };
}

describe('a removal', () => {
  it('does not open the menu when the disk is full, and says so', async () => {
    const { queue, said, opened, asked } = page({ ok: false, code: 'storage-full', message: 'quota' });
    queue.actions.begin('1', 'remove');
    await vi.waitFor(() => expect(said).toHaveBeenCalledWith(t('problem.storage-full')));
    expect(asked).toContain('decide');
    expect(opened).not.toHaveBeenCalled();
  });

  it('opens it once the evidence is kept', async () => {
    const { queue, opened } = page({ ok: true, data: [] });
    queue.actions.begin('1', 'remove');
    await vi.waitFor(() => expect(opened).toHaveBeenCalledTimes(1));
  });
});
