/** Puts a text into a field by the first strategy that the field takes it from. */
import { beforeInput } from './before-input';
import { beginAtCaret } from './caret';
import { execCommand } from './exec-command';
import { FieldTrace, isValueField, rootOf } from './field';
import { awaitLanding, landingOf } from './landing';
import { paste, prefersPaste } from './paste';
import type { How, Strategy } from './strategy';
import { readField } from './text';
import { value } from './value';

/**
 * By which strategy the text has landed. `null`: by none; `changed` then tells whether something of it is in the
 * field all the same. Either way the caller offers the clipboard.
 */
export type Insertion = { how: How } | { how: null; changed: boolean };

const CHAIN: readonly Strategy[] = [execCommand, value, beforeInput, paste];
const PASTE_FIRST: readonly Strategy[] = [paste, execCommand, beforeInput];

/**
 * Puts the text into the field behind what is written there, on a line of its own, as if it were typed: the site
 * takes it, its send button wakes up, Ctrl+Z undoes it. Nothing is pressed, clicked or taken away. Every strategy is
 * checked by reading the field back; after one that left something else than the text nothing further is tried.
 *
 * @param text lines divided by `\n`
 */
export async function insertText(field: HTMLElement, text: string): Promise<Insertion> {
  const wanted = text.replace(/\r\n?/g, '\n').replace(/\s+$/, '');
  if (wanted === '' || !takes(field, wanted)) return { how: null, changed: false };
  const root = rootOf(field);
  const trace = new FieldTrace(field);
  const before = readField(field);
  const behind = before.trim() === '' || before.endsWith('\n') ? wanted : `\n${wanted}`;
  const chain = prefersPaste(field) && behind.includes('\n') ? PASTE_FIRST : CHAIN;
  for (const strategy of chain) {
    const current = trace.current();
    if (!current) break;
    if (!strategy.fits(current)) continue;
    await beginAtCaret(current);
    const taken = strategy.write(trace, behind);
    if (!taken && landingOf(readField(trace.current() ?? current), before, wanted) === 'untouched') continue;
    const landing = await awaitLanding(root, trace, before, wanted);
    if (landing === 'landed') return { how: strategy.how };
    if (landing === 'changed') return { how: null, changed: true };
  }
  return { how: null, changed: false };
}

/** Whether the field is there, open for writing, and can hold these lines. */
function takes(field: HTMLElement, text: string): boolean {
  if (!field.isConnected || field.matches(':disabled, [aria-disabled="true"], [readonly], [aria-readonly="true"]')) {
    return false;
  }
  const single = field.localName === 'input';
  return !single || !(text.includes('\n') || (isValueField(field) && field.value.trim() !== ''));
}
