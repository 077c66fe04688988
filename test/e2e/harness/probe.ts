/** Questions to the probe extension (`../probe`), which sees into the closed shadow root of ours. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import type { Engine } from '../../../scripts/browsers.mjs';

/** The one element that the extension adds to a page. */
export const HOST = 'smotritel-host';

/** An element in the closed root, as it was when the probe looked. */
export interface Seen {
  tag: string;
  /** What is rendered of its text, spaces folded. */
  text: string;
  /** `aria-label`, or nothing. */
  label: string;
  value: string;
  attributes: Record<string, string>;
  /** In CSS pixels of the viewport. */
  rect: { x: number; y: number; width: number; height: number };
  visible: boolean;
  /** A click in its middle would reach it. */
  uncovered: boolean;
  focused: boolean;
  disabled: boolean;
}

export interface AxeReport {
  violations: {
    id: string;
    impact: string | null;
    help: string;
    nodes: { target: string; html: string; failureSummary: string }[];
  }[];
  /** Names of the checks that found something to check, and nothing wrong. */
  passes: string[];
}

/** Name → what is asked → what is answered. */
export interface Questions {
  /** The tab's number in `browser.tabs`. */
  tab: [object, number];
  present: [object, boolean];
  query: [{ selector: string }, Seen[]];
  reveal: [{ selector: string; index: number }, boolean];
  focused: [object, Seen | null];
  style: [{ selector: string; properties: string[] }, Record<string, string> | null];
  text: [object, string];
  markup: [object, string];
  axe: [{ options: object }, AxeReport | null];
}

let number = 0;

/** @throws when there is no probe on the page, which only the sites' own hosts have */
export async function askProbe<Name extends keyof Questions>(
  page: Page,
  name: Name,
  question: Questions[Name][0],
): Promise<Questions[Name][1]> {
  number += 1;
  const sent = JSON.stringify({ host: HOST, ...question, name, number });
  const answer = await page.evaluate(exchange, sent, number);
  if (answer === null) throw new Error(`The probe does not answer on ${page.url()}`);
  const { result, fault } = JSON.parse(answer) as { result: Questions[Name][1]; fault?: string };
  if (fault) throw new Error(`The probe failed at «${name}»: ${fault}`);
  return result;
}

/** Runs in the page. axe may take seconds; a missing probe is told after ten. */
function exchange(sent: string, number: number): Promise<string | null> {
  return new Promise((resolve) => {
    const done = (answer: string | null): void => {
      document.removeEventListener('smotritel-probe-answers', listen);
      clearTimeout(timer);
      resolve(answer);
    };
    const listen = (event: Event): void => {
      const { detail } = event as CustomEvent<string>;
      if ((JSON.parse(detail) as { number: number }).number === number) done(detail);
    };
    const timer = setTimeout(done, 10_000, null);
    document.addEventListener('smotritel-probe-answers', listen);
    document.dispatchEvent(new CustomEvent('smotritel-probe-asks', { detail: sent }));
  });
}

/** Puts the probe and axe together in a folder from which a browser can install it. */
export function buildProbe(engine: Engine): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'smotritel-probe-'));
  cpSync(fileURLToPath(new URL('../probe/', import.meta.url)), folder, { recursive: true });
  const axe = fileURLToPath(new URL('../../../node_modules/axe-core/axe.min.js', import.meta.url));
  cpSync(axe, join(folder, 'axe.min.js'));
  // Chromium before 121 refuses a background with scripts, Firefox knows no other.
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  delete manifest.background[engine === 'chromium' ? 'scripts' : 'service_worker'];
  writeFileSync(file, JSON.stringify(manifest));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
