/** Posts against the norm, page by page: a chart, and every week's number open down to its posts. */
import { useState } from 'preact/hooks';
import type { PageReport, Report } from '../../../publishing/report';
import { weekDates } from '../../dates';
import { barState, countText } from '../weeks/bars';
import { Behind, Linked } from './behind';
import { WeekChart } from './chart';
import type { ReportProps } from './report';
import { countOf } from './words';

export function Norms(props: ReportProps & { report: Report }) {
  const { t, report } = props;
  return (
    <section>
      <h3>{t('report.norms')}</h3>
      {report.pages.length > 1 && (
        <p>
          {t('report.together')}: {countOf(report, t)}
        </p>
      )}
      {report.pages.map((page) => (
        <PageNorms key={page.id} {...props} page={page} />
      ))}
    </section>
  );
}

function PageNorms({ t, language, report, page }: Omit<ReportProps, 'page'> & { report: Report; page: PageReport }) {
  const [open, setOpen] = useState(false);
  return (
    <div class="report-page">
      <h4>
        {t(`site.${page.site}`)}: {page.name} — {countOf(page, t)}
      </h4>
      <WeekChart weeks={page.weeks} isLow={report.pages.length > 3} onOpen={() => setOpen(true)} />
      <Behind t={t} title={t('report.byWeek')} open={open} onToggle={setOpen}>
        {page.weeks.map((one) => (
          <li key={one.week.id}>
            <span class={`count-${barState(one)}`}>
              {weekDates(one.week.monday, one.week.sunday, language)}: {countText(one, t)}
            </span>
            <ul>
              {page.posts
                .filter(({ key }) => one.posts.some((post) => post.key === key))
                .map((post) => (
                  <li key={post.key}>
                    {post.date ?? ''} <Linked link={post.link}>{post.text.slice(0, 120) || t('weeks.noText')}</Linked>
                    {post.standing === 'manual' && ` (${t('weeks.standing.manual')})`}
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </Behind>
    </div>
  );
}
