/**
 * A topic of village comments and how it is written as data. A sign is a word or several: `дорога` stands for all its
 * forms (by stem), `фонар*` for every word that starts so, `=горит` for this form alone, `нет воды` for its words near
 * one another in any order. `signs` name the topic by themselves, `hints` only add to it; `except` lists forms that look
 * like a sign and are none («в связи»: this form after that one).
 */
export interface Topic {
  id: string;
  title: string;
  signs: readonly string[];
  hints?: readonly string[];
  except?: readonly string[];
}

const list = (text: string): string[] =>
  text
    .split(',')
    .map((sign) => sign.trim().replaceAll('ё', 'е'))
    .filter(Boolean);

/** A topic from comma-separated lists. */
export const topic = (id: string, title: string, signs: string, hints = '', except = ''): Topic => ({
  id,
  title,
  signs: list(signs),
  hints: list(hints),
  except: list(except),
});
