/** The numbered clauses of the page's rules: every mark names one. */
import { useState } from 'preact/hooks';
import { Clause, VIOLATION_KINDS, type ViolationKind } from '../../types';
import { Apart } from './apart';
import { Check, Field } from './fields';
import type { OfficeState, Speech, Version } from './model';

interface ClausesProps extends Speech {
  clauses: readonly Clause[];
  /** The clauses as the decree has them, to go back to. */
  originals: readonly Clause[];
  shared: OfficeState['shared'];
  now: number;
  onSave(clause: Clause): void;
  /** Of the versions written apart this one stays. */
  onTake(clause: Clause, version: Version): void;
}

type Line = 'number' | 'actNumber' | 'date' | 'act' | 'text' | 'law';

/** Clauses as editable cards; says which kinds of breach no clause is named for. */
export function Clauses(props: ClausesProps) {
  const { clauses, t } = props;
  const covered = new Set(clauses.flatMap(({ kinds }) => kinds));
  const bare = VIOLATION_KINDS.filter((kind) => !covered.has(kind));
  return (
    <>
      <p class="lead">{t('rules.lead')}</p>
      {bare.length > 0 && (
        <p class="notice notice-warn" role="status">
          {t('rules.bare', { kinds: bare.map((kind) => t(`kind.${kind}`)).join(', ') })}
        </p>
      )}
      <ul class="cards">
        {clauses.map((clause) => (
          <ClauseCard key={clause.id} {...props} clause={clause} />
        ))}
      </ul>
      <div class="actions">
        <button type="button" onClick={() => props.onSave(blank(clauses))}>
          {t('rules.add')}
        </button>
      </div>
    </>
  );
}

/** A new clause stands in the same act as the last one. */
function blank(clauses: readonly Clause[]): Clause {
  const last = clauses.at(-1);
  return {
    id: crypto.randomUUID(),
    number: '',
    text: '',
    act: last?.act ?? '',
    date: last?.date ?? '',
    actNumber: last?.actNumber ?? '',
    law: '',
    kinds: [],
  };
}

const LINES: readonly Line[] = ['number', 'actNumber', 'date', 'act', 'text', 'law'];

function same(a: Clause, b: Clause): boolean {
  return LINES.every((line) => a[line] === b[line]) && a.kinds.join() === b.kinds.join();
}

/** What two versions of a clause can differ in. */
function differences(t: Speech['t']) {
  const kinds = (body: unknown): string =>
    Clause.parse(body)
      .kinds.map((kind) => t(`kind.${kind}`))
      .join(', ');
  return [
    ...LINES.map((line) => [t(`rules.${line}`), (body: unknown) => Clause.parse(body)[line]] as const),
    [t('rules.kinds'), kinds] as const,
  ];
}

function ClauseCard(props: ClausesProps & { clause: Clause }) {
  const { clause, originals, t, onSave } = props;
  const original = originals.find(({ id }) => id === clause.id);
  const [dateFault, setDateFault] = useState('');
  const set = (change: Partial<Clause>): void => onSave({ ...clause, ...change });
  const line = (name: Line, extra: { rows?: number } = {}) => (
    <Field
      label={t(`rules.${name}`)}
      value={clause[name]}
      onChange={(value) => set({ [name]: value.trim() })}
      {...extra}
    />
  );
  const date = (value: string): void => {
    setDateFault(value ? '' : t('rules.dateFault'));
    if (value) set({ date: value });
  };
  const toggle = (kind: ViolationKind, on: boolean): void =>
    set({ kinds: VIOLATION_KINDS.filter((one) => (one === kind ? on : clause.kinds.includes(one))) });
  return (
    <li class="card" aria-label={t('rules.one', { number: clause.number || '—' })}>
      <Apart
        {...props}
        shared={props.shared.get(`clause/${clause.id}`)}
        fields={differences(t)}
        onTake={(version) => props.onTake(clause, version)}
      />
      <div class="row row-short">
        {line('number')}
        {line('act')}
        <Field type="date" label={t('rules.date')} value={clause.date} fault={dateFault} onChange={date} />
        {line('actNumber')}
      </div>
      {line('text', { rows: 2 })}
      {line('law')}
      <fieldset class="kinds">
        <legend>{t('rules.kinds')}</legend>
        {VIOLATION_KINDS.map((kind) => (
          <Check
            key={kind}
            label={t(`kind.${kind}`)}
            checked={clause.kinds.includes(kind)}
            onChange={(on) => toggle(kind, on)}
          />
        ))}
      </fieldset>
      {clause.kinds.length === 0 && <p class="muted">{t('rules.unused')}</p>}
      {original && !same(original, clause) && (
        <div class="actions">
          <button type="button" class="push" onClick={() => onSave(original)}>
            {t('rules.restore')}
          </button>
        </div>
      )}
    </li>
  );
}
