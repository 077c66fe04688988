/** The office's own part: what it would show the district, word for word, and whether it does. */
import type { RegionText } from '../../../locales/region';
import type { Language } from '../../../locales/translate';
import type { DistrictFigures } from '../../../publishing/district';
import { Check } from '../fields';

export interface SharingView {
  /** Who shows them: this browser, another one of the office, nobody. */
  by: 'here' | 'elsewhere' | 'nobody';
  figures: DistrictFigures;
  /** The very text that leaves. */
  text: string;
  /** ms since the epoch; null: never. */
  sentAt: number | null;
  /** Why the last sending failed; null: it did not. */
  fault: string | null;
}

interface SharingProps {
  t: RegionText;
  language: Language;
  view: SharingView;
  onShare(on: boolean): void;
  onSend(): void;
}

const KNOWN = ['no-server', 'missing', 'password', 'forbidden'] as const;

export function Sharing({ t, language, view, onShare, onSend }: SharingProps) {
  const { by, sentAt, fault } = view;
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' });
  const known = KNOWN.find((one) => one === fault);
  return (
    <section class="card form" aria-labelledby="region-share">
      <h2 id="region-share">{t('region.title')}</h2>
      <p>{t('region.lead')}</p>
      {by === 'elsewhere' ? (
        <>
          <p class="notice">{t('region.elsewhere')}</p>
          <div class="actions">
            <button type="button" onClick={() => onShare(false)}>
              {t('region.withdraw')}
            </button>
            <button type="button" onClick={() => onShare(true)}>
              {t('region.here')}
            </button>
          </div>
        </>
      ) : (
        <Check label={t('region.share')} hint={t('region.shareHint')} checked={by === 'here'} onChange={onShare} />
      )}
      {fault && (
        <p class="notice notice-warn" role="status">
          {t(`region.fault.${known ?? 'other'}`)}
        </p>
      )}
      {by === 'here' && (
        <>
          <p class="muted">{sentAt === null ? t('region.never') : t('region.sentAt', { when: when.format(sentAt) })}</p>
          <div class="actions">
            <button type="button" onClick={onSend}>
              {t('region.sendNow')}
            </button>
          </div>
        </>
      )}
      <Preview t={t} view={view} />
    </section>
  );
}

function Preview({ t, view: { figures, text } }: Pick<SharingProps, 't' | 'view'>) {
  return (
    <details class="region-preview">
      <summary>{t('region.preview')}</summary>
      <p class="muted">{t('region.previewHint')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls is reached by keyboard */}
      <pre tabIndex={0}>{text}</pre>
      <h3>{t('region.previewTable')}</h3>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('region.week')}</th>
              <th scope="col">{t('region.metPages')}</th>
              <th scope="col">{t('region.shortPages')}</th>
              <th scope="col">{t('region.unknownPages')}</th>
            </tr>
          </thead>
          <tbody>
            {figures.weeks.map(({ week, met, short, unknown }) => (
              <tr key={week}>
                <th scope="row">{week}</th>
                <td>{met}</td>
                <td>{short}</td>
                <td>{unknown}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul>
        {figures.periods.map(({ weeks, removed, answered, medianAnswer }) => (
          <li key={weeks}>
            {t(`region.period.${weeks}`)}: {t('region.removed')} — {removedText(removed, t)}; {t('region.answered')} —{' '}
            {answered}; {t('region.median')} — {timeText(medianAnswer, t)}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** «п. 8.4: 3, п. 8.5: 1»; «0» when nothing was removed, which the office's own journal knows. */
export function removedText(removed: readonly { clause: string; count: number }[], t: RegionText): string {
  if (removed.length === 0) return '0';
  return removed
    .map(({ clause, count: n }) => (clause ? t('region.removedOf', { clause, n }) : t('region.removedNone', { n })))
    .join(', ');
}

/** @param minutes of working time; null: nothing to tell */
export function timeText(minutes: number | null, t: RegionText): string {
  if (minutes === null) return t('region.medianNone');
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  return h > 0 ? t('region.hours', { h, m }) : t('region.minutes', { m });
}
