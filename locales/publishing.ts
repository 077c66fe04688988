import type { CommonKey } from './common';
import { type DashboardKey, dashboard } from './dashboard';
import en from './en/publishing.json';
import type { PopupKey } from './popup';
import ru from './ru/publishing.json';
import { type Language, type Translate, translator } from './translate';

export type PublishingKey = keyof typeof ru;
export type PublishingText = Translate<CommonKey | PopupKey | DashboardKey | PublishingKey>;

/** Texts of weeks, plan and report, with those of the rest of the dashboard. */
export function publishing(language: Language): PublishingText {
  const own = translator<PublishingKey>(language, { ru, en });
  const shared = dashboard(language);
  return (key, variables) =>
    key in ru ? own(key as PublishingKey, variables) : shared(key as Exclude<typeof key, PublishingKey>, variables);
}
