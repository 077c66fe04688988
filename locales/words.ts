import { type CommonKey, common } from './common';
import en from './en/words.json';
import ru from './ru/words.json';
import { type Language, type Translate, translator } from './translate';

export type WordsKey = keyof typeof ru;
export type WordsText = Translate<CommonKey | WordsKey>;

/** Texts of the section «Слова», with the common ones. */
export function words(language: Language): WordsText {
  const own = translator<WordsKey>(language, { ru, en });
  const shared = common(language);
  return (key, variables) => (key in ru ? own(key as WordsKey, variables) : shared(key as CommonKey, variables));
}
