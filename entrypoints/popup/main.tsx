/** Wires the popup to the background and to the tab under it. */
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import '../../components/theme.css';
import { Popup, type PopupProps } from '../../components/popup/popup';
import { popup } from '../../locales/popup';
import type { Language } from '../../locales/translate';
import { ask, Problem } from '../../messages';
import type { PageIdentity } from '../../types';
import { requestSites, type TabAtHand, tabAtHand, withheldSites } from './tab';

type State = Pick<PopupProps, 'pages' | 'withheld' | 'refused' | 'problem' | 'busy'> & {
  at: TabAtHand | null;
  language: Language;
};

const NOTHING_KNOWN: State = {
  at: null,
  pages: null,
  withheld: [],
  refused: false,
  problem: null,
  busy: false,
  language: 'ru',
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
  };
  const register = async (identity: PageIdentity): Promise<void> => {
    change({ busy: true, problem: null });
    await ask('register', { identity });
    await look();
    change({ busy: false });
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
  const dashboard = async (): Promise<void> => {
    await ask('showDashboard', { place: '' });
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
      onDashboard={() => attempt(dashboard)}
    />
  );
}

render(<App />, document.getElementById('root')!);
