import { type CommonKey, common, commonTexts } from './common';
import { COMPOSER, type ComposerKey } from './composer';
import en from './en/inpage.json';
import { MODERATION_TEXTS, type ModerationKey } from './moderation';
import ru from './ru/inpage.json';
import { type Language, type Text, type Translate, translator } from './translate';

const TEXTS = {
  ru: { ...ru, ...MODERATION_TEXTS.ru, ...COMPOSER.ru },
  en: { ...en, ...MODERATION_TEXTS.en, ...COMPOSER.en },
};

export type InPageKey = keyof typeof ru | ModerationKey | ComposerKey;
export type InPageText = Translate<CommonKey | InPageKey>;

/** Texts of the panel and the card on the site's page, with the common ones. */
export function inPage(language: Language): InPageText {
  const own = translator<InPageKey>(language, TEXTS);
  const shared = common(language);
  return (key, variables) => (key in TEXTS.ru ? own(key as InPageKey, variables) : shared(key as CommonKey, variables));
}

/** The same texts as data: the background gives them to the content script, which carries none itself. */
export function inPageTexts(language: Language): Record<CommonKey | InPageKey, Text> {
  return { ...commonTexts(language), ...TEXTS[language] };
}
