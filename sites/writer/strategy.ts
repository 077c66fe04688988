/** One way to get a text into a field. */
import type { FieldTrace } from './field';

export type How = 'exec-command' | 'before-input' | 'paste' | 'value';

export interface Strategy {
  readonly how: How;
  /** Whether it can be tried on this field at all. */
  fits(field: HTMLElement): boolean;
  /**
   * Writes at the caret, which stands behind what is written. Whether the text has landed is found out afterwards.
   * @returns false when nobody took the text, so that the field is as it was
   */
  write(trace: FieldTrace, text: string): boolean;
}
