/** One norm for every page, with the act that it comes from. */
import { useState } from 'preact/hooks';
import type { StartText } from '../../../locales/start';
import { Field } from '../fields';
import type { PageRow } from '../model';

interface CommonNormProps {
  s: StartText;
  pages: readonly PageRow[];
  onSave(change: Pick<PageRow, 'norm'> | Pick<PageRow, 'normSource'>): void;
}

export function CommonNorm({ s, pages, onSave }: CommonNormProps) {
  const [fault, setFault] = useState('');
  const [first] = pages;
  if (!first) return <p class="notice">{s('start.norm.noPages')}</p>;
  const save = (written: string): void => {
    const norm = Number(written);
    const good = Number.isInteger(norm) && norm >= 1 && norm <= 99;
    setFault(good ? '' : s('start.norm.fault'));
    if (good) onSave({ norm });
  };
  return (
    <div class="row">
      <Field type="number" label={s('start.norm.common')} value={String(first.norm)} fault={fault} onChange={save} />
      <Field
        label={s('start.norm.source')}
        value={first.normSource}
        onChange={(normSource) => onSave({ normSource: normSource.trim() })}
      />
    </div>
  );
}
