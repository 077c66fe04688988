/** Advice about a draft in words. */
import type { CommonKey } from '../locales/common';
import type { ComposerKey } from '../locales/composer';
import type { Translate } from '../locales/translate';
import type { Advice } from '../publishing/advice';

export function adviceText({ code, kind, number = 0 }: Advice, t: Translate<ComposerKey | CommonKey>): string {
  if (code === 'rule' && kind) return t(`like.${kind}`);
  if (code === 'weekday') return t('advice.weekday', { day: t(`weekday.${number}` as 'weekday.1') });
  return t(`advice.${code}`, { n: number });
}
