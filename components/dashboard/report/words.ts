/** The report in words, on paper, on the screen and in a sheet. */
import type { PublishingText } from '../../../locales/publishing';
import type { Language } from '../../../locales/translate';
import type { Report } from '../../../publishing/report';
import { weekDates } from '../../dates';

export function periodText({ period }: Report, language: Language): string {
  const format = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.formatRange(Date.parse(period.from), Date.parse(period.to));
}

/** «Норма выполнена в 12 неделях из 13; ОК, 3–9 августа: 1 из 2.» */
export function lineOf({ pages, met, of, unknown }: Report, t: PublishingText, language: Language): string {
  if (of === 0) return t('report.line.nothing');
  const parts = [t(pages.length > 1 ? 'report.lineAll' : 'report.line', { n: met, of })];
  const short = pages.flatMap(({ site, name, short }) =>
    short.map(({ week, count, norm }) =>
      t('report.line.short', {
        page: `${t(`plan.site.${site}`)}${pages.filter((one) => one.site === site).length > 1 ? ` «${name}»` : ''}`,
        dates: weekDates(week.monday, week.sunday, language),
        n: count,
        norm,
      }),
    ),
  );
  if (short.length > 0) parts.push(short.slice(0, 5).join(', '));
  if (short.length > 5) parts.push(t('plan.more', { n: short.length - 5 }));
  if (unknown > 0) parts.push(t('report.line.unknown', { n: unknown }));
  return `${parts.join('; ')}.`;
}

/** «9 публикаций», «не меньше 9 публикаций», «нет данных». */
export function countOf({ count, isExact }: Pick<Report, 'count' | 'isExact'>, t: PublishingText): string {
  if (count === 0 && !isExact) return t('popup.count.unknown');
  return t(isExact ? 'report.count' : 'report.countAtLeast', { n: count });
}
