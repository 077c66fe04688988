import { type CommonKey, common } from './common';
import en from './en/popup.json';
import ru from './ru/popup.json';
import { type Language, type Translate, translator } from './translate';

export type PopupKey = keyof typeof ru;
export type PopupText = Translate<CommonKey | PopupKey>;

/** Texts of the popup and of the week wherever it is shown, with the common ones. */
export function popup(language: Language): PopupText {
  const own = translator<PopupKey>(language, { ru, en });
  const shared = common(language);
  return (key, variables) => (key in ru ? own(key as PopupKey, variables) : shared(key as CommonKey, variables));
}
