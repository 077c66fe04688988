/**
 * Stands in for WXT's context of a content script, of which a quarter is needed here: the build puts it in its place,
 * see wxt.config.ts. Every browser that the extension runs in tells navigations within a site by itself.
 */
import browser from 'webextension-polyfill';

/** Not in TypeScript's description of Firefox and Chromium yet. */
interface Navigations {
  readonly navigation: EventTarget;
}

export class ContentScriptContext {
  private readonly life = new AbortController();

  /** A script of an older version in the same tab falls silent when this one starts. */
  constructor(name: string) {
    const started = `${browser.runtime.id}:${name}:wxt:content-script-started`;
    document.dispatchEvent(new CustomEvent(started));
    document.addEventListener(started, () => this.life.abort(), { signal: this.signal });
  }

  get signal(): AbortSignal {
    return this.life.signal;
  }

  /** Of the events that WXT makes up there is only that of another address: `wxt:locationchange`. */
  addEventListener(_window: Window, _type: 'wxt:locationchange', run: () => void): void {
    let last = location.href;
    const look = (event: Event): void => {
      const { url } = (event as Event & { destination: { url: string } }).destination;
      if (url === last) return;
      last = url;
      run();
    };
    (globalThis as unknown as Navigations).navigation.addEventListener('navigate', look, { signal: this.signal });
  }
}
