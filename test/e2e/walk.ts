/**
 * Follows one matter through the screens: how many clicks each step takes, how long the computer takes for it, and what
 * is to be seen then. `npm run walk` shows the outcome.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import { saveScreenshot, until } from './harness';

interface Step {
  name: string;
  clicks: number;
  seconds: number;
}

export class Walk {
  readonly steps: Step[] = [];
  private made = 0;

  /** @param name of the pictures: «<engine>-walk» */
  constructor(private readonly name: string) {}

  /** Counts every click of the mouse on this page. */
  follow({ mouse }: Page): void {
    const click = mouse.click.bind(mouse);
    mouse.click = async (...given) => {
      this.made += 1;
      await click(...given);
    };
  }

  get clicks(): number {
    return this.made;
  }

  async step(page: Page, name: string, act: () => Promise<unknown>): Promise<void> {
    const [before, since] = [this.made, performance.now()];
    await act();
    this.steps.push({ name, clicks: this.made - before, seconds: (performance.now() - since) / 1000 });
    await saveScreenshot(page, `${this.name}-${this.steps.length}`);
  }

  /** A table beside the pictures. */
  write(): void {
    const rows = this.steps.map(
      ({ name, clicks, seconds }, at) => `| ${at + 1} | ${name} | ${clicks} | ${seconds.toFixed(1)} |`,
    );
    const seconds = this.steps.reduce((sum, step) => sum + step.seconds, 0);
    const head = ['| Снимок | Шаг | Щелчки | Секунды |', '|---|---|---|---|'];
    const all = `| | Всего | ${this.made} | ${seconds.toFixed(1)} |`;
    const file = fileURLToPath(new URL(`../../.screenshots/${this.name}.md`, import.meta.url));
    writeFileSync(file, `${[...head, ...rows, all].join('\n')}\n`);
  }
}

/** Clicks with the mouse on what says so on one of the extension's own pages. */
export async function press(page: Page, selector: string, words = ''): Promise<void> {
  const { x, y } = await until(
    () =>
      page.evaluate(
        (wanted: string, said: string) => {
          const found = [...document.querySelectorAll<HTMLElement>(wanted)].find((one) => one.innerText.includes(said));
          found?.scrollIntoView({ block: 'center' });
          // A link over two lines has its middle between them.
          const box = found?.getClientRects()[0];
          return box && box.width > 0 ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
        },
        selector,
        words,
      ),
    `«${words || selector}» on the page`,
  );
  await page.mouse.click(x, y);
}
