/** The section «Журнал»: the list, one case with its act, a complaint. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import '../../components/dashboard/journal/journal.css';
import { dateAt, shiftDate, startOf } from '../../calendar/dates';
import { Act } from '../../components/dashboard/journal/act';
import { ChainView, type JournalCheck } from '../../components/dashboard/journal/chain';
import { Complaint } from '../../components/dashboard/journal/complaint';
import { DueList, DueNotice } from '../../components/dashboard/journal/due';
import { Erase } from '../../components/dashboard/journal/erase';
import { JournalList } from '../../components/dashboard/journal/list';
import type { CaseFile, Shown } from '../../components/dashboard/journal/model';
import { DeskSettings } from '../../components/dashboard/journal/settings';
import { type WaitingCase, WaitingList } from '../../components/dashboard/journal/waiting';
import { type JournalText, journal } from '../../locales/journal';
import { Journal, type JournalFilter, WHOLE_JOURNAL } from '../../moderation/journal';
import { NOTICE_DAYS } from '../../moderation/reminder';
import type { StoredCase } from '../../moderation/stored';
import { catchUp, eraseCases, readDueSoon, readJournal } from '../../storage/cases';
import { takeOver } from '../../storage/handover';
import { download } from './download';
import { checkEverything, readCaseFile, readWaiting, readWatchNote } from './journal-data';
import { journalWorkbook } from './journal-table';

import type { SectionProps } from './sections';

export function Section(props: SectionProps) {
  const { store, office, state, open, go, language } = props;
  const t = journal(language);
  const { zone } = state.settings;
  const shown: Shown = { t, language, zone, pages: state.pages, profile: state.profile };
  const [book, setBook] = useState<Journal | null>(null);
  useEffect(() => {
    let isHere = true;
    office.attempt(async () => {
      await catchUp(store);
      const rows = await readJournal(store);
      if (isHere) setBook(new Journal(rows));
    });
    return () => {
      isHere = false;
    };
  }, [state]);
  const [first, id] = open.split('/');
  if ((first === 'case' || first === 'print') && id)
    return <Case {...props} shown={shown} id={id} prints={first === 'print'} />;
  if (first === 'complaint') {
    const today = dateAt(Date.now(), zone);
    return (
      <>
        <Back t={t} />
        <Complaint
          {...shown}
          today={today}
          journalDays={state.settings.journalDays}
          onPrint={(found) => go(`journal/print/${found}`)}
          onFind={async ({ words, from, to }) => {
            const fresh = new Journal(await readJournal(store));
            const period = { ...WHOLE_JOURNAL, ...periodOf({ from, to }, zone) };
            const rows = fresh.find({ ...period, words });
            const erased = fresh.find(period).filter((row) => row.erasedAt !== null && !rows.includes(row));
            const keptFrom = shiftDate(today, -state.settings.journalDays);
            return { rows, erased, keptFrom, note: await readWatchNote(store, from, to || today) };
          }}
        />
      </>
    );
  }
  if (first === 'settings') {
    const { journalDays, answerNorms, answerReminder, keys } = state.settings;
    return (
      <>
        <Back t={t} />
        <DeskSettings
          t={t}
          values={{ journalDays, answerNorms, answerReminder, keys }}
          onSave={(change) => office.run(() => store.changeSettings(change).then(() => props.t('dashboard.saved')))}
        />
      </>
    );
  }
  if (first === 'due') {
    return (
      <>
        <Back t={t} />
        <Due {...props} shown={shown} whole />
      </>
    );
  }
  if (first === 'waiting') {
    return (
      <>
        <Back t={t} />
        <Waiting {...props} shown={shown} />
      </>
    );
  }
  if (!book) return <p role="status">{t('journal.reading')}</p>;
  return <Everything {...props} shown={shown} book={book} />;
}

/** Open work of all pages, the most overdue first. */
function Waiting({ store, office, state, shown }: SectionProps & { shown: Shown }) {
  const [cases, setCases] = useState<readonly WaitingCase[] | null>(null);
  const [isOffice, setOffice] = useState(false);
  useEffect(() => {
    let isHere = true;
    office.attempt(async () => {
      const read = await readWaiting(store, await store.settings(), Date.now());
      const membership = await store.belonging.membership();
      if (isHere) setCases(read);
      if (isHere) setOffice(membership !== null);
    });
    return () => {
      isHere = false;
    };
  }, [state]);
  if (!cases) return <p role="status">{shown.t('journal.reading')}</p>;
  const take = (row: StoredCase): void => {
    void office.run(async () => {
      await takeOver(store, row.id, Date.now());
      return shown.t('waiting.took');
    });
  };
  return <WaitingList {...shown} cases={cases} onTakeOver={isOffice ? take : null} />;
}

function Back({ t }: { t: JournalText }) {
  return (
    <p class="no-print">
      <a href="#/journal">{t('journal.back')}</a>
    </p>
  );
}

