/**
 * For textareas and inputs where the command is refused or missing. React and its
 * kin notice the value at the `input` event. The browser cannot undo it, so it comes after the command.
 */
import { isValueField, viewOf } from './field';
import type { Strategy } from './strategy';

export const value: Strategy = {
  how: 'value',

  fits: isValueField,

  write(trace, text) {
    const field = trace.current();
    if (!field || !isValueField(field)) return false;
    const end = field.value.length;
    field.setRangeText(text, end, end, 'end');
    const { InputEvent } = viewOf(field);
    field.dispatchEvent(
      new InputEvent('input', { inputType: 'insertText', data: text, bubbles: true, composed: true }),
    );
    return true;
  },
};
