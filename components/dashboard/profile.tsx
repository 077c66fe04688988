/** The office's own details: replies are filled from them, and point 2.4 wants them on every page. */
import { missingDetails, type OfficeProfile } from '../../replies/profile';
import { Field } from './fields';
import type { Speech } from './model';

interface ProfileProps extends Speech {
  profile: OfficeProfile;
  onSave(change: Partial<OfficeProfile>): void;
}

type Line = 'fullName' | 'shortName' | 'address' | 'email' | 'site' | 'head';
const LINES: readonly Line[] = ['fullName', 'shortName', 'head', 'address', 'email', 'site'];

/** Every detail is saved as one leaves its field; what is missing stands at the top. */
export function Profile({ profile, t, onSave }: ProfileProps) {
  const missing = missingDetails(profile);
  const names = missing.map((field) => t(`profile.${field}`)).join(', ');
  return (
    <>
      <p class="lead">{t('profile.lead')}</p>
      <p class={missing.length > 0 ? 'notice notice-warn' : 'notice notice-good'} role="status">
        {missing.length > 0 ? t('profile.missing', { names }) : t('profile.complete')}
      </p>
      <div class="card form">
        {LINES.map((line) => (
          <Field
            key={line}
            label={t(`profile.${line}`)}
            hint={line === 'shortName' ? t('profile.shortNameHint') : undefined}
            value={profile[line]}
            onChange={(value) => onSave({ [line]: value.trim() })}
          />
        ))}
        <Field
          label={t('profile.phones')}
          hint={t('profile.phonesHint')}
          rows={3}
          value={profile.phones.join('\n')}
          onChange={(value) => onSave({ phones: linesOf(value) })}
        />
      </div>
      <div class="card form">
        <h2>{t('profile.helper')}</h2>
        <p class="muted">{t('profile.helperHint')}</p>
        <Field
          label={t('profile.helperName')}
          value={profile.helper.name}
          onChange={(name) => onSave({ helper: { ...profile.helper, name: name.trim() } })}
        />
        <Field
          type="tel"
          label={t('profile.helperPhone')}
          value={profile.helper.phone}
          onChange={(phone) => onSave({ helper: { ...profile.helper, phone: phone.trim() } })}
        />
      </div>
    </>
  );
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
