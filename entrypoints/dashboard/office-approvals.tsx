/** The section «Утверждение»: several texts at once, the list to print, the sheet for signing by hand. */
import { useEffect, useState } from 'preact/hooks';
import { Approvals } from '../../components/dashboard/office/approvals';
import { byText, isoDay } from '../../components/dashboard/office/details';
import '../../components/dashboard/office/office.css';
import type { ApprovalRow, ApprovalsView, Decision, OfficeSpeech, Scan } from '../../components/dashboard/office/model';
import { Printed } from '../../components/dashboard/office/printed';
import { office as officeText } from '../../locales/office';
import { type Paper, stepBody } from '../../office/approval';
import { PLAN } from '../../publishing/plan';
import { TEMPLATE } from '../../replies/template';
import { takeSteps } from '../../storage/approvals';
import { getEvidence, putEvidence } from '../../storage/evidence';
import type { Store } from '../../storage/store';
import { readApprovals } from './approvals-view';
import { download } from './download';
import { askPin } from './pin';
import type { SectionProps } from './sections';

export function Section({ store, office, state, open, go, language }: SectionProps) {
  const t = officeText(language);
  const { zone } = state.settings;
  const [view, setView] = useState<ApprovalsView | null>(null);
  useEffect(() => {
    let isHere = true;
    void office.attempt(async () => {
      const read = await readApprovals(store, zone, Date.now());
      if (isHere) setView(read);
    });
    return () => {
      isHere = false;
    };
  }, [store, state, zone]);
  if (!view) return <p role="status">{t('dashboard.loading')}</p>;
  const speech: OfficeSpeech = { t, language, zone, now: Date.now() };
  const [kind, of] = open.split('/');
  if (kind === 'list' || kind === 'sheet') {
    return (
      <Printed
        {...speech}
        kind={kind}
        of={of === 'plan' ? 'plan' : 'template'}
        view={view}
        body={state.profile.fullName}
        onPrint={() => print()}
        onExport={(rows) => void office.attempt(() => exportRows(rows, speech))}
        onBack={() => go('approvals')}
      />
    );
  }
  const decide = async (rows: readonly ApprovalRow[], decision: Decision): Promise<boolean> => {
    if (decision.verdict === 'approve' && !(await askPin(store, t))) return false;
    return office.run(async () => {
      await take(store, rows, decision);
      return t('approvals.done', { n: rows.length });
    });
  };
  return <Approvals {...speech} view={view} onDecide={decide} onGo={go} onScan={(id) => readScan(store, id)} />;
}

/** Kinds of files that a browser shows by itself and that cannot run anything. */
const PICTURES: readonly string[] = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/bmp'];

async function readScan(store: Store, id: string): Promise<Scan | null> {
  const file = await getEvidence(store, id);
  if (!file) return null;
  const isPicture = PICTURES.includes(file.media);
  // A colleague's browser named the kind: what is neither a picture nor a PDF is only to be saved.
  const type = isPicture || file.media === 'application/pdf' ? file.media : 'application/octet-stream';
  const content = new Uint8Array(file.content);
  return { url: URL.createObjectURL(new Blob([content], { type })), isPicture };
}

/** Kinds of the records that a step speaks of. */
const KINDS: Record<ApprovalRow['kind'], string> = { template: TEMPLATE, plan: PLAN };

async function take(store: Store, rows: readonly ApprovalRow[], { verdict, comment, until, paper }: Decision) {
  const written: Paper | null = paper && {
    number: paper.number.trim(),
    date: paper.date,
    signatory: paper.signatory.trim(),
    scan: paper.scan && (await keepScan(store, paper.scan)),
  };
  const more = { comment, until, paper: written };
  await takeSteps(
    store,
    rows.map(({ id, kind, heads }) => stepBody({ kind: KINDS[kind], entity: id }, heads, verdict, more)),
  );
}

/** A scan bears a signature and names: it is kept as evidence is, so that it can be erased. */
async function keepScan(store: Store, scan: File): Promise<string> {
  const bytes = new Uint8Array(await scan.arrayBuffer());
  const { id } = await putEvidence(store, 'approvals', bytes, scan.type || 'application/octet-stream');
  return id;
}

async function exportRows(rows: readonly ApprovalRow[], speech: OfficeSpeech): Promise<void> {
  const { t } = speech;
  const { default: writeExcelFile } = await import('write-excel-file/universal');
  const columns = ['number', 'title', 'text', 'by', 'until'] as const;
  const head = columns.map((column) => ({ value: t(`approvals.col.${column}`), fontWeight: 'bold' as const }));
  const table = rows.map(({ title, standing, by, until }, index) => [
    { value: index + 1 },
    { value: title },
    { value: standing ?? '', wrap: true },
    { value: by ? byText(by, speech) : t('approvals.byWord'), wrap: true },
    { value: until ? isoDay(until, speech) : '' },
  ]);
  const widths = [6, 30, 80, 40, 16].map((width) => ({ width }));
  const file = await writeExcelFile([head, ...table], { columns: widths }).toBlob();
  const name = rows[0]?.kind === 'plan' ? 'утверждённый-план' : 'утверждённые-шаблоны';
  download(file, `${name}-${new Date(speech.now).toLocaleDateString('sv')}.xlsx`);
}
