import type { CommonKey } from './common';
import { COMPOSER, type ComposerKey, composer } from './composer';
import { type DashboardKey, dashboard } from './dashboard';
import en from './en/publishing.json';
import type { PopupKey } from './popup';
import ru from './ru/publishing.json';
import { type Language, type Translate, translator } from './translate';

export type PublishingKey = keyof typeof ru;
export type PublishingText = Translate<CommonKey | PopupKey | DashboardKey | ComposerKey | PublishingKey>;

/** Texts of weeks, plan and report, with those of the rest of the dashboard. */
export function publishing(language: Language): PublishingText {
  const own = translator<PublishingKey>(language, { ru, en });
  const shared = dashboard(language);
  const beside = composer(language);
  return (key, variables) => {
    if (key in ru) return own(key as PublishingKey, variables);
    if (key in COMPOSER.ru) return beside(key as ComposerKey, variables);
    return shared(key as CommonKey | PopupKey | DashboardKey, variables);
  };
}
