import type { CommonKey } from './common';
import en from './en/dashboard.json';
import { type PopupKey, popup } from './popup';
import ru from './ru/dashboard.json';
import { type Language, type Translate, translator } from './translate';

export type DashboardKey = keyof typeof ru;
export type DashboardText = Translate<CommonKey | PopupKey | DashboardKey>;

/** Texts of the dashboard, with those of the popup and the common ones. */
export function dashboard(language: Language): DashboardText {
  const own = translator<DashboardKey>(language, { ru, en });
  const shared = popup(language);
  return (key, variables) =>
    key in ru ? own(key as DashboardKey, variables) : shared(key as CommonKey | PopupKey, variables);
}
