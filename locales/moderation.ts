import en from './en/moderation.json';
import ru from './ru/moderation.json';

export type ModerationKey = keyof typeof ru;

/** Texts of the queue and the decisions on the site's page; part of `inpage.ts`. */
export const MODERATION_TEXTS = { ru, en };
