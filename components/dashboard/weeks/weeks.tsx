/** The section «Недели»: every page with its last weeks as bars, the days of one of them, the posts behind its number. */
import { useState } from 'preact/hooks';
import type { PublishingText } from '../../../locales/publishing';
import type { Language } from '../../../locales/translate';
import type { CorrectionVerdict } from '../../../publishing/corrections';
import type { MixFormat } from '../../../publishing/formats';
import type { PageWeek } from '../../../publishing/history';
import type { Queue } from '../../../publishing/queue';
import { weekDates } from '../../dates';
import type { PageRow } from '../model';
import { Bars } from './bars';
import { WeekDetails } from './details';
import { ManualForm } from './manual';

export interface PageHistoryView {
  page: PageRow;
  /** Oldest first. */
  weeks: readonly PageWeek[];
  /** What the site itself will publish later; null: its queue was never open. */
  queue: Queue | null;
}

/** One word that was said of a post, for its trace. */
export interface TraceLine {
  at: number;
  verdict: CorrectionVerdict;
  note: string;
  /** Written by this browser. */
  mine: boolean;
}

export interface WeekActions {
  onCorrect(page: string, post: string, verdict: CorrectionVerdict): void;
  /** What the post is, said by hand; null: as it was read. */
  onFormat(page: string, post: string, format: MixFormat | null): void;
  onEnter(page: string, link: string, date: string, text: string): Promise<boolean>;
  onWithdraw(manual: string): void;
  /** Why a post was corrected. */
  onNote(page: string, post: string, note: string): void;
  trace(page: string, post: string): Promise<readonly TraceLine[]>;
  onShift(weeks: number): void;
}

interface WeeksProps extends WeekActions {
  t: PublishingText;
  language: Language;
  /** null: still being counted. */
  pages: readonly PageHistoryView[] | null;
  /** ISO date of today in the office's zone. */
  today: string;
  zone: string;
  /** The last column is the running week. */
  isLatest: boolean;
}

export function Weeks(props: WeeksProps) {
  const { t, pages, language } = props;
  if (!pages) return <p role="status">{t('dashboard.loading')}</p>;
  if (pages.length === 0) return <p class="notice">{t('weeks.empty')}</p>;
  const [first] = pages;
  const [from, to] = [first?.weeks[0], first?.weeks.at(-1)];
  return (
    <>
      <p class="lead">{t('weeks.lead')}</p>
      <nav class="actions" aria-label={t('weeks.period')}>
        <button type="button" onClick={() => props.onShift(-26)}>
          {t('weeks.earlier')}
        </button>
        <button type="button" disabled={props.isLatest} onClick={() => props.onShift(26)}>
          {t('weeks.later')}
        </button>
        {from && to && <span class="muted">{weekDates(from.week.monday, to.week.sunday, language)}</span>}
      </nav>
      <ul class="legend">
        {(['reached', 'below', 'atLeast', 'unknown'] as const).map((state) => (
          <li key={state}>
            <span class={`bar-sample bar-${state}`} aria-hidden="true" /> {t(`weeks.legend.${state}`)}
          </li>
        ))}
      </ul>
      {pages.map((one) => (
        <PageWeeks key={one.page.id} {...props} {...one} />
      ))}
    </>
  );
}

function PageWeeks(props: WeeksProps & PageHistoryView) {
  const { t, page, weeks, queue } = props;
  const [chosen, choose] = useState<string | null>(null);
  const week = weeks.find((one) => one.week.id === chosen) ?? weeks.at(-1);
  const asked = weeks.flatMap(({ posts }) => posts).filter((post) => post.asked).length;
  const title = `weeks-${page.id}`;
  return (
    <section class="card week-card" aria-labelledby={title}>
      <h2 id={title}>
        <span class="tag">{t(`site.${page.site}`)}</span> {page.name}
      </h2>
      {asked > 0 && <p class="notice notice-warn">{t('weeks.asked', { n: asked })}</p>}
      {queue && queue.posts.length > 0 && <QueueNote t={t} queue={queue} />}
      <Bars {...props} chosen={week?.week.id ?? null} onChoose={choose} />
      {week && <WeekDetails {...props} one={week} />}
      <ManualForm {...props} />
    </section>
  );
}

function QueueNote({ t, queue }: { t: PublishingText; queue: Queue }) {
  return (
    <details class="queue">
      <summary>{t('weeks.queue', { n: queue.posts.length })}</summary>
      <ul>
        {queue.posts.map(({ text, label }, index) => (
          <li key={index}>
            <span class="muted">{label}</span> {text.slice(0, 120)}
          </li>
        ))}
      </ul>
    </details>
  );
}
