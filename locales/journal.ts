import { type CommonKey, common } from './common';
import en from './en/journal.json';
import ru from './ru/journal.json';
import { type Language, type Translate, translator } from './translate';

export type { Language };
export type JournalKey = keyof typeof ru;
export type JournalText = Translate<CommonKey | JournalKey>;

/** Texts of the journal, its acts and letters, with the common ones. */
export function journal(language: Language): JournalText {
  const own = translator<JournalKey>(language, { ru, en });
  const shared = common(language);
  return (key, variables) => (key in ru ? own(key as JournalKey, variables) : shared(key as CommonKey, variables));
}
