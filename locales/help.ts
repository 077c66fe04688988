import { type CommonKey, common } from './common';
import en from './en/help.json';
import ru from './ru/help.json';
import { type Language, type Translate, translator } from './translate';

export type HelpKey = keyof typeof ru;
export type HelpText = Translate<CommonKey | HelpKey>;

/** Texts around the guide, with the common ones. */
export function help(language: Language): HelpText {
  const own = translator<HelpKey>(language, { ru, en });
  const shared = common(language);
  return (key, variables) => (key in ru ? own(key as HelpKey, variables) : shared(key as CommonKey, variables));
}
