/** A shared thing that people changed apart: its versions side by side by what differs, and which one stays. */
import { clock, day } from '../dates';
import type { SharedState, Speech, Version } from './model';

interface ApartProps extends Speech {
  shared: SharedState | undefined;
  now: number;
  /** Names of the fields that a person knows, with what each says in a body. */
  fields: readonly (readonly [label: string, text: (body: unknown) => string])[];
  onTake(version: Version): void;
}

/** Nothing when people agree. */
export function Apart({ shared, now, fields, t, language, onTake }: ApartProps) {
  const versions = shared?.apart ?? [];
  if (versions.length === 0) return null;
  const differing = fields.filter(([, text]) => new Set(versions.map(({ body }) => text(body))).size > 1);
  return (
    <section class="notice notice-warn">
      <p>{t('apart.lead', { n: versions.length })}</p>
      {versions.map((version, at) => (
        <div class="version" key={version.id}>
          <p class="muted">
            {t(at === 0 ? 'apart.inForce' : 'apart.other', {
              date: `${day(version.at, now, language)}, ${clock(version.at, language)}`,
            })}
          </p>
          <dl class="differences">
            {differing.map(([label, text]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd class="prewrap">{text(version.body) || '—'}</dd>
              </div>
            ))}
          </dl>
          <button type="button" onClick={() => onTake(version)}>
            {t('apart.take')}
          </button>
        </div>
      ))}
    </section>
  );
}
