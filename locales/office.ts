import { type DashboardKey, type DashboardText, dashboard } from './dashboard';
import en from './en/office.json';
import ru from './ru/office.json';
import { type Language, type Translate, translator } from './translate';

export type OfficeKey = keyof typeof ru;
export type OfficeText = Translate<OfficeKey | DashboardKey> & DashboardText;

/** Texts of the office's screens, with those of the dashboard. */
export function office(language: Language): OfficeText {
  const own = translator<OfficeKey>(language, { ru, en });
  const shared = dashboard(language);
  return ((key: OfficeKey | DashboardKey, variables) =>
    key in ru ? own(key as OfficeKey, variables) : shared(key as DashboardKey, variables)) as OfficeText;
}
