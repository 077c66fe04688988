/** Texts written for the project: `training/texts/<name>.txt`, one a line, alternatives in braces. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { textKey } from '../detection';
import { random } from './random';

const FOLDER = fileURLToPath(new URL('./texts', import.meta.url));
/** Variants of one line with alternatives. */
const VARIANTS = 5;

export interface OwnText {
  /** Name of the file. */
  name: string;
  text: string;
  /** The line it came from: its variants belong together. */
  line: string;
}

/** Names of the files, in alphabetical order. */
export function ownNames(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => name.slice(0, -4))
    .sort();
}

/** Lines of one file without comments («#») and empty ones. */
export function ownLines(name: string): string[] {
  return readFileSync(join(FOLDER, `${name}.txt`), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/**
 * All own texts with their alternatives chosen; the same seed gives the same texts.
 * @param except keys (`textKey`) of texts that must not be learnt, as those of the functional suite
 */
export function ownTexts(seed: number, except: ReadonlySet<string>): OwnText[] {
  const next = random(seed);
  return ownNames().flatMap((name) =>
    ownLines(name).flatMap((line, index) => {
      const variants = line.includes('{') ? VARIANTS : 1;
      const texts = new Set(Array.from({ length: variants }, () => chosen(line, next)));
      return [...texts]
        .filter((text) => !except.has(textKey(text)))
        .map((text) => ({ name, text, line: `${name}:${index}` }));
    }),
  );
}

/** A line with one of each alternatives: «{Срочно|} нужны {люди|помощники}». Braces may stand in braces. */
export function chosen(line: string, next: () => number): string {
  let text = line;
  for (let at = text.lastIndexOf('{'); at >= 0; at = text.lastIndexOf('{')) {
    const end = text.indexOf('}', at);
    if (end < 0) throw new Error(`a brace without an end: ${line}`);
    const choices = text.slice(at + 1, end).split('|');
    text = text.slice(0, at) + choices[Math.floor(next() * choices.length)]! + text.slice(end + 1);
  }
  return text.replace(/ {2,}/g, ' ').trim();
}
