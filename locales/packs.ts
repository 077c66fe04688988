import { type CommonKey, common } from './common';
import en from './en/packs.json';
import ru from './ru/packs.json';
import { type Language, type Translate, translator } from './translate';

export type PacksKey = keyof typeof ru;
export type PacksText = Translate<CommonKey | PacksKey>;

/** Texts of the section «Наборы региона», with the common ones. */
export function packs(language: Language): PacksText {
  const own = translator<PacksKey>(language, { ru, en });
  const shared = common(language);
  return (key, variables) => (key in ru ? own(key as PacksKey, variables) : shared(key as CommonKey, variables));
}
