import { type CommonKey, common } from './common';
import en from './en/start.json';
import ru from './ru/start.json';
import { type Language, type Translate, translator } from './translate';

export type StartKey = keyof typeof ru;
export type StartText = Translate<CommonKey | StartKey>;

/** Texts of the first run, the district's file and the practice page, with the common ones. */
export function start(language: Language): StartText {
  const own = translator<StartKey>(language, { ru, en });
  const shared = common(language);
  return (key, variables) => (key in ru ? own(key as StartKey, variables) : shared(key as CommonKey, variables));
}
