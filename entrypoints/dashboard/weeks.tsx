/** The section «Недели»: reads every page's last weeks and saves what the person corrects. */
import { useEffect, useState } from 'preact/hooks';
import '../../components/dashboard/weeks/weeks.css';
import { dateAt } from '../../calendar/dates';
import { WorkCalendar } from '../../calendar/days';
import { Hours } from '../../components/dashboard/weeks/hours';
import { type PageHistoryView, type TraceLine, Weeks } from '../../components/dashboard/weeks/weeks';
import { publishing } from '../../locales/publishing';
import {
  Correction,
  type CorrectionVerdict,
  correctionEntity,
  ManualPost,
  NO_CORRECTIONS,
  NOTE_LENGTH,
  postOfLink,
} from '../../publishing/corrections';
import type { MixFormat } from '../../publishing/formats';
import { normsOf } from '../../publishing/norms';
import { shiftWeek, type Week, weekOf } from '../../publishing/week';
import { readCorrections, readHistory, readTrace } from '../../storage/publishing';
import type { Store } from '../../storage/store';
import type { SectionProps } from './sections';

export const WEEKS_SHOWN = 26;

export function Section({ store, state, office, language }: SectionProps) {
  const { zone } = state.settings;
  const [back, setBack] = useState(0);
  const [pages, setPages] = useState<readonly PageHistoryView[] | null>(null);
  const t = publishing(language);
  const now = Date.now();
  useEffect(() => {
    let isHere = true;
    office.attempt(async () => {
      const read = await readPages(store, state.pages, { zone, now, weeks: weeksBack(now, zone, back) });
      if (isHere) setPages(read);
    });
    return () => {
      isHere = false;
    };
  }, [state, back]);
  const author = (): Promise<unknown> =>
    store.read((database) => database.get('meta', 'author')).then((one) => one?.value);
  const trace = async (page: string, post: string): Promise<TraceLine[]> => {
    const [lines, me] = await Promise.all([readTrace(store, correctionEntity(page, post)), author()]);
    return lines.map(({ at, author: by, body }) => ({ at, verdict: body.verdict, note: body.note, mine: by === me }));
  };
  const correct = (page: string, post: string, verdict: CorrectionVerdict): void => {
    const undo = verdict === 'none' ? undefined : () => correct(page, post, 'none');
    void office.run(() => saveCorrection(store, page, post, verdict).then(() => t(`weeks.said.${verdict}`)), undo);
  };
  const [year, month] = dateAt(now, zone).split('-').map(Number) as [number, number];
  // The resolution for the coming year is published in autumn, and its January is planned in December.
  const years = month >= 10 ? [year, year + 1] : [year];
  const { officeHours, dayChanges, reminder } = state.settings;
  return (
    <>
      <Weeks
        t={t}
        language={language}
        pages={pages}
        today={dateAt(now, zone)}
        zone={zone}
        isLatest={back === 0}
        onShift={(weeks) => setBack(Math.max(0, back - weeks))}
        onCorrect={correct}
        onFormat={(page, post, format) =>
          void office.run(() => saveFormat(store, page, post, format).then(() => t('dashboard.saved')))
        }
        onEnter={(page, link, date, text) =>
          office.run(() => enter(store, page, { link, date, text }).then(() => t('weeks.manual.added')))
        }
        onWithdraw={(manual) =>
          void office.run(
            () => setRemoved(store, manual, true).then(() => t('weeks.manual.withdrawn')),
            () => void office.run(() => setRemoved(store, manual, false).then(() => t('weeks.manual.added'))),
          )
        }
        onNote={(page, post, note) =>
          void office.run(() => saveNote(store, page, post, note).then(() => t('dashboard.saved')))
        }
        trace={trace}
      />
      <Hours
        t={t}
        officeHours={officeHours}
        dayChanges={dayChanges}
        reminder={reminder}
        provisional={years.filter((one) => new WorkCalendar(dayChanges).isProvisional(one))}
        onSave={(change) => void office.run(() => store.changeSettings(change).then(() => t('dashboard.saved')))}
      />
    </>
  );
}

/** So many weeks, oldest first, the last of which is `back` weeks ago. */
export function weeksBack(now: number, zone: string, back: number, count: number = WEEKS_SHOWN): Week[] {
  const last = shiftWeek(weekOf(now, zone), -back, zone);
  return Array.from({ length: count }, (_, index) => shiftWeek(last, index - count + 1, zone));
}

interface Asked {
  zone: string;
  now: number;
  weeks: readonly Week[];
}

/** @throws StorageError */
export async function readPages(
  store: Store,
  pages: SectionProps['state']['pages'],
  { zone, now, weeks }: Asked,
): Promise<PageHistoryView[]> {
  const corrections = await readCorrections(store);
  return Promise.all(
    pages.map(async (page) => {
      const history = await readHistory(store, page.id, weeks, {
        zone,
        now,
        countReposts: page.countReposts,
        corrections: corrections.get(page.id) ?? NO_CORRECTIONS,
        norm: normsOf(await store.history(page.id)),
      });
      return { page, weeks: history.weeks, queue: history.sight?.queue ?? null };
    }),
  );
}

async function saveCorrection(store: Store, page: string, post: string, verdict: CorrectionVerdict): Promise<void> {
  const entity = correctionEntity(page, post);
  const before = Correction.safeParse(await store.currentBody(entity));
  const formats = before.success ? before.data.formats : null;
  await store.revise('correction', entity, { version: 1, page, post, verdict, formats, note: '' } satisfies Correction);
}

async function saveFormat(store: Store, page: string, post: string, format: MixFormat | null): Promise<void> {
  const entity = correctionEntity(page, post);
  const before = Correction.safeParse(await store.currentBody(entity));
  const { verdict, note } = before.success ? before.data : { verdict: 'none' as const, note: '' };
  const body: Correction = { version: 1, page, post, verdict, formats: format && [format], note };
  await store.revise('correction', entity, body);
}

async function enter(store: Store, page: string, post: { link: string; date: string; text: string }): Promise<void> {
  const body: ManualPost = { version: 1, page, ...post, post: postOfLink(post.link), formats: [], removed: false };
  await store.revise('manual-post', crypto.randomUUID(), body);
}

/** Entered by mistake, or not after all. */
export async function setRemoved(store: Store, entity: string, removed: boolean): Promise<void> {
  const body = ManualPost.parse(await store.currentBody(entity));
  await store.revise('manual-post', entity, { ...body, removed });
}

/** Why a post was corrected; what was said of it stays. @throws when nothing was said of it */
export async function saveNote(store: Store, page: string, post: string, note: string): Promise<void> {
  const entity = correctionEntity(page, post);
  const body = Correction.parse(await store.currentBody(entity));
  await store.revise('correction', entity, { ...body, note: note.trim().slice(0, NOTE_LENGTH) });
}
