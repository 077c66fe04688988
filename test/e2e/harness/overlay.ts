/** The panel and card of the extension on a site's page, seen through the probe, used with a real mouse. */
import type { Page } from 'puppeteer-core';
import { type Patience, until } from '../../../scripts/lib/until';
import { type AxeReport, askProbe, type Seen } from './probe';

export interface Which extends Patience {
  /** Must be found in the text, the label or the value. */
  text?: string | RegExp;
}

export class Overlay {
  constructor(private readonly page: Page) {}

  /** Whether the extension has drawn anything. */
  present(): Promise<boolean> {
    return askProbe(this.page, 'present', {});
  }

  /** All that match now, seen or not. */
  async all(selector: string, { text }: Which = {}): Promise<Seen[]> {
    const found = await askProbe(this.page, 'query', { selector });
    return found.filter((seen) => fits(seen, text));
  }

  /** The first visible match, waited for. */
  find(selector: string, which: Which = {}): Promise<Seen> {
    return until(
      async () => (await this.all(selector, which)).find((seen) => seen.visible),
      `${named(selector, which)} in the overlay`,
      which,
    );
  }

  /** Waits until nothing visible matches any more. */
  async gone(selector: string, which: Which = {}): Promise<void> {
    await until(
      async () => !(await this.all(selector, which)).some((seen) => seen.visible),
      `${named(selector, which)} to leave the overlay`,
      which,
    );
  }

  /** Presses the mouse in the middle of the first visible match, once it is at rest, enabled and uncovered. */
  async click(selector: string, which: Which = {}): Promise<void> {
    const { x, y } = await this.middleOf(selector, which);
    await this.page.mouse.click(x, y);
  }

  /** Moves the mouse to the middle of the first visible match. */
  async hover(selector: string, which: Which = {}): Promise<void> {
    const { x, y } = await this.middleOf(selector, which);
    await this.page.mouse.move(x, y);
  }

  /** The element that has the keyboard, or null when it is elsewhere. */
  focused(): Promise<Seen | null> {
    return askProbe(this.page, 'focused', {});
  }

  /** All that is to be read in it. */
  text(): Promise<string> {
    return askProbe(this.page, 'text', {});
  }

  /** Its inner HTML: to see that hostile text became text. */
  markup(): Promise<string> {
    return askProbe(this.page, 'markup', {});
  }

  /** Computed values of CSS properties of the first match, which is waited for. */
  async style(selector: string, ...properties: string[]): Promise<Record<string, string>> {
    return until(() => askProbe(this.page, 'style', { selector, properties }), `${selector} in the overlay`);
  }

  /** Texts of the painted ranges by the name of their highlight; the registry is one for all worlds. */
  highlights(): Promise<Record<string, string[]>> {
    return this.page.evaluate(paintedTexts);
  }

  /** What axe finds wrong in the overlay. @param options of `axe.run` */
  async axe(options: object = {}): Promise<AxeReport> {
    return until(() => askProbe(this.page, 'axe', { options }), 'an overlay for axe');
  }

  private async middleOf(selector: string, which: Which): Promise<{ x: number; y: number }> {
    let before = '';
    const { rect } = await until(
      async () => {
        const found = await askProbe(this.page, 'query', { selector });
        const index = found.findIndex((seen) => seen.visible && fits(seen, which.text));
        const seen = found[index];
        if (!seen) return null;
        await askProbe(this.page, 'reveal', { selector, index });
        const place = JSON.stringify(seen.rect);
        const still = place === before;
        before = place;
        return still && seen.uncovered && !seen.disabled && seen;
      },
      `${named(selector, which)} in the overlay to be clickable`,
      which,
    );
    return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
  }
}

function fits({ text, label, value }: Seen, wanted: string | RegExp | undefined): boolean {
  if (wanted === undefined) return true;
  return [text, label, value].some((words) =>
    typeof wanted === 'string' ? words.includes(wanted) : wanted.test(words),
  );
}

function named(selector: string, { text }: Which): string {
  return text === undefined ? `«${selector}»` : `«${selector}» with ${text}`;
}

/** Runs in the page. */
function paintedTexts(): Record<string, string[]> {
  const texts = [...CSS.highlights].map(([name, highlight]) => [
    name,
    [...highlight].map(({ startContainer, startOffset, endContainer, endOffset }) => {
      const range = document.createRange();
      range.setStart(startContainer, startOffset);
      range.setEnd(endContainer, endOffset);
      return range.toString();
    }),
  ]);
  return Object.fromEntries(texts);
}
