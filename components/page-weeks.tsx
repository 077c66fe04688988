/** Every registered page with its week, when it was looked at, and whether it can be read: in the popup and on «Сегодня». */
import type { PopupText } from '../locales/popup';
import type { Language } from '../locales/translate';
import type { PageOverview } from '../messages';
import { weekDates } from './dates';
import { PageName } from './popup/tab';
import { lastSeen, Week } from './week';

/** Whom the specialist asks; empty where the office named nobody. */
export interface Helper {
  name: string;
  phone: string;
}

interface PageWeeksProps {
  pages: readonly PageOverview[];
  helper: Helper;
  now: number;
  t: PopupText;
  language: Language;
  /** Opens a page in the person's stead; left out: an ordinary link to another tab. */
  onOpen?: (link: string) => void;
}

export function PageWeeks({ pages, helper, now, t, language, onOpen }: PageWeeksProps) {
  // One office, one time zone: the week is the same for every page.
  const [first] = pages;
  const open = (event: Event, link: string): void => {
    if (!onOpen) return;
    event.preventDefault();
    onOpen(link);
  };
  return (
    <>
      {first && (
        <p class="muted">{t('popup.week', { dates: weekDates(first.week.monday, first.week.sunday, language) })}</p>
      )}
      <ul class="page-list">
        {pages.map(({ page, week, lastSeen: seen, health }) => (
          <li key={page.id}>
            <a
              class="page-link"
              href={page.link}
              target="_blank"
              rel="noreferrer"
              onClick={(event) => open(event, page.link)}
            >
              <PageName site={t(`site.${page.site}`)} name={page.name} />
            </a>
            <Week week={week} t={t} language={language} />
            <p class="muted">{lastSeen(seen, now, week.monday, t, language)}</p>
            {health && health !== 'ok' && <HealthWarning state={health} helper={helper} t={t} />}
          </li>
        ))}
      </ul>
    </>
  );
}

interface HealthWarningProps {
  state: NonNullable<PageOverview['health']> | 'loading' | 'unknown';
  helper: Helper;
  t: PopupText;
}

/** Whether a page can be read; where it cannot, who helps. */
export function HealthWarning({ state, helper, t }: HealthWarningProps) {
  const isFaulty = state === 'degraded' || state === 'broken';
  return (
    <p class={`health health-${state}`}>
      {t(`popup.health.${state}`)}
      {isFaulty && helper.name !== '' && ` ${t('popup.helper', { name: helper.name, phone: helper.phone })}`}
    </p>
  );
}
