/** The open section with the data and the acts that it needs. */
import { useEffect, useRef } from 'preact/hooks';
import { Clauses } from '../../components/dashboard/clauses';
import { Dashboard } from '../../components/dashboard/dashboard';
import { type OfficeState, PLACES, type Place, type Speech } from '../../components/dashboard/model';
import { Pages } from '../../components/dashboard/pages';
import { Profile } from '../../components/dashboard/profile';
import { Settings } from '../../components/dashboard/settings';
import type { Draft } from '../../components/dashboard/templates/editor';
import { Templates } from '../../components/dashboard/templates/templates';
import { DEFAULT_CLAUSES } from '../../detection/clauses';
import { dashboard } from '../../locales/dashboard';
import type { PageView } from '../../messages';
import type { Store } from '../../storage/store';
import type { PageIdentity } from '../../types';
import { Exchange } from './exchange';
import { pageByLink } from './link';
import { changePage, changeProfile, changeSettings, saveClause, saveDraft, saveSteps } from './office';
import { type Office, useOffice, usePlace } from './state';

/** Has a page registered, with all its faces; throws Problem. */
export type Register = (identity: PageIdentity) => Promise<PageView>;

/** The dashboard over one store. */
export function App({ store, register }: { store: Store; register: Register }) {
  const office = useOffice(store);
  const [written, go] = usePlace();
  const [first = '', open = ''] = written.split('/');
  const place: Place = PLACES.find((one) => one === first) ?? 'pages';
  const language = office.state?.settings.language ?? 'ru';
  const t = dashboard(language);
  const unsaved = useRef(new Map<string, Draft>()).current;
  const { say } = office;
  useEffect(() => say(null), [place]);
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent): void => {
      if (unsaved.size > 0) event.preventDefault();
    };
    addEventListener('beforeunload', leaving);
    return () => removeEventListener('beforeunload', leaving);
  }, [unsaved]);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `${t(`place.${place}`)} — ${t('dashboard.title')}`;
  }, [language, place, t]);
  return (
    <Dashboard
      t={t}
      language={language}
      place={place}
      message={office.message}
      busy={office.busy}
      onCloseMessage={() => office.say(null)}
    >
      {office.state ? (
        <Section {...{ store, register, office, place, open, unsaved, go, t, language }} state={office.state} />
      ) : (
        !office.message && <p role="status">{t('dashboard.loading')}</p>
      )}
    </Dashboard>
  );
}

interface SectionProps extends Speech {
  store: Store;
  register: Register;
  office: Office;
  state: OfficeState;
  place: Place;
  open: string;
  unsaved: Map<string, Draft>;
  go(place: string): void;
}

function Section(props: SectionProps) {
  const { store, office, state, place, t, language } = props;
  const speech = { t, language };
  const saving = (work: () => Promise<void>) => office.run(() => work().then(() => t('dashboard.saved')));
  switch (place) {
    case 'pages':
      return <OfficialPages {...props} />;
    case 'templates':
      return <Replies {...props} />;
    case 'profile':
      return (
        <Profile {...speech} profile={state.profile} onSave={(change) => saving(() => changeProfile(store, change))} />
      );
    case 'rules':
      return (
        <Clauses
          {...speech}
          clauses={state.clauses}
          originals={DEFAULT_CLAUSES}
          onSave={(clause) => saving(() => saveClause(store, clause))}
        />
      );
    case 'settings':
      return (
        <Settings
          {...speech}
          now={Date.now()}
          settings={state.settings}
          onSave={(change) => saving(() => changeSettings(store, change))}
        />
      );
    case 'data':
      return <Exchange {...props} />;
  }
}

function OfficialPages({ store, register, office, state, t, language }: SectionProps) {
  const change = (id: string, to: Parameters<typeof changePage>[2], done: string, undo?: () => void) =>
    office.run(() => changePage(store, id, to).then(() => done), undo);
  const saved = t('dashboard.saved');
  return (
    <Pages
      t={t}
      language={language}
      pages={state.pages}
      readLink={(written, name) => pageByLink(written, name, state.pages)}
      onSave={(id, to) => change(id, to, saved)}
      onAdd={(identity) => office.run(async () => t('pages.added', { name: (await register(identity)).name }))}
      onRemove={({ id, name }) =>
        change(id, { removed: true }, t('pages.removed', { name }), () => change(id, { removed: false }, saved))
      }
    />
  );
}

function Replies({ store, office, state, open, unsaved, go, t, language }: SectionProps) {
  // Back in the list, what was said speaks of what was just saved; anywhere else it is old.
  const onGo = (place: string): void => {
    if (place !== 'templates') office.say(null);
    go(place);
  };
  return (
    <Templates
      t={t}
      language={language}
      templates={state.templates}
      profile={state.profile}
      zone={state.settings.zone}
      now={Date.now()}
      open={open}
      unsaved={unsaved}
      onGo={onGo}
      onSteps={(steps) =>
        office.run(() => saveSteps(store, steps).then(() => t('templates.changed', { n: steps.length })))
      }
      onDraft={(entity, step, approve) =>
        office.run(() => saveDraft(store, entity, step, approve).then(() => t('dashboard.saved')))
      }
    />
  );
}
