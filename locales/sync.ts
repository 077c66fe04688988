import { type CommonKey, common } from './common';
import en from './en/sync.json';
import ru from './ru/sync.json';
import { type Language, type Translate, translator } from './translate';

export type SyncKey = keyof typeof ru;
export type SyncText = Translate<CommonKey | SyncKey>;

/** Texts of the section «Обмен», with the common ones. */
export function sync(language: Language): SyncText {
  const own = translator<SyncKey>(language, { ru, en });
  const shared = common(language);
  return (key, variables) => (key in ru ? own(key as SyncKey, variables) : shared(key as CommonKey, variables));
}
