import en from './en/common.json';
import ru from './ru/common.json';
import { type Language, type Text, type Translate, translator } from './translate';

export type CommonKey = keyof typeof ru;

/** Texts that every surface needs: sites, kinds, counts, problems. */
export const common = (language: Language): Translate<CommonKey> => translator<CommonKey>(language, { ru, en });

export const commonTexts = (language: Language): Record<CommonKey, Text> => ({ ru, en })[language];
