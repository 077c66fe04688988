/** «Поступила жалоба»: finds the case by author, words or dates; or says which pages and days were watched. */
import { useState } from 'preact/hooks';
import { dateOf } from '../../../moderation/journal';
import type { StoredCase, StoredWatch } from '../../../moderation/stored';
import { moment, pageName, type Shown, type WatchNote } from './model';

interface Asked {
  words: string;
  from: string;
  to: string;
}

interface ComplaintProps extends Shown {
  today: string;
  /** Days that personal data are kept. */
  journalDays: number;
  onFind(asked: Asked): Promise<ComplaintFound>;
  /** Opens the act and prints it. */
  onPrint(id: string): void;
}

export interface ComplaintFound {
  rows: readonly StoredCase[];
  note: WatchNote;
  /** Decided cases of the period about which no names and words are kept any more. */
  erased: readonly StoredCase[];
  /** ISO date before which what is about people has been erased. */
  keptFrom: string;
}

export function Complaint(props: ComplaintProps) {
  const { t, today, journalDays, onFind } = props;
  const [asked, setAsked] = useState<Asked>({ words: '', from: '', to: today });
  const [found, setFound] = useState<ComplaintFound | null>(null);
  const change = (part: Partial<Asked>): void => {
    setAsked({ ...asked, ...part });
    setFound(null);
  };
  return (
    <>
      <form
        class="card form no-print"
        onSubmit={(event) => {
          event.preventDefault();
          onFind(asked).then(setFound, () => setFound(null));
        }}
      >
        <p>{t('complaint.hint')}</p>
        <label>
          {t('complaint.words')}
          <input type="search" value={asked.words} onInput={(event) => change({ words: event.currentTarget.value })} />
        </label>
        <label>
          {t('journal.from')}
          <input type="date" value={asked.from} onInput={(event) => change({ from: event.currentTarget.value })} />
        </label>
        <label>
          {t('journal.to')}
          <input type="date" value={asked.to} onInput={(event) => change({ to: event.currentTarget.value })} />
        </label>
        <p class="muted">{t('complaint.retention', { n: journalDays })}</p>
        <div class="actions">
          <button type="submit" class="primary">
            {t('complaint.find')}
          </button>
        </div>
      </form>
      {found && <Retention {...props} found={found} asked={asked} />}
      {found &&
        (found.rows.length > 0 ? (
          <Found {...props} rows={found.rows} />
        ) : (
          <Note {...props} note={found.note} asked={asked} />
        ))}
    </>
  );
}

/** What of the period cannot be found by name or words any more is said before anybody concludes from it. */
function Retention({
  found,
  asked,
  t,
  language,
  journalDays,
}: ComplaintProps & { found: ComplaintFound; asked: Asked }) {
  const { erased, keptFrom } = found;
  const isOlder = asked.from !== '' && asked.from < keptFrom;
  if (erased.length === 0 && !isOlder) return null;
  const numbers = erased.flatMap(({ by }) => (by ? [by.seq] : []));
  return (
    <p class="notice notice-warn">
      {t('complaint.older', { date: dateText(keptFrom, language), n: journalDays })}
      {erased.length > 0 && ` ${t('complaint.erased', { n: erased.length, numbers: numbers.slice(0, 30).join(', ') })}`}
    </p>
  );
}

function Found({ rows, t, language, zone, pages, onPrint }: ComplaintProps & { rows: readonly StoredCase[] }) {
  return (
    <section class="card" aria-label={t('complaint.found')}>
      <h2>{t('complaint.foundN', { n: rows.length })}</h2>
      <ul class="complaint-found">
        {rows.slice(0, 50).map((row, index) => (
          <li key={row.id}>
            <button type="button" class={index === 0 ? 'primary' : ''} onClick={() => onPrint(row.id)}>
              {t('journal.printAct')}
            </button>{' '}
            <a href={`#/journal/case/${row.id}`}>{t('complaint.look')}</a> {moment(dateOf(row), { language, zone })},{' '}
            {pageName(pages, row.page)}: {row.subject?.author.name}, «{row.subject?.text.slice(0, 120)}» —{' '}
            {t(`decided.${row.decision ?? 'none'}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Nothing was found: that says something only about what was watched. */
function Note({ note, asked, t, language, zone, pages, profile }: ComplaintProps & { note: WatchNote; asked: Asked }) {
  return (
    <article class="act">
      <header>
        <p>{profile.fullName || t('act.noBody')}</p>
        <h2>{t('note.title')}</h2>
        <p>{t('note.period', { from: dateText(note.from, language), to: dateText(note.to, language) })}</p>
      </header>
      <p>{t('note.text', { words: asked.words || '—' })}</p>
      <h3>{t('note.watched')}</h3>
      {note.days.length === 0 && <p>{t('note.none')}</p>}
      <table class="journal">
        <tbody>
          {note.days.map((watch) => (
            <tr key={`${watch.page}/${watch.day}`}>
              <td class="no-wrap">{dateText(watch.day, language)}</td>
              <td>{pageName(pages, watch.page)}</td>
              <td class="no-wrap">{watch.visits.map(({ from, to }) => span(from, to, language, zone)).join(', ')}</td>
              <td>{seenText(watch, t)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="muted">{t('note.limits')}</p>
      <div class="actions no-print">
        <button type="button" class="primary" onClick={() => print()}>
          {t('journal.print')}
        </button>
      </div>
    </article>
  );
}

/** An ISO date as people write it. */
function dateText(date: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${date}T00:00Z`));
}

function span(from: number, to: number, language: string, timeZone: string): string {
  const clock = new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone });
  return from === to ? clock.format(from) : clock.formatRange(from, to);
}

/** What could not be seen is said before what was. */
function seenText({ posts, unhealthy }: StoredWatch, t: Shown['t']): string {
  const all = Object.values(posts);
  const unread = all.filter(
    ({ read, said, folded, filtered }) => said === null || read < said || folded > 0 || filtered,
  );
  const read = all.reduce((sum, post) => sum + post.read, 0);
  const parts = [t('note.read', { n: read })];
  if (unread.length > 0) parts.push(t('note.unread', { n: unread.length }));
  if (unhealthy) parts.push(t('note.unhealthy'));
  return parts.join('; ');
}
