import { type CommonKey, common } from './common';
import en from './en/region.json';
import ru from './ru/region.json';
import { type Language, type Translate, translator } from './translate';

export type RegionKey = keyof typeof ru;
export type RegionText = Translate<CommonKey | RegionKey>;

/** Texts of the section «Сводка для района», with the common ones. */
export function region(language: Language): RegionText {
  const own = translator<RegionKey>(language, { ru, en });
  const shared = common(language);
  return (key, variables) => (key in ru ? own(key as RegionKey, variables) : shared(key as CommonKey, variables));
}
