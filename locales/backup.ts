import { type CommonKey, common } from './common';
import en from './en/backup.json';
import ru from './ru/backup.json';
import { type Language, type Translate, translator } from './translate';

export type BackupKey = keyof typeof ru;
export type BackupText = Translate<CommonKey | BackupKey>;

/** Texts of the copy outside this PC and of data that cannot be opened, with the common ones. */
export function backup(language: Language): BackupText {
  const own = translator<BackupKey>(language, { ru, en });
  const shared = common(language);
  return (key, variables) => (key in ru ? own(key as BackupKey, variables) : shared(key as CommonKey, variables));
}
