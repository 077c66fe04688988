import en from './en/reminder.json';
import ru from './ru/reminder.json';
import { type Language, type Translate, translator } from './translate';

export type ReminderKey = keyof typeof ru;

/** Texts of the daily notice. */
export const reminder = (language: Language): Translate<ReminderKey> => translator<ReminderKey>(language, { ru, en });
