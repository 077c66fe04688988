/** A key by which the same text is known again however it is spaced, cased or punctuated. */
import { fold } from './fold';

/**
 * Key of a text's letters and digits: 64 bits as hexadecimal. It keeps no word of the text; it is no secret either.
 */
export function textKey(text: string): string {
  const { letters, at, count, text: original } = fold(text);
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let i = 0; i < count; i++) {
    const letter = letters[i]!;
    const unit = letter >= 59 ? original.charCodeAt(at[i]!) : letter;
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ (unit + (low >>> 13)), 0x85ebca6b);
    high ^= high >>> 15;
  }
  return (high >>> 0).toString(16).padStart(8, '0') + (low >>> 0).toString(16).padStart(8, '0');
}
