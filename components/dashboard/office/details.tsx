/** One text with what changes in it and how it came to stand as it does. */
import { clock, day } from '../../dates';
import { Difference } from './difference';
import type { ApprovalRow, HistoryRow, OfficeSpeech, Scan } from './model';
import { ScanView } from './scan';

interface DetailsProps extends OfficeSpeech {
  row: ApprovalRow;
  onScan(id: string): Promise<Scan | null>;
}

export function ApprovalDetails({ row, onScan, ...speech }: DetailsProps) {
  const { t } = speech;
  const isChanged = row.standing !== null && row.standing !== row.text;
  return (
    <div class="details">
      <h3>{t(isChanged ? 'approvals.changes' : 'approvals.col.text')}</h3>
      {isChanged ? (
        <Difference t={t} before={row.standing ?? ''} after={row.text} />
      ) : (
        <p class="prewrap">{row.text}</p>
      )}
      {row.until && <p class="muted">{t('approvals.validUntil', { date: isoDay(row.until, speech) })}</p>}
      {row.history.length > 0 && (
        <>
          <h3>{t('approvals.history')}</h3>
          <ol class="history">
            {row.history.map((one) => (
              <li key={one.id}>
                {t('history.row', { date: instant(one.at, speech), name: one.name, what: whatOf(one, speech) })}
                {one.comment && <p class="prewrap muted">{one.comment}</p>}
                {one.paper?.scan && <ScanView t={t} id={one.paper.scan} onScan={onScan} />}
              </li>
            ))}
          </ol>
        </>
      )}
      <p>
        <a href={`#/${row.kind === 'plan' ? 'plan' : 'templates'}/${row.id}`}>{t('approvals.edit')}</a>
      </p>
    </div>
  );
}

function whatOf(step: HistoryRow, speech: OfficeSpeech): string {
  const { t } = speech;
  const what = step.paper ? byText(step, speech) : t(`verdict.${step.verdict}`);
  return step.until ? `${what}, ${t('approvals.validUntil', { date: isoDay(step.until, speech) })}` : what;
}

/** Who approved and when, as it is shown and printed; a paper never as anybody's signature. */
export function byText(step: HistoryRow, speech: OfficeSpeech): string {
  const { t, zone } = speech;
  const signedOn = isoDay(new Date(step.at).toLocaleDateString('sv', { timeZone: zone }), speech);
  if (!step.paper) return t('approvals.bySign', { name: step.name, date: signedOn });
  const { signatory, number, date } = step.paper;
  return t('approvals.byPaper', { signatory, number, date: isoDay(date, speech), name: step.name });
}

function instant(at: number, { now, language }: OfficeSpeech): string {
  return `${day(at, now, language)}, ${clock(at, language)}`;
}

/** «24.11.2026» from an ISO date: on papers a date has its year. */
export function isoDay(date: string, { language }: Pick<OfficeSpeech, 'language'>): string {
  const [year, month, number] = date.split('-');
  return language === 'ru' ? `${number}.${month}.${year}` : `${number}/${month}/${year}`;
}
