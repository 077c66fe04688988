/** «Эта страница записана дважды»: which entry stays, and with which norm. */
import { useState } from 'preact/hooks';
import { Choice } from './fields';
import type { PageRow, Speech } from './model';

interface DuplicatesProps extends Speech {
  group: readonly PageRow[];
  onUnite(stays: PageRow, others: readonly PageRow[], norm: PageRow): void;
}

/** One page with several entries. */
export function Duplicates({ group, t, onUnite }: DuplicatesProps) {
  const [chosen, setChosen] = useState('');
  const [normOf, setNormOf] = useState('');
  const stays = group.find(({ id }) => id === chosen) ?? group[0];
  if (!stays) return null;
  const norm = group.find(({ id }) => id === normOf) ?? stays;
  const isSameNorm = group.every((page) => page.norm === stays.norm);
  const normText = (page: PageRow): string => [String(page.norm), page.normSource].filter(Boolean).join(' — ');
  return (
    <section class="notice notice-warn form" aria-label={t('twins.title')}>
      <p>
        <strong>{t('twins.title')}</strong> {t('twins.lead')}
      </p>
      <Choice
        label={t('twins.stays')}
        value={stays.id}
        options={group.map((page) => [page.id, `${page.name} (${page.link})`] as const)}
        onChange={setChosen}
      />
      {!isSameNorm && (
        <Choice
          label={t('twins.norm')}
          value={norm.id}
          options={group.map((page) => [page.id, normText(page)] as const)}
          onChange={setNormOf}
        />
      )}
      <div class="actions">
        <button
          type="button"
          class="primary"
          onClick={() =>
            onUnite(
              stays,
              group.filter((page) => page !== stays),
              norm,
            )
          }
        >
          {t('twins.unite')}
        </button>
      </div>
    </section>
  );
}
