import { type CommonKey, common } from './common';
import en from './en/moderation.json';
import ru from './ru/moderation.json';
import { type Language, type Translate, translator } from './translate';

export type { Language };
export type ModerationKey = keyof typeof ru;
export type ModerationText = Translate<CommonKey | ModerationKey>;

/** Texts of the queue and the decisions on the site's page, with the common ones. */
export function moderation(language: Language): ModerationText {
  const own = translator<ModerationKey>(language, { ru, en });
  const shared = common(language);
  return (key, variables) => (key in ru ? own(key as ModerationKey, variables) : shared(key as CommonKey, variables));
}
