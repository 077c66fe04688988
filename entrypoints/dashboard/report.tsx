/** The section «Отчёт»: counts a period, prints it, saves it as a sheet. */
import { useEffect, useState } from 'preact/hooks';
import '../../components/dashboard/report/report.css';
import { dateAt } from '../../calendar/dates';
import { WorkCalendar } from '../../calendar/days';
import { OfficeClock } from '../../calendar/hours';
import { ReportView } from '../../components/dashboard/report/report';
import { publishing } from '../../locales/publishing';
import { type Period, type PeriodKind, periodOf, type Report, reportOf, shiftPeriod } from '../../publishing/report';
import { readCasesOf } from '../../storage/cases';
import { readPlan } from '../../storage/publishing';
import type { Store } from '../../storage/store';
import type { SectionProps } from './sections';
import { readPages } from './weeks';

export function Section({ store, state, office, language }: SectionProps) {
  const { zone } = state.settings;
  const t = publishing(language);
  const now = Date.now();
  const today = dateAt(now, zone);
  const [period, setPeriod] = useState<Period>(() => periodOf('quarter', today, zone));
  const [page, setPage] = useState('');
  const [report, setReport] = useState<Report | null>(null);
  useEffect(() => {
    let isHere = true;
    setReport(null);
    office.attempt(async () => {
      const read = await readReport(store, state, { period, page, now });
      if (isHere) setReport(read);
    });
    return () => {
      isHere = false;
    };
  }, [state, period, page]);
  const save = (): void => {
    if (!report) return;
    void office.run(async () => {
      const { exportReport } = await import('./report-file');
      return t('report.saved', { name: await exportReport(report, { t, language, clauses: state.clauses }) });
    });
  };
  return (
    <ReportView
      t={t}
      language={language}
      report={report}
      kind={period.kind}
      pages={state.pages}
      page={page}
      zone={zone}
      onPage={setPage}
      office={state.profile.fullName}
      head={state.profile.head}
      clauses={state.clauses}
      onKind={(kind: PeriodKind) => setPeriod(periodOf(kind, period.to < today ? period.from : today, zone))}
      onShift={(by) => setPeriod(shiftPeriod(period, by, zone))}
      onPrint={() => print()}
      onSave={save}
    />
  );
}

interface Asked {
  period: Period;
  /** Entity of the only page to report of; empty: all. */
  page: string;
  now: number;
}

/** @throws StorageError */
async function readReport(store: Store, state: SectionProps['state'], { period, page, now }: Asked): Promise<Report> {
  const { zone, dayChanges, officeHours } = state.settings;
  const meant = state.pages.filter(({ id }) => !page || id === page);
  const [pages, plan, cases] = await Promise.all([
    readPages(store, meant, { zone, now, weeks: period.weeks }),
    readPlan(store, dateAt(now, zone)),
    Promise.all(meant.map(({ id }) => readCasesOf(store, id))),
  ]);
  return reportOf({
    period,
    pages: pages.map(({ page: { id, site, name }, weeks }) => ({ id, site, name, weeks })),
    plan: plan.filter(({ item }) => !page || item.pages.includes(page)),
    cases: cases.flat(),
    clock: new OfficeClock(new WorkCalendar(dayChanges), officeHours, zone),
    zone,
    now,
  });
}
