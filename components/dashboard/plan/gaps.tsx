/** Which page has fewer publications planned than it owes, week by week. */
import { gapsOf } from '../../../publishing/gaps';
import { weekDates } from '../../dates';
import type { CalendarProps } from './calendar';

const WEEKS = 8;

/** Nothing new is planned for a day that is past. */
const later = (date: string, other: string): string => (date > other ? date : other);

export function Gaps({ t, language, entries, pages, zone, now, today }: CalendarProps) {
  const gaps = gapsOf(entries, pages, { zone, now, weeks: WEEKS });
  const weeks = [...new Map(gaps.map(({ week }) => [week.id, week])).values()];
  const cell = new Map(gaps.map((gap) => [`${gap.week.id} ${gap.page}`, gap]));
  if (pages.length === 0) return <p class="notice">{t('weeks.empty')}</p>;
  return (
    <section aria-label={t('plan.view.gaps')}>
      <p class="lead">{t('plan.gaps.lead')}</p>
      <div class="table-wrap">
        <table class="gaps">
          <thead>
            <tr>
              <th scope="col">{t('plan.gaps.week')}</th>
              {pages.map(({ id, site, name }) => (
                <th key={id} scope="col">
                  <span class="muted">{t(`plan.site.${site}`)}</span> {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week.id}>
                <th scope="row">{weekDates(week.monday, week.sunday, language)}</th>
                {pages.map(({ id }) => {
                  const gap = cell.get(`${week.id} ${id}`)!;
                  const isShort = gap.planned < gap.norm;
                  return (
                    <td key={id} class={isShort ? 'gap-short' : 'gap-full'}>
                      <a
                        href={isShort ? `#/plan/new/${later(week.monday, today)}/${id}` : `#/plan/week/${week.monday}`}
                      >
                        {t('plan.gaps.cell', { n: gap.planned, norm: gap.norm })}
                        {isShort && ` — ${t('plan.gaps.short', { n: gap.norm - gap.planned })}`}
                      </a>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
