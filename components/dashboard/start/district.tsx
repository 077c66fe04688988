/** «Для района»: a pasted table becomes one set-up file for all offices. */
import { useMemo, useState } from 'preact/hooks';
import type { StartText } from '../../../locales/start';
import type { SetupFile } from '../../../office/setup';
import { Field } from '../fields';
import { readDistrictTable, type TableFault } from './district-table';

interface DistrictProps {
  s: StartText;
  onSave(file: SetupFile): void;
}

export function District({ s, onSave }: DistrictProps) {
  const [pasted, setPasted] = useState('');
  const table = useMemo(() => (pasted.trim() ? readDistrictTable(pasted) : null), [pasted]);
  const offices = table?.offices ?? [];
  return (
    <>
      <p class="lead">{s('district.lead')}</p>
      <div class="card form">
        <Field label={s('district.table')} hint={s('district.hint')} rows={8} value={pasted} onInput={setPasted} />
      </div>
      <div role="status">
        {table && table.faults.length > 0 && (
          <ul class="notice notice-warn faults">
            {table.faults.map((fault) => (
              <li key={JSON.stringify(fault)}>{faultText(fault, s)}</li>
            ))}
          </ul>
        )}
        {offices.length > 0 && <h2>{s('district.found', { n: offices.length })}</h2>}
      </div>
      <ul class="rows">
        {offices.map(({ name, setup }, at) => (
          <li class="template-row" key={`${at} ${name}`}>
            <span />
            <strong>{name}</strong>
            <span class="tag">{s('district.pages', { n: setup.pages?.length ?? 0 })}</span>
            <p class="muted snippet">{setup.pages?.map(({ link }) => link).join(', ')}</p>
          </li>
        ))}
      </ul>
      <div class="actions">
        <button
          type="button"
          class="primary"
          disabled={offices.length === 0}
          onClick={() => onSave({ format: 'smotritel-setup', version: 1, offices })}
        >
          {s('district.save')}
        </button>
      </div>
    </>
  );
}

function faultText(fault: TableFault, s: StartText): string {
  const { kind, ...about } = fault;
  return s(`district.${kind}`, about as Record<string, string | number>);
}
