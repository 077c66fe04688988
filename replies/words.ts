/**
 * Russian words for search: cut from a text, folded (case, ё) and stemmed. The stemmer gives different stems for ё and
 * е, so ё goes first; and it is slow, so stems are kept: a village's vocabulary is small.
 */
import { stemmer } from '@orama/stemmers/russian';

export interface Word {
  /** Folded: lower case, ё as е. */
  folded: string;
  stem: string;
  /** UTF-16 offsets in the text, end exclusive. */
  start: number;
  end: number;
}

/** No person writes a longer one; what is longer is noise and is cut before the stemmer sees it. */
const LONGEST_WORD = 40;
const KEPT_STEMS = 50_000;
const stems = new Map<string, string>();

/** Lower case, ё as е, letters composed. Never changes the number of words. */
export function folded(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('ё', 'е');
}

/** Stem of a folded word. */
export function stemOf(word: string): string {
  const kept = stems.get(word);
  if (kept !== undefined) return kept;
  const stem = stemmer(word.slice(0, LONGEST_WORD));
  // Hostile text could fill the memory with words that never come again.
  if (stems.size >= KEPT_STEMS) stems.clear();
  stems.set(word, stem);
  return stem;
}

/**
 * Words of a text in order, at most `limit` of them. A hyphen parts words («кое-как»), digits make words of their own.
 */
export function wordsOf(text: string, limit: number): Word[] {
  const found: Word[] = [];
  for (const match of text.matchAll(/\p{L}[\p{L}\p{M}]*|\p{N}+/gu)) {
    if (found.length >= limit) break;
    const word = folded(match[0]);
    found.push({ folded: word, stem: stemOf(word), start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** Words that say nothing of the matter. Folded; «не» and «нет» are in here for search, topics look at them themselves. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `а без бы был была были было быть в вам вас ваш весь во вот все всем всех вы где да даже для до его ее ей если есть
  еще же за и из или им их к как какая какие какой когда кто ли меня мне мой мы на над нам нас наш не него нее нет ни
  них но ну о об он она они оно от очень по под почему при про с сам свой себя сегодня со так такой там те тебе тем то
  того тоже только том тот ту ты у уж уже хоть чего чем что чтобы эта эти это этого этой этот я здравствуйте добрый
  день вечер утро пожалуйста просим прошу подскажите скажите вопрос администрация администрации спасибо`
    .split(/\s+/u)
    .filter(Boolean),
);
