/**
 * How much of the page is asked for between two places where reading can be interrupted: counted in questions to the
 * tree, so that a slow machine changes nothing. The times themselves are measured by bench/reading.ts.
 */
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { LAYOUTS } from '../../sites/layouts';
import { PageReader } from '../../sites/reader';
import type { Reading } from '../../types';
import { POST_URL, vkPost } from '../e2e/vk-post';
import { NOW, ZONE } from './open';

const QUESTIONS = ['matches', 'closest', 'getAttribute', 'querySelector', 'querySelectorAll'] as const;

class Counted {
  readonly document: Document;
  readonly reader = new PageReader(LAYOUTS);
  private asked = 0;
  /** jsdom answers one question by others. */
  private inside = false;

  constructor(comments: number) {
    const written = Array.from({ length: comments }, (_, at) => ({ id: at + 1, text: `Спасибо, номер ${at}` }));
    const { window } = new JSDOM(vkPost(written), { url: POST_URL });
    this.document = window.document;
    const ask = (question: () => unknown): unknown => {
      if (this.inside) return question();
      this.asked += 1;
      this.inside = true;
      try {
        return question();
      } finally {
        this.inside = false;
      }
    };
    for (const name of QUESTIONS) {
      const own = window.Element.prototype[name] as (...args: unknown[]) => unknown;
      Object.assign(window.Element.prototype, {
        [name](this: Element, ...args: unknown[]) {
          return ask(() => own.apply(this, args));
        },
      });
    }
  }

  /** @returns the reading, questions asked in all, and most between two stops */
  read(): { reading: Reading; all: number; most: number } {
    const work = this.reader.read(this.document, { url: POST_URL, now: NOW, zone: ZONE, settled: true });
    let all = 0;
    let most = 0;
    for (;;) {
      this.asked = 0;
      const step = work.next();
      all += this.asked;
      most = Math.max(most, this.asked);
      if (step.done) return { reading: step.value!, all, most };
    }
  }

  change(comment: number): void {
    const element = this.document.getElementById(`-204815_${comment}`)!;
    element.querySelector('[data-testid="showmoretext-in"]')!.textContent = 'Переписано';
    this.reader.touch([{ target: element } as unknown as MutationRecord]);
  }
}

describe('reading a long page', () => {
  test('can be interrupted after little work, however many comments there are', () => {
    const [few, many] = [new Counted(150).read(), new Counted(300).read()];
    expect(many.reading.comments).toHaveLength(300);
    // Only what passes each comment a few times may grow with their number, not the forty questions about a post.
    expect(many.most - few.most).toBeLessThanOrEqual(6 * 150);
    expect(few.most).toBeLessThan(4_000);
  });

  test('one changed comment costs a small part of the first reading', () => {
    const page = new Counted(240);
    const first = page.read();
    page.change(120);
    const again = page.read();
    expect(again.reading.comments[119]?.text).toBe('Переписано');
    expect(again.all).toBeLessThan(first.all / 8);
  });

  test('nothing changed asks for nothing of the items', () => {
    const page = new Counted(240);
    page.read();
    const { all } = page.read();
    expect(all).toBeLessThan(1_500);
  });
});
