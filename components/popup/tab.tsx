/** What the popup says about the tab it was opened over. */
import type { PopupText } from '../../locales/popup';
import type { Language } from '../../locales/translate';
import type { TabView } from '../../messages';
import type { PageIdentity } from '../../types';
import { HealthWarning, type Helper } from '../page-weeks';
import { Week } from '../week';

/**
 * `foreign`: none of our sites; `hidden`: the browser does not tell, for a permission is withheld; `nobody`: one of them, but no page of anybody; `silent`: one of them, no content
 * script answers; `new`: a page that is not registered; `own`: a registered one.
 */
export type TabState =
  | { state: 'foreign' | 'hidden' | 'nobody' | 'silent' }
  | { state: 'new'; identity: PageIdentity }
  | { state: 'own'; view: TabView & { page: NonNullable<TabView['page']> } };

export interface TabActions {
  onRegister(identity: PageIdentity): void;
  onReload(): void;
}

interface TabProps extends TabActions {
  tab: TabState;
  busy: boolean;
  helper: Helper;
  t: PopupText;
  language: Language;
}

/** The section «Эта вкладка». */
export function Tab(props: TabProps) {
  const { t } = props;
  return (
    <section aria-labelledby="here">
      <h2 id="here">{t('popup.here')}</h2>
      <TabBody {...props} />
    </section>
  );
}

function TabBody({ tab, busy, helper, t, language, onRegister, onReload }: TabProps) {
  if (tab.state === 'own') return <OwnPage view={tab.view} helper={helper} t={t} language={language} />;
  if (tab.state === 'new') {
    const { identity } = tab;
    return (
      <>
        <PageName site={t(`site.${identity.site}`)} name={identity.name || t('popup.unnamed')} />
        <p>{t('popup.notRegistered')}</p>
        <button type="button" class="primary wide" disabled={busy} onClick={() => onRegister(identity)}>
          {t('popup.register')}
        </button>
        <p class="muted">{t('popup.registerHint')}</p>
      </>
    );
  }
  return (
    <>
      <p>{t(`popup.${tab.state}`)}</p>
      {tab.state === 'silent' && (
        <button type="button" onClick={onReload}>
          {t('popup.reload')}
        </button>
      )}
    </>
  );
}

function OwnPage({
  view,
  helper,
  t,
  language,
}: { view: Extract<TabState, { state: 'own' }>['view'] } & Pick<TabProps, 'helper' | 't' | 'language'>) {
  const health = view.health?.state ?? 'unknown';
  return (
    <>
      <PageName site={t(`site.${view.page.site}`)} name={view.page.name} />
      {view.week ? <Week week={view.week} t={t} language={language} dated /> : <p>{t('popup.count.unknown')}</p>}
      <HealthWarning state={health} helper={helper} t={t} />
    </>
  );
}

/** The site small above the page's own name. */
export function PageName({ site, name }: { site: string; name: string }) {
  return (
    <p class="page-name">
      <span class="muted">{site}</span>
      <strong>{name}</strong>
    </p>
  );
}
