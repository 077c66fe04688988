/** The frame and the open section, with the data and the acts that it needs. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { Boundary } from '../../components/boundary';
import { BackupStatus } from '../../components/dashboard/backup/backup';
import { Broken } from '../../components/dashboard/backup/broken';
import { Dashboard } from '../../components/dashboard/dashboard';
import { FIRST, PLACES, type Place } from '../../components/dashboard/places';
import { SyncStatus } from '../../components/dashboard/sync/status';
import '../../components/dashboard/sync/status.css';
import type { Draft } from '../../components/dashboard/templates/editor';
import { backup } from '../../locales/backup';
import { dashboard } from '../../locales/dashboard';
import { beginAnew } from '../../storage/shelved';
import type { Store } from '../../storage/store';
import { VERSION } from '../../version';
import { type Register, SECTIONS, type SectionModule, type SectionProps } from './sections';
import { type Office, useOffice, usePlace } from './state';
import { useExpecting, usePolling, useRemotes, useWatch } from './sync-state';

/** The dashboard over one store. */
export function App({ store, register }: { store: Store; register: Register }) {
  const office = useOffice(store);
  const [written, go] = usePlace();
  const [first = '', ...rest] = written.split('/');
  const place: Place = PLACES.find((one) => one === first) ?? FIRST;
  const language = office.state?.settings.language ?? 'ru';
  const t = dashboard(language);
  const remotes = useRemotes(store);
  usePolling(useExpecting(store, remotes));
  useWatch(store, remotes);
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
  const section = { store, register, office, open: rest.join('/'), unsaved, go, t, language };
  return (
    <Dashboard
      t={t}
      language={language}
      place={place}
      message={office.message}
      busy={office.busy}
      status={
        <>
          <SyncStatus remotes={remotes} now={Date.now()} language={language} />
          {office.state && <BackupStatus b={backup(language)} view={office.state.backup} now={Date.now()} />}
        </>
      }
      onCloseMessage={() => office.say(null)}
    >
      {office.state ? (
        <Boundary key={place} t={t} place={`dashboard: ${place}`} version={VERSION}>
          <Lazy place={place} section={{ ...section, state: office.state }} />
        </Boundary>
      ) : (
        <Unread store={store} office={office} />
      )}
    </Dashboard>
  );
}

/** Nothing could be read yet. The language of a person whose settings cannot be read is Russian. */
function Unread({ store, office }: { store: Store; office: Office }) {
  const b = backup('ru');
  if (office.fault === 'broken') {
    const setAside = (): Promise<boolean> => office.run(() => beginAnew(store.name).then(() => b('broken.done')));
    return <Broken b={b} onAgain={() => location.reload()} onSetAside={() => void setAside()} />;
  }
  return office.message ? null : <p role="status">{dashboard('ru')('dashboard.loading')}</p>;
}

/** Code that was loaded once is at hand at once. */
const LOADED = new Map<Place, SectionModule>();

/** The section once its code is there. After an update of the extension an open tab cannot load the old code any more. */
function Lazy({ place, section }: { place: Place; section: SectionProps }) {
  const [loaded, setLoaded] = useState<SectionModule | 'gone' | null>(LOADED.get(place) ?? null);
  useEffect(() => {
    let isHere = true;
    const show = (found: SectionModule | 'gone'): void => {
      if (found !== 'gone') LOADED.set(place, found);
      if (isHere) setLoaded(found);
    };
    if (!loaded) SECTIONS[place]().then(show, () => show('gone'));
    return () => {
      isHere = false;
    };
  }, [place]);
  if (loaded === 'gone') {
    return (
      <p class="notice notice-bad" role="alert">
        {section.t('problem.bad-message')}
      </p>
    );
  }
  if (!loaded) return <p role="status">{section.t('dashboard.loading')}</p>;
  return <loaded.Section {...section} />;
}
