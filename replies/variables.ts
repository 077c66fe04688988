/**
 * The variables of reply templates: `{имя}`, `{уважаемый}` («Уважаемая», «Уважаемый»), `{орган}`, `{телефон}`, `{адрес}`, `{почта}`, `{сайт}`, `{дата}`, `{срок}`.
 * Case and spaces inside the braces do not matter. `{{` and `}}` stand for the braces themselves. Filling is one pass:
 * what a commenter put into his name is never read as a variable.
 */
import { respectTo } from './gender';
import { greetingName } from './names';
import type { OfficeProfile } from './profile';

export const VARIABLES = ['имя', 'уважаемый', 'орган', 'телефон', 'адрес', 'почта', 'сайт', 'дата', 'срок'] as const;
export type Variable = (typeof VARIABLES)[number];

/** Values by variable. An empty string means «leave it out»: the comma that led to it goes too. */
export type Values = Partial<Record<Variable, string>>;

export interface FillContext {
  profile: OfficeProfile | null;
  /** Display name of the commenter as the site prints it; null: not known. */
  author: string | null;
  /** Date that the reply speaks of, as printed: «24 ноября»; null: ask. */
  date: string | null;
  /** Date until which an answer or a work is promised, as printed: «28 ноября»; null: ask. */
  term: string | null;
  /** What the person typed into the fields; goes before everything else. */
  typed?: Values;
}

export interface Filled {
  /** Text with every known variable filled; an unknown one stays as it was written. */
  text: string;
  /** Variables that no value is known for, each once, in the order of the text: each wants a field. */
  missing: string[];
}

/** One `{…}` of a text. Offsets are UTF-16 units, end exclusive, braces included. */
export interface Placeholder {
  start: number;
  end: number;
  /** As written between the braces, trimmed. */
  written: string;
  /** null: there is no such variable. */
  variable: Variable | null;
  /** The variable that was probably meant; null when nothing is near or the variable is known. */
  meant: Variable | null;
}

type Part = { literal: string } | { placeholder: Placeholder; literal: string };

const NAME = /^[\p{L}\p{N}_ -]{1,40}$/u;
const LONGEST_NAME = 60;

const normal = (name: string): string => name.trim().toLowerCase().replaceAll('ё', 'е');

function known(written: string): Variable | null {
  const name = normal(written);
  return VARIABLES.find((variable) => variable === name) ?? null;
}

const lettersOf = (word: string): string => [...word].sort().join('');

/** Changes of one letter between two short words, swapped letters being one change; stops counting at three. */
function distance(a: string, b: string): number {
  if (a !== b && lettersOf(a) === lettersOf(b)) return 1;
  if (Math.abs(a.length - b.length) > 2) return 3;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 3) + 1, (next[j - 1] ?? 3) + 1, (row[j - 1] ?? 3) + same));
    }
    row = next;
  }
  return row[b.length] ?? 3;
}

function meant(written: string): Variable | null {
  const name = normal(written);
  let best: Variable | null = null;
  let least = 3;
  for (const variable of VARIABLES) {
    const away = distance(name, variable);
    if (away < least && away < variable.length / 2) [best, least] = [variable, away];
  }
  return best;
}

function parts(text: string): Part[] {
  const out: Part[] = [];
  let literal = '';
  let at = 0;
  while (at < text.length) {
    const char = text[at] ?? '';
    if ((char === '{' || char === '}') && text[at + 1] === char) {
      literal += char;
      at += 2;
      continue;
    }
    const close = char === '{' ? text.slice(at + 1, at + 2 + LONGEST_NAME).indexOf('}') : -1;
    const inside = close < 0 ? '' : text.slice(at + 1, at + 1 + close);
    if (close < 0 || !NAME.test(inside.trim())) {
      literal += char;
      at += 1;
      continue;
    }
    const variable = known(inside);
    const end = at + close + 2;
    const placeholder = {
      start: at,
      end,
      written: inside.trim(),
      variable,
      meant: variable ? null : meant(inside),
    };
    if (literal) out.push({ literal });
    literal = '';
    out.push({ placeholder, literal: text.slice(at, end) });
    at = end;
  }
  if (literal) out.push({ literal });
  return out;
}

/** Every `{…}` that reads like a variable, known or not, in the order of the text. */
export function placeholders(text: string): Placeholder[] {
  return parts(text).flatMap((part) => ('placeholder' in part ? [part.placeholder] : []));
}

/** Variables that a text uses, each once. */
export function variablesOf(text: string): Variable[] {
  return [...new Set(placeholders(text).flatMap(({ variable }) => variable ?? []))];
}

/** `{…}` that are no variables: to be shown while the template is edited, with what was probably meant. */
export function unknownVariables(text: string): Placeholder[] {
  return placeholders(text).filter(({ variable }) => variable === null);
}

/** A text in which braces mean nothing but themselves. */
export function escapeBraces(text: string): string {
  return text.replace(/[{}]/g, (brace) => brace + brace);
}

/** Values that are known without asking. A detail that the profile lacks is absent, not empty. */
export function valuesOf(context: FillContext): Values {
  const { profile } = context;
  const found: Record<Variable, string> = {
    имя: context.author === null ? '' : greetingName(context.author),
    уважаемый: context.author === null ? '' : respectTo(context.author),
    орган: profile?.shortName.trim() || profile?.fullName.trim() || '',
    телефон: profile?.phones.find((phone) => phone.trim())?.trim() ?? '',
    адрес: profile?.address.trim() ?? '',
    почта: profile?.email.trim() ?? '',
    сайт: profile?.site.trim() ?? '',
    дата: context.date?.trim() ?? '',
    срок: context.term?.trim() ?? '',
  };
  const values: Values = {};
  for (const variable of VARIABLES) {
    const typed = context.typed?.[variable];
    if (typed !== undefined) values[variable] = typed.trim();
    else if (found[variable]) values[variable] = found[variable];
  }
  return values;
}

/** Joins what stands before and after a variable that is left out: «Здравствуйте, {имя}!» → «Здравствуйте!». */
function leaveOut(before: string, after: string): [string, string] {
  const led = before.replace(/[,\s]*$/u, '');
  const opensSentence = led === '' || /[.!?…\n]$/u.test(before.trimEnd()) || /\n\s*$/u.test(before);
  if (!opensSentence) {
    // «Спасибо, {имя}, за отзыв»: both commas belonged to the name.
    const rest = /,\s*$/u.test(before) ? after.replace(/^\s*,/u, '') : after;
    return [/^[\s.,;:!?…)»]|^$/u.test(rest) ? led : `${led} `, rest];
  }
  const rest = after.replace(/^[,\s]+/u, '');
  return [before, rest.charAt(0).toUpperCase() + rest.slice(1)];
}

/** Fills a template's text. Linear in the text; values go in as they are and are not read again. */
export function fill(text: string, context: FillContext): Filled {
  const values = valuesOf(context);
  const missing = new Set<string>();
  let out = '';
  let dropped = false;
  for (const part of parts(text)) {
    let piece = part.literal;
    if ('placeholder' in part) {
      const { variable, written } = part.placeholder;
      const value = variable ? values[variable] : undefined;
      if (value === undefined) missing.add(variable ?? written);
      if (value === '') {
        dropped = true;
        continue;
      }
      piece = value ?? part.literal;
    }
    if (dropped) {
      [out, piece] = leaveOut(out, piece);
      dropped = false;
    }
    out += piece;
  }
  if (dropped) [out] = leaveOut(out, '');
  return { text: out, missing: [...missing] };
}
