/**
 * Keys of the desk. Letters alone belong to the sites and to whoever types, so every chord has Alt and Shift by
 * default; the physical key counts, for the Russian layout gives other letters. Each can be bound anew.
 */
/** What the keyboard can do, in the order of the help. */
export const KEY_ACTS = ['answer', 'leave', 'remove', 'handed', 'warn', 'undo', 'nextPage'] as const;
export type KeyAct = (typeof KEY_ACTS)[number];

/** «Alt+Shift+Digit1»: modifiers in this order, then `KeyboardEvent.code`. */
export const CHORD =
  /^(Ctrl\+)?(Alt\+)?(Shift\+)?(Key[A-Z]|Digit\d|F\d{1,2}|Numpad\d|Backquote|Minus|Equal|Comma|Period|Slash|Semicolon|Quote|BracketLeft|BracketRight|Backslash|Enter|Space)$/;

/** Chords by act; what is left out stands at its default. */
export type Keys = Partial<Record<KeyAct, string>>;

export const DEFAULT_KEYS: Required<Keys> = {
  answer: 'Alt+Shift+Digit1',
  leave: 'Alt+Shift+Digit2',
  remove: 'Alt+Shift+Digit3',
  handed: 'Alt+Shift+Digit4',
  warn: 'Alt+Shift+Digit5',
  undo: 'Alt+Shift+Digit0',
  nextPage: 'Alt+Shift+KeyN',
};

/** Chords of the panel that cannot be bound anew. */
export const FIXED: readonly string[] = ['Alt+Shift+ArrowDown', 'Alt+Shift+ArrowUp', 'Alt+Shift+Enter'];

export interface Pressed {
  code: string;
  altKey: boolean;
  ctrlKey: boolean;
  shiftKey: boolean;
  metaKey: boolean;
}

/** The chord that is being pressed; null for a modifier alone. */
export function chordOf({ code, altKey, ctrlKey, shiftKey, metaKey }: Pressed): string | null {
  if (metaKey || /^(Alt|Shift|Control|Meta)(Left|Right)$/.test(code)) return null;
  return `${ctrlKey ? 'Ctrl+' : ''}${altKey ? 'Alt+' : ''}${shiftKey ? 'Shift+' : ''}${code}`;
}

/** What a key press asks for, by the bindings in force. */
export function actOf(pressed: Pressed, keys: Keys): KeyAct | null {
  const chord = chordOf(pressed);
  return KEY_ACTS.find((act) => (keys[act] ?? DEFAULT_KEYS[act]) === chord) ?? null;
}

/** `bare`: a key that people type with; `taken`: by another act; `browser`: the browser keeps it for itself. */
export type KeyFault = 'bare' | 'taken' | 'browser' | 'unknown';

const BROWSERS =
  /^(Ctrl\+(Shift\+)?Key[A-Z]|Ctrl\+Digit\d|Alt\+Digit\d|Alt\+Key[DFEV]|(Ctrl\+|Alt\+|Shift\+)?F(4|5|6|10|11|12))$/;

/** Why an act cannot be bound to a chord; null: it can. */
export function keyFault(chord: string, act: KeyAct, keys: Keys): KeyFault | null {
  if (!CHORD.test(chord)) return FIXED.includes(chord) ? 'taken' : 'unknown';
  if (!/^(Ctrl|Alt)\+/.test(chord) && !/^(Shift\+)?F\d/.test(chord)) return 'bare';
  if (BROWSERS.test(chord)) return 'browser';
  const others = KEY_ACTS.filter((one) => one !== act).map((one) => keys[one] ?? DEFAULT_KEYS[one]);
  return [...others, ...FIXED].includes(chord) ? 'taken' : null;
}

const NAMES: Record<string, string> = {
  Backquote: '`',
  Minus: '-',
  Equal: '=',
  Comma: ',',
  Period: '.',
  Slash: '/',
  Semicolon: ';',
  Quote: "'",
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
};

/** As people read it: «Alt+Shift+1». */
export function chordName(chord: string): string {
  return chord
    .split('+')
    .map((part) => NAMES[part] ?? part.replace(/^(Key|Digit)/, ''))
    .join('+');
}
