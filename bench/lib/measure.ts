/** What the benches share: medians, ratios, and browsers without anything around them. */
import { findEngine } from '../../scripts/browsers.mjs';
import { type Started, type StartOptions, startBrowser } from '../../scripts/lib/browser';
import { ROOT } from '../../scripts/lib/command.mjs';
import { ZONE } from '../../scripts/lib/sample-sites';

export type Engine = StartOptions['engine'];

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The build of the extension for a browser. */
export function builtFor(engine: Engine): string {
  return `${ROOT}.output/${engine === 'firefox' ? 'firefox' : 'chrome'}-mv3`;
}

/** @returns null when this machine has no such browser, which is said */
export async function open(engine: Engine, options: Partial<StartOptions> = {}): Promise<Started | null> {
  const path = findEngine(engine)?.path;
  if (path) {
    return startBrowser({
      engine,
      path,
      headless: true,
      extensions: [],
      internet: null,
      zone: ZONE,
      language: 'ru',
      ...options,
    });
  }
  console.log(`${engine}: not on this machine`);
  return null;
}

/** A goal and whether it was reached, for the last lines of a bench. */
export function goal(name: string, value: number, isReached: boolean, unit = '×'): void {
  console.log(`${isReached ? 'reached' : 'MISSED '}  ${name}: ${value.toFixed(2)} ${unit}`);
}
