/** Wires the popup to the background and to the tab under it. */
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { Boundary } from '../../components/boundary';
import '../../components/theme.css';
import { Agenda } from '../../components/popup/agenda';
import { Details } from '../../components/popup/details';
import { Popup, type PopupProps } from '../../components/popup/popup';
import { composer } from '../../locales/composer';
import { popup } from '../../locales/popup';
import type { Language } from '../../locales/translate';
import { type Agenda as AgendaView, ask, Problem } from '../../messages';
import type { DetailCheck } from '../../publishing/shown-details';
import type { PageIdentity } from '../../types';
import { VERSION } from '../../version';
import { requestSites, type TabAtHand, tabAtHand, withheldSites } from './tab';

type State = Pick<PopupProps, 'pages' | 'helper' | 'withheld' | 'refused' | 'problem' | 'busy'> & {
  at: TabAtHand | null;
  language: Language;
  agenda: AgendaView | null;
  details: readonly DetailCheck[] | 'silent' | null;
};

const NOTHING_KNOWN: State = {
  at: null,
  pages: null,
  helper: { name: '', phone: '' },
  withheld: [],
  refused: false,
  problem: null,
  busy: false,
  language: 'ru',
  agenda: null,
  details: null,
};

function App() {
  const [state, setState] = useState(NOTHING_KNOWN);
  const change = (part: Partial<State>): void => setState((before) => ({ ...before, ...part }));
  const attempt = (work: () => Promise<void>): void => {
    work().catch((error: unknown) => {
      change({ problem: error instanceof Problem ? error.code : 'unexpected', busy: false });
    });
  };

  const look = async (): Promise<void> => {
    const withheld = await withheldSites();
    change({ at: await tabAtHand(withheld), withheld });
    change({ ...(await ask('overview', null)), problem: null });
    change({ agenda: await ask('agenda', null) });
  };
  const register = async (identity: PageIdentity): Promise<void> => {
    change({ busy: true, problem: null });
    await ask('register', { identity });
    await look();
    change({ busy: false });
  };
  const words = composer(state.language);
  const showPlace = async (place: string): Promise<void> => {
    await ask('showDashboard', { place });
    window.close();
  };
  const lookAtDetails = async (): Promise<void> => {
    if (state.at?.id == null || state.at.state.state !== 'own') return;
    const { site } = state.at.state.view.page;
    change({ details: (await ask('details', { tab: state.at.id, site })) ?? 'silent' });
  };
  const allow = async (): Promise<void> => {
    const agreed = await requestSites(state.withheld);
    change({ refused: !agreed });
    await look();
  };
  const leaveTo = async (url: string): Promise<void> => {
    await browser.tabs.create({ url });
    window.close();
  };
  const reload = async (): Promise<void> => {
    if (state.at?.id != null) await browser.tabs.reload(state.at.id);
    window.close();
  };

  useEffect(() => attempt(look), []);
  useEffect(() => {
    document.documentElement.lang = state.language;
  }, [state.language]);

  return (
    <Popup
      {...state}
      tab={state.at?.state ?? null}
      now={Date.now()}
      t={popup(state.language)}
      dashboardUrl={browser.runtime.getURL('dashboard.html')}
      onRegister={(identity) => attempt(() => register(identity))}
      onReload={() => attempt(reload)}
      onAllow={() => attempt(allow)}
      onOpen={(link) => attempt(() => leaveTo(link))}
      onDashboard={(place) => attempt(() => showPlace(place))}
      agenda={
        state.agenda && (
          <Agenda
            agenda={state.agenda}
            t={popup(state.language)}
            words={words}
            language={state.language}
            onOpen={(link) => attempt(() => leaveTo(link))}
            onPlace={(place) => attempt(() => showPlace(place))}
          />
        )
      }
      details={
        <Details
          words={words}
          details={state.details}
          onLook={() => attempt(lookAtDetails)}
          onCopy={(text) => navigator.clipboard.writeText(text)}
        />
      }
    />
  );
}

render(
  <Boundary t={popup('ru')} place="popup" version={VERSION}>
    <App />
  </Boundary>,
  document.getElementById('root')!,
);
