/**
 * For editors that draw their text themselves from `beforeinput` and that the browser cannot edit (Lexical, canvas and
 * EditContext editors). None is known on the three sites; next in turn when commands are refused.
 */
import { viewOf } from './field';
import type { Strategy } from './strategy';

export const beforeInput: Strategy = {
  how: 'before-input',

  fits: (field) => typeof viewOf(field).InputEvent === 'function',

  write(trace, text) {
    let taken = false;
    for (const [index, line] of text.split('\n').entries()) {
      if (index > 0 && !announce(trace.current(), 'insertLineBreak', null)) return taken;
      if (line !== '' && !announce(trace.current(), 'insertText', line)) return taken;
      taken = true;
    }
    return taken;
  },
};

/** @returns whether the editor took it upon itself, which it says by preventing the default */
function announce(field: HTMLElement | null, inputType: string, data: string | null): boolean {
  if (!field) return false;
  const { InputEvent } = viewOf(field);
  const event = new InputEvent('beforeinput', { inputType, data, bubbles: true, cancelable: true, composed: true });
  return !field.dispatchEvent(event);
}
