import en from './en/composer.json';
import ru from './ru/composer.json';
import { type Language, type Translate, translator } from './translate';

export type ComposerKey = keyof typeof ru;

/** Texts of the help beside the site's post editor, and of advice about a draft wherever it is shown. */
export const COMPOSER = { ru, en };
export const composer = (language: Language): Translate<ComposerKey> => translator<ComposerKey>(language, COMPOSER);
