/** What is printed: the list of what is approved, and the sheet that is signed by hand. */
import { byText, isoDay } from './details';
import type { ApprovalRow, ApprovalsView, OfficeSpeech } from './model';

interface PrintedProps extends OfficeSpeech {
  kind: 'list' | 'sheet';
  /** Of which things. */
  of: ApprovalRow['kind'];
  view: ApprovalsView;
  /** Name of the body, as it heads its papers; may be empty. */
  body: string;
  onPrint(): void;
  onExport(rows: readonly ApprovalRow[]): void;
  onBack(): void;
}

/** On the list what may be used, on the sheet what waits. */
export function printedRows(
  view: ApprovalsView,
  kind: 'list' | 'sheet',
  of: ApprovalRow['kind'],
): readonly ApprovalRow[] {
  const waits: readonly ApprovalRow['state'][] = ['proposed', 'draft', 'expired'];
  return view.rows.filter((row) => row.kind === of && (kind === 'list' ? row.inUse : waits.includes(row.state)));
}

export function Printed(props: PrintedProps) {
  const { kind, of, view, body, t, onPrint, onExport, onBack, ...rest } = props;
  const speech = { t, ...rest };
  const rows = printedRows(view, kind, of);
  const today = isoDay(new Date(speech.now).toLocaleDateString('sv', { timeZone: speech.zone }), speech);
  return (
    <>
      <div class="actions unprinted">
        <button type="button" class="plain" onClick={onBack}>
          {t('start.back')}
        </button>
        <button type="button" class="primary" onClick={onPrint}>
          {t('approvals.print')}
        </button>
        {kind === 'list' && (
          <button type="button" onClick={() => onExport(rows)}>
            {t('approvals.export')}
          </button>
        )}
      </div>
      {kind === 'sheet' && <p class="muted unprinted">{t('approvals.printHint')}</p>}
      <article class="printed">
        {body && <p>{body}</p>}
        <h2>{t(`approvals.${kind === 'list' ? 'listTitle' : 'signTitle'}.${of}`)}</h2>
        <p>{t('approvals.asOf', { date: today })}</p>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('approvals.col.number')}</th>
              <th scope="col">{t('approvals.col.title')}</th>
              <th scope="col">{t('approvals.col.text')}</th>
              {kind === 'list' && <th scope="col">{t('approvals.col.by')}</th>}
              {kind === 'list' && <th scope="col">{t('approvals.col.until')}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={row.id}>
                <td>{index + 1}</td>
                <td>{row.title}</td>
                <td class="prewrap">{kind === 'list' ? (row.standing ?? row.text) : row.text}</td>
                {kind === 'list' && <td>{row.by ? byText(row.by, speech) : t('approvals.byWord')}</td>}
                {kind === 'list' && <td>{row.until ? isoDay(row.until, speech) : '—'}</td>}
              </tr>
            ))}
          </tbody>
        </table>
        {kind === 'sheet' && <p class="sign-line">{t('approvals.signLine')}</p>}
      </article>
    </>
  );
}
