/** The section «Реквизиты». */
import { Profile } from '../../components/dashboard/profile';
import { changeProfile } from './office';
import type { SectionProps } from './sections';

export function Section({ store, office, state, t, language }: SectionProps) {
  return (
    <Profile
      t={t}
      language={language}
      profile={state.profile}
      onSave={(change) => office.run(() => changeProfile(store, change).then(() => t('dashboard.saved')))}
    />
  );
}
