/**
 * Watches a page for changes of its DOM that the page did not make itself. The page's callbacks (listeners, timers,
 * frames, observers) are wrapped before its first script runs, so that what they change can be told from what is
 * changed from outside: by a content script, which has another world and is not wrapped.
 *
 * Not told apart: what a page changes after an `await` and in `onclick="…"` attributes, and what a content script
 * changes inside an event that the page sent itself. Sample pages do neither.
 */
import type { Page } from 'puppeteer-core';
import { HOST } from './probe';

export interface Mutation {
  type: MutationRecordType;
  /** Path of the changed element from the root. */
  target: string;
  /** Which attribute, or which nodes came and went. */
  detail: string;
  /** Inside an editor or field, where a person or a reply changes something lawfully. */
  inEditor: boolean;
}

interface Guard {
  /** Makes what the function changes the page's own. */
  owned<A extends unknown[], R>(callback: (...args: A) => R): (...args: A) => R;
  take(): Mutation[];
}

declare global {
  interface Window {
    smotritelGuard: Guard;
  }
}

/** To be called before the page is opened. */
export async function installGuard(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(watch, HOST);
}

/** What was changed from outside since the document was parsed, or since the last time, without editors. */
export async function takeMutations(page: Page, { editors = false } = {}): Promise<Mutation[]> {
  const mutations = await page.evaluate(() => window.smotritelGuard.take());
  return mutations.filter(({ inEditor }) => editors || !inEditor);
}

/** Runs a function in the page as if the page had: its changes are not counted. */
export async function alter<A extends unknown[]>(page: Page, change: (...args: A) => void, ...args: A): Promise<void> {
  await page.evaluate(`window.smotritelGuard.owned(${change})(...${JSON.stringify(args)})`);
}

/** Runs in the page, before its own scripts. */
function watch(host: string): void {
  const foreign: Mutation[] = [];
  const wrapped = new WeakMap<object, EventListener>();
  let depth = 0;
  let parsed = false;
  const observer = new MutationObserver(note);

  function pathOf(node: Node): string {
    const element = node instanceof Element ? node : node.parentElement;
    if (!element) return node.nodeName;
    const step = element.localName + (element.id ? `#${element.id}` : '');
    return element.parentElement ? `${pathOf(element.parentElement)} > ${step}` : step;
  }

  function isOurHost({ target, type, addedNodes, removedNodes }: MutationRecord): boolean {
    if (target instanceof Element && target.localName === host) return true;
    if (type !== 'childList' || target !== document.documentElement) return false;
    return [...addedNodes, ...removedNodes].every((node) => node instanceof Element && node.localName === host);
  }

  function note(records: MutationRecord[]): void {
    for (const record of parsed ? records : []) {
      if (isOurHost(record)) continue;
      const { target, type, attributeName, addedNodes, removedNodes } = record;
      const element = target instanceof Element ? target : target.parentElement;
      const names = [...addedNodes].map((node) => `+${node.nodeName}`);
      names.push(...[...removedNodes].map((node) => `-${node.nodeName}`));
      foreign.push({
        type,
        target: pathOf(target),
        detail: attributeName ?? names.join(' '),
        inEditor: element?.closest('[contenteditable]:not([contenteditable="false"]), textarea, input') !== null,
      });
    }
  }

  function owned<A extends unknown[], R>(callback: (...args: A) => R): (...args: A) => R {
    return function (this: unknown, ...args: A): R {
      if (depth === 0) note(observer.takeRecords());
      depth += 1;
      try {
        return callback.apply(this, args);
      } finally {
        depth -= 1;
        if (depth === 0) observer.takeRecords();
      }
    };
  }

  function wrap(listener: EventListenerOrEventListenerObject | null): EventListener | null {
    if (!listener) return null;
    const known = wrapped.get(listener);
    if (known) return known;
    const call = typeof listener === 'function' ? listener : listener.handleEvent.bind(listener);
    const mine = owned(call as (event: Event) => void);
    wrapped.set(listener, mine);
    return mine;
  }

  const { addEventListener, removeEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    addEventListener.call(this, type, wrap(listener), options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    removeEventListener.call(this, type, wrap(listener), options);
  };
  for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame', 'queueMicrotask'] as const) {
    const native = window[name] as (callback: () => void, ...rest: unknown[]) => number;
    const mine = (callback: () => void, ...rest: unknown[]): number => native.call(window, owned(callback), ...rest);
    Object.defineProperty(window, name, { value: mine, writable: true, configurable: true });
  }
  for (const name of ['MutationObserver', 'IntersectionObserver', 'ResizeObserver'] as const) {
    const Native = window[name] as new (callback: () => void, ...rest: unknown[]) => object;
    const Mine = class extends Native {
      constructor(callback: () => void, ...rest: unknown[]) {
        super(owned(callback), ...rest);
      }
    };
    Object.defineProperty(window, name, { value: Mine, writable: true, configurable: true });
  }

  const everything = { subtree: true, childList: true, attributes: true, characterData: true };
  observer.observe(document, everything);
  addEventListener.call(document, 'DOMContentLoaded', () => {
    observer.takeRecords();
    parsed = true;
  });
  const take = (): Mutation[] => {
    note(observer.takeRecords());
    return foreign.splice(0);
  };
  Object.defineProperty(window, 'smotritelGuard', { value: { owned, take } });
}