function periodOf({ from, to }: { from: string; to: string }, zone: string): Pick<JournalFilter, 'from' | 'to'> {
  return { from: from ? startOf(from, zone) : null, to: to ? startOf(shiftDate(to, 1), zone) : null };
}

interface EverythingProps extends SectionProps {
  shown: Shown;
  book: Journal;
}

function Everything(props: EverythingProps) {
  const { store, office, go, shown, book } = props;
  const { t, zone } = shown;
  const [filter, setFilter] = useState<JournalFilter>(WHOLE_JOURNAL);
  const [period, setPeriod] = useState({ from: '', to: '' });
  const [check, setCheck] = useState<JournalCheck | null>(null);
  const [isChecking, setChecking] = useState(false);
  const look = (): void => {
    setCheck(null);
    setChecking(true);
    office.attempt(async () => {
      try {
        setCheck(await checkEverything(store));
      } finally {
        setChecking(false);
      }
    });
  };
  const rows = useMemo(() => book.find({ ...filter, ...periodOf(period, zone) }), [book, filter, period, zone]);
  const save = (anonymous: boolean): void => {
    office.attempt(async () => {
      const file = await journalWorkbook({ ...shown, rows, anonymous });
      download(file, `${t(anonymous ? 'file.report' : 'file.journal')}-${dateAt(Date.now(), zone)}.xlsx`);
    });
  };
  return (
    <>
      <Due {...props} />
      <div class="actions">
        <button type="button" class="primary" onClick={() => go('journal/complaint')}>
          {t('complaint.open')}
        </button>
        <button type="button" onClick={() => go('journal/waiting')}>
          {t('waiting.open')}
        </button>
        <button type="button" onClick={() => save(false)} disabled={rows.length === 0}>
          {t('journal.xlsx')}
        </button>
        <button type="button" onClick={() => save(true)} disabled={rows.length === 0}>
          {t('journal.anonymous')}
        </button>
        <button type="button" disabled={isChecking} onClick={look}>
          {t(isChecking ? 'chain.checking' : 'chain.check')}
        </button>
      </div>
      <p>
        <a href="#/journal/settings">{t('settings.open')}</a>
      </p>
      {check && <ChainView check={check} t={t} />}
      <JournalList
        {...shown}
        rows={rows}
        all={book.rows.length}
        filter={filter}
        period={period}
        onFilter={(change) => setFilter({ ...filter, ...change })}
        onPeriod={(change) => setPeriod({ ...period, ...change })}
        onOpen={() => undefined}
      />
    </>
  );
}

/** What is erased soon is said beforehand, so that what a dispute needs can be printed. */
function Due({ store, office, state, shown, whole = false }: SectionProps & { shown: Shown; whole?: boolean }) {
  const [due, setDue] = useState<readonly StoredCase[]>([]);
  const { journalDays } = state.settings;
  useEffect(() => {
    let isHere = true;
    office.attempt(async () => {
      const found = await readDueSoon(store, journalDays, Date.now());
      if (isHere) setDue(found);
    });
    return () => {
      isHere = false;
    };
  }, [state]);
  const view = { ...shown, due, days: NOTICE_DAYS, kept: journalDays };
  return whole ? <DueList {...view} /> : <DueNotice {...view} />;
}

/** @param prints as soon as all of it is there: «Напечатать акт» was pressed elsewhere */
function Case({
  store,
  office,
  id,
  shown,
  state,
  prints,
}: SectionProps & { id: string; shown: Shown; prints: boolean }) {
  const { t } = shown;
  const [file, setFile] = useState<CaseFile | null | 'none'>(null);
  useEffect(() => {
    let isHere = true;
    office.attempt(async () => {
      const read = await readCaseFile(store, id);
      if (isHere) setFile(read ?? 'none');
    });
    return () => {
      isHere = false;
    };
  }, [id, state]);
  const isThere = file !== null && file !== 'none';
  useEffect(() => {
    if (prints && isThere) void allDrawn().then(() => print());
  }, [id, prints, isThere]);
  if (file === null) return <p role="status">{t('journal.reading')}</p>;
  return (
    <>
      <Back t={t} />
      {file === 'none' ? (
        <p>{t('journal.noCase')}</p>
      ) : (
        <>
          <div class="actions no-print">
            <button type="button" class="primary" onClick={() => print()}>
              {t('journal.printAct')}
            </button>
            {file.row.erasedAt === null && (
              <Erase
                t={t}
                onErase={() =>
                  office.run(() => eraseCases(store, [id], 'request', Date.now()).then(() => t('erase.done')))
                }
              />
            )}
          </div>
          <Act {...shown} file={file} now={Date.now()} />
        </>
      )}
    </>
  );
}

/** The picture on the act has been decoded: a page printed before is printed without it. */
async function allDrawn(): Promise<void> {
  await Promise.allSettled([...document.querySelectorAll<HTMLImageElement>('.act img')].map((image) => image.decode()));
}
