/** The section «Настройки». */
import { Settings } from '../../components/dashboard/settings';
import { changeSettings } from './office';
import type { SectionProps } from './sections';

export function Section({ store, office, state, t, language }: SectionProps) {
  return (
    <Settings
      t={t}
      language={language}
      now={Date.now()}
      settings={state.settings}
      unread={state.unread}
      onSettle={() =>
        office.run(() => changeSettings(store, office.latest().settings).then(() => t('dashboard.saved')))
      }
      onSave={(change) => office.run(() => changeSettings(store, change).then(() => t('dashboard.saved')))}
    />
  );
}
