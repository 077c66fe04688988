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
  const [report, setReport] = useState<Report | null>(null);
  useEffect(() => {
    let isHere = true;
    setReport(null);
    office.attempt(async () => {
      const read = await readReport(store, state, period, now);
      if (isHere) setReport(read);
    });
    return () => {
      isHere = false;
    };
  }, [state, period]);
  const save = (): void => {
    if (!report) return;
    void office.run(async () => {
      const { exportReport } = await import('./report-file');
      return t('report.saved', { name: await exportReport(report, t, language) });
    });
  };
  return (
    <ReportView
      t={t}
      language={language}
      report={report}
      kind={period.kind}
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

/** @throws StorageError */
async function readReport(store: Store, state: SectionProps['state'], period: Period, now: number): Promise<Report> {
  const { zone, dayChanges, officeHours } = state.settings;
  const [pages, plan, cases] = await Promise.all([
    readPages(store, state.pages, { zone, now, weeks: period.weeks }),
    readPlan(store, dateAt(now, zone)),
    Promise.all(state.pages.map(({ id }) => readCasesOf(store, id))),
  ]);
  return reportOf({
    period,
    pages: pages.map(({ page, weeks }) => ({ id: page.id, site: page.site, name: page.name, weeks })),
    plan,
    cases: cases.flat(),
    clock: new OfficeClock(new WorkCalendar(dayChanges), officeHours, zone),
    zone,
    now,
  });
}
