/** The district's part: the figures of its offices as a table and a chart, or the login with which they are read. */
import { useState } from 'preact/hooks';
import type { RegionText } from '../../../locales/region';
import type { Language } from '../../../locales/translate';
import { PERIODS, type WeekFigures, type WeeksBack } from '../../../publishing/district';
import { readServers } from '../../../sync/place';
import { Choice, Field } from '../fields';
import { arranged, type OfficeEntry, type OfficeRow, rowsOf, SORTS, type Sort, weeksOf } from './model';
import { removedText, timeText } from './sharing';

interface ConnectProps {
  t: RegionText;
  /** Called in the click itself, so that the browser may be asked for its leave. @returns what is wrong, or nothing */
  onConnect(servers: URL[], user: string, password: string): Promise<string>;
}

export function Connect({ t, onConnect }: ConnectProps) {
  const [address, setAddress] = useState('');
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState('');
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const servers = readServers(address);
    if (!servers?.length) return setFault(t('region.serversFault'));
    const connecting = onConnect(servers, user.trim(), password);
    setBusy(true);
    try {
      setFault(await connecting);
    } finally {
      setBusy(false);
    }
  };
  return (
    <details class="card">
      <summary>{t('region.district')}</summary>
      <form class="form" onSubmit={(event) => void submit(event)}>
        <p>{t('region.districtLead')}</p>
        <Field label={t('region.servers')} hint={t('region.serversHint')} value={address} onInput={setAddress} />
        <Field label={t('region.user')} value={user} onInput={setUser} />
        <Field type="password" label={t('region.password')} value={password} onInput={setPassword} />
        <p class="fault" role="alert">
          {fault}
        </p>
        <div class="actions">
          <button type="submit" class="primary" disabled={isBusy}>
            {t(isBusy ? 'region.connecting' : 'region.connect')}
          </button>
        </div>
      </form>
    </details>
  );
}

interface OfficesProps {
  t: RegionText;
  language: Language;
  now: number;
  entries: readonly OfficeEntry[];
  /** ms since the epoch at which they were read. */
  readAt: number;
  /** The last reading failed. */
  isStale: boolean;
  onReload(): void;
  onExport(back: WeeksBack): void;
  onDisconnect(): void;
}

/** Rows drawn at first: a region of thousands is found by name. */
const ROWS = 200;

export function Offices(props: OfficesProps) {
  const { t, language, now, entries, readAt, isStale, onReload, onExport, onDisconnect } = props;
  const [back, setBack] = useState<WeeksBack>(13);
  const [sort, setSort] = useState<Sort>('short');
  const [words, setWords] = useState('');
  const rows = arranged(rowsOf(entries, back, now), sort, words);
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' });
  return (
    <section class="card region-offices" aria-labelledby="region-offices">
      <h2 id="region-offices">{t('region.offices')}</h2>
      <p class="muted" role="status">
        {t('region.readAt', { when: when.format(readAt) })}
        {isStale && `. ${t('region.stale')}`}
      </p>
      {entries.length === 0 ? (
        <p>{t('region.none')}</p>
      ) : (
        <>
          <div class="region-choices">
            <Choice
              label={t('region.period')}
              value={String(back) as `${WeeksBack}`}
              options={PERIODS.map((one) => [`${one}` as const, t(`region.period.${one}`)] as const)}
              onChange={(value) => setBack(Number(value) as WeeksBack)}
            />
            <Choice
              label={t('region.sort')}
              value={sort}
              options={SORTS.map((one) => [one, t(`region.sort.${one}`)] as const)}
              onChange={(value) => setSort(value)}
            />
            <Field type="search" label={t('region.find')} value={words} onInput={setWords} />
          </div>
          <Chart t={t} weeks={weeksOf(entries, back)} />
          <Table t={t} language={language} rows={rows.slice(0, ROWS)} />
          <p class="muted" role="status">
            {t('region.found', { n: Math.min(rows.length, ROWS), of: entries.length })}
          </p>
          <p class="muted">{t('region.hoursHint')}</p>
        </>
      )}
      <div class="actions">
        <button type="button" onClick={onReload}>
          {t('region.reload')}
        </button>
        {entries.length > 0 && (
          <button type="button" onClick={() => onExport(back)}>
            {t('region.export')}
          </button>
        )}
        <button type="button" class="plain" onClick={onDisconnect}>
          {t('region.disconnect')}
        </button>
      </div>
    </section>
  );
}

/** Columns of all offices together; each says itself in words too, since colours alone say nothing to some. */
function Chart({ t, weeks }: { t: RegionText; weeks: readonly WeekFigures[] }) {
  return (
    <figure class="region-chart">
      <figcaption>
        {t('region.chart')}. <span class="muted">{t('region.chartHint')}</span>
      </figcaption>
      <ol>
        {weeks.map(({ week, met, short, unknown }) => {
          const all = met + short + unknown || 1;
          return (
            <li key={week} title={t('region.chartWeek', { week, met, short, unknown })}>
              <span class="visually-hidden">{t('region.chartWeek', { week, met, short, unknown })}</span>
              <span aria-hidden="true" class="region-bar region-unknown" style={{ flexGrow: unknown / all }} />
              <span aria-hidden="true" class="region-bar region-short" style={{ flexGrow: short / all }} />
              <span aria-hidden="true" class="region-bar region-met" style={{ flexGrow: met / all }} />
            </li>
          );
        })}
      </ol>
      <p class="region-legend" aria-hidden="true">
        <span class="region-met" /> {t('region.met')} <span class="region-short" /> {t('region.short')}{' '}
        <span class="region-unknown" /> {t('region.unknown')}
      </p>
    </figure>
  );
}

const COLUMNS = ['office', 'met', 'short', 'unknown', 'removed', 'answered', 'median', 'day'] as const;

function Table({ t, language, rows }: { t: RegionText; language: Language; rows: readonly OfficeRow[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls is reached by keyboard
    <section class="scroll" tabIndex={0} aria-label={t('region.table')}>
      <table>
        <thead>
          <tr>
            {COLUMNS.map((name) => (
              <th key={name} scope="col">
                {t(`region.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.login} t={t} language={language} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ t, language, row }: { t: RegionText; language: Language; row: OfficeRow }) {
  const { name, login, at, day, isSilent, met, short, unknown, removed, answered, medianAnswer, fault } = row;
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  const head = (
    <th scope="row">
      {name}
      {name !== login && <span class="muted"> {login}</span>}
    </th>
  );
  if (fault) {
    return (
      <tr>
        {head}
        <td colSpan={COLUMNS.length - 1} class="muted">
          {t(`region.${fault}`)}
        </td>
      </tr>
    );
  }
  const of = met + short + unknown;
  return (
    <tr>
      {head}
      <td>{of === 0 ? t('region.medianNone') : t('region.metOf', { n: met, of })}</td>
      <td class={short > 0 ? 'region-few' : undefined}>{of === 0 ? '—' : short}</td>
      <td>{of === 0 ? '—' : unknown}</td>
      <td>{answered === null ? t('region.medianNone') : removedText(removed, t)}</td>
      <td>{answered ?? t('region.medianNone')}</td>
      <td>{timeText(medianAnswer, t)}</td>
      <td>{isSilent ? t('region.silent', { date: date.format(at) }) : date.format(Date.parse(`${day}T12:00:00Z`))}</td>
    </tr>
  );
}
