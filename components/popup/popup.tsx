/** The popup whole: the tab at hand, every registered page with its week, withheld permissions. */
import type { ComponentChildren } from 'preact';
import type { PopupText } from '../../locales/popup';
import type { Language } from '../../locales/translate';
import type { PageOverview, ProblemCode } from '../../messages';
import type { Site } from '../../types';
import { type Helper, PageWeeks } from '../page-weeks';
import { Tab, type TabActions, type TabState } from './tab';

export interface PopupProps extends TabActions {
  /** null: not known yet. */
  tab: TabState | null;
  pages: readonly PageOverview[] | null;
  /** Sites whose permission the browser withholds. */
  withheld: readonly Site[];
  /** The person was asked for permission and said no. */
  refused: boolean;
  /** Whom the specialist asks when a page is not understood. */
  helper: Helper;
  problem: ProblemCode | null;
  busy: boolean;
  now: number;
  t: PopupText;
  language: Language;
  dashboardUrl: string;
  onAllow(): void;
  onOpen(link: string): void;
  /** Opens a place of the dashboard; empty: its first. */
  onDashboard(place: string): void;
  /** What the plan and the week ask for today. */
  agenda?: ComponentChildren;
  /** What the open page shows of the body's details. */
  details?: ComponentChildren;
}

/** Draws whatever is known; what is still being asked for says so. */
export function Popup(props: PopupProps) {
  const { tab, pages, t, problem, withheld } = props;
  return (
    <main class="popup">
      <h1>{t('popup.title')}</h1>
      {problem && (
        <p class="notice notice-bad" role="alert">
          {t(`problem.${problem}`)}
        </p>
      )}
      {withheld.length > 0 && <Withheld {...props} />}
      {tab && <Tab {...props} tab={tab} />}
      {tab?.state === 'own' && props.details}
      {pages && pages.length > 0 && props.agenda}
      {pages ? <Pages {...props} pages={pages} /> : !problem && <p role="status">{t('popup.loading')}</p>}
      <nav class="popup-places" aria-label={t('popup.places')}>
        <a
          href={props.dashboardUrl}
          onClick={(event) => {
            event.preventDefault();
            props.onDashboard('');
          }}
        >
          {t('popup.dashboard')}
        </a>
        {pages &&
          pages.length > 0 &&
          (['plan', 'report'] as const).map((place) => (
            <button key={place} type="button" class="plain" onClick={() => props.onDashboard(place)}>
              {t(`popup.${place}`)}
            </button>
          ))}
      </nav>
    </main>
  );
}

function Withheld({ withheld, refused, t, onAllow }: PopupProps) {
  const sites = withheld.map((site) => t(`site.${site}`)).join(', ');
  return (
    <section class="notice notice-warn">
      <p>{t('popup.permission', { sites })}</p>
      <button type="button" onClick={onAllow}>
        {t('popup.allow')}
      </button>
      {refused && <p role="status">{t('popup.refused')}</p>}
    </section>
  );
}

function Pages(props: PopupProps & { pages: readonly PageOverview[] }) {
  const { pages, t, dashboardUrl, onDashboard } = props;
  return (
    <section aria-labelledby="pages">
      <h2 id="pages">{t('popup.pages')}</h2>
      {pages.length === 0 && (
        <>
          <p>{t('popup.empty')}</p>
          <a
            class="button wide"
            href={`${dashboardUrl}#/start`}
            onClick={(event) => {
              event.preventDefault();
              onDashboard('start');
            }}
          >
            {t('popup.start')}
          </a>
        </>
      )}
      <PageWeeks {...props} pages={pages} />
    </section>
  );
}
