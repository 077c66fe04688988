/** The section «Реквизиты». */
import { Profile } from '../../components/dashboard/profile';
import { PROFILE } from '../../storage/register';
import { changeProfile, takeVersion } from './office';
import type { SectionProps } from './sections';

export function Section({ store, office, state, t, language }: SectionProps) {
  return (
    <Profile
      t={t}
      language={language}
      profile={state.profile}
      shared={state.shared.get('profile')}
      now={Date.now()}
      onTake={(version) =>
        office.run(() => takeVersion(store, office.latest(), 'profile', PROFILE, version).then(() => t('apart.taken')))
      }
      onSave={(change) =>
        office.run(() => changeProfile(store, office.latest(), change).then(() => t('dashboard.saved')))
      }
    />
  );
}
