/** The page's side of bench/painting.ts: a long page of comments, and four ways to mark words in it. */
import { inSlices } from '../../entrypoints/site.content/slices';
import { type Fragment, Highlights } from '../../overlay/highlights';

/** mark.js as its own file puts it into the page. */
declare const Mark: new (
  root: Element,
) => { mark(word: string, options: { done(): void; separateWordSearch: boolean }): void };

const WORD = 'дебилы';
const CALM = 'Спасибо дорогу почистили вовремя а свет на Лесной так и не горит второй месяц подряд никто не едет';

export interface Painted {
  /** From the first act until the frame that shows the result, ms by the page's clock. */
  took: number;
  /** Changes of the page's tree. */
  mutations: number;
}

export type Way = 'nothing' | 'ours' | 'at once' | 'spans' | 'mark.js';

let list: HTMLElement;
/** Where the word stands, found before anything is measured. */
let ready: { id: string; text: Text; start: number }[] = [];
let highlights: Highlights;

/** Makes the page anew. @param marked how many of the comments hold the word */
export function make(comments: number, marked: number): void {
  highlights?.clear();
  CSS.highlights.clear();
  const items = Array.from({ length: comments }, (_, at) => {
    const has = Math.floor(((at + 1) * marked) / comments) > Math.floor((at * marked) / comments);
    const text = has ? `${CALM}, одни ${WORD} сидят` : CALM;
    return `<div class="comment"><a href="#">Житель ${at}</a><div class="text">${text}</div><time>сегодня в 9:10</time></div>`;
  });
  document.body.innerHTML = `<style>::highlight(smotritel-insult) { background-color: #ffd9d9; text-decoration: underline 2px #b00020 }
    .comment { margin: 8px 0; width: 600px } span.mark, mark { background-color: #ffd9d9 }</style>
    <main>${items.join('')}</main>`;
  list = document.querySelector('main')!;
  highlights = new Highlights((id) => list.children[Number(id)] ?? null);
}

function fragments(from = 0): { id: string; text: Text; start: number }[] {
  const found: { id: string; text: Text; start: number }[] = [];
  for (let at = from; at < list.children.length; at++) {
    const text = list.children[at]!.querySelector('.text')!.firstChild as Text;
    const start = text.data.indexOf(WORD);
    if (start >= 0) found.push({ id: String(at), text, start });
  }
  return found;
}

function rangeOf(text: Text, start: number): StaticRange {
  return new StaticRange({
    startContainer: text,
    startOffset: start,
    endContainer: text,
    endOffset: start + WORD.length,
  });
}

function* paint(found: ReturnType<typeof fragments>): Generator<undefined, void> {
  highlights.expect(found.length);
  for (const { id, text, start } of found) {
    const fragment: Fragment = { kind: 'insult', level: 'certain', range: rangeOf(text, start) };
    highlights.paint(id, [fragment]);
    yield;
  }
}

const WAYS: Record<Way, (found: ReturnType<typeof fragments>) => Promise<void> | void> = {
  nothing: () => {},
  ours: async (found) => void (await inSlices(paint(found), new AbortController().signal)),
  'at once': (found) => {
    const highlight = new Highlight(...found.map(({ text, start }) => rangeOf(text, start)));
    CSS.highlights.set('smotritel-insult', highlight);
  },
  spans: (found) => {
    for (const { text, start } of found) {
      const word = text.splitText(start);
      word.splitText(WORD.length);
      const span = document.createElement('span');
      span.className = 'mark';
      word.replaceWith(span);
      span.append(word);
    }
  },
  'mark.js': (found) =>
    new Promise((done) => {
      // On a page that is marked already a person would give it the new comment alone.
      const root = found.length > 1 ? list : (found[0]?.text.parentElement ?? list);
      new Mark(root).mark(WORD, { done, separateWordSearch: false });
    }),
};

/** The next frame is drawn and the thread is free again. */
function drawn(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

async function timed(work: () => Promise<void> | void): Promise<Painted> {
  let mutations = 0;
  const observer = new MutationObserver((records) => {
    mutations += records.length;
  });
  observer.observe(list, { subtree: true, childList: true, characterData: true, attributes: true });
  await drawn();
  const start = performance.now();
  await work();
  // What the browser tells us of elements near the window comes with one frame, and is drawn with the next.
  await drawn();
  await drawn();
  const took = performance.now() - start;
  mutations += observer.takeRecords().length;
  observer.disconnect();
  return { took, mutations };
}

/** Everything made is drawn, and nothing is left to do. */
export async function prepare(): Promise<void> {
  ready = fragments();
  for (let frame = 0; frame < 3; frame++) await drawn();
}

export function all(way: Way): Promise<Painted> {
  return timed(() => WAYS[way](ready));
}

/** One more comment comes and is painted, after `all`; its own arrival is part of the thread's time. */
export async function oneMore(way: Way): Promise<Painted> {
  const comment = list.firstElementChild!.cloneNode(true) as Element;
  comment.querySelector('.text')!.textContent = `${CALM}, одни ${WORD} сидят`;
  const at = list.children.length;
  list.append(comment);
  await drawn();
  return timed(() => {
    if (way !== 'at once') return WAYS[way](fragments(at));
    const [{ text, start } = { text: new Text(), start: 0 }] = fragments(at);
    CSS.highlights.get('smotritel-insult')?.add(rangeOf(text, start));
    return undefined;
  });
}
