/** The office's own details: replies are filled from them, and point 2.4 wants them on every page. */
import { missingDetails, OfficeProfile } from '../../replies/profile';
import { Apart } from './apart';
import { Field } from './fields';
import type { SharedState, Speech, Version } from './model';

interface ProfileProps extends Speech {
  profile: OfficeProfile;
  shared: SharedState | undefined;
  now: number;
  onSave(change: Partial<OfficeProfile>): void;
  /** Of the versions written apart this one stays. */
  onTake(version: Version): void;
}

type Line = 'fullName' | 'shortName' | 'address' | 'email' | 'site' | 'head';
const LINES: readonly Line[] = ['fullName', 'shortName', 'head', 'address', 'email', 'site'];

/** Every detail is saved as one leaves its field; what is missing stands at the top. */
export function Profile(props: ProfileProps) {
  const { profile, t, onSave } = props;
  const missing = missingDetails(profile);
  const names = missing.map((field) => t(`profile.${field}`)).join(', ');
  return (
    <>
      <p class="lead">{t('profile.lead')}</p>
      <Apart {...props} fields={differences(t)} />
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

/** What two versions of the details can differ in. */
function differences(t: Speech['t']) {
  const field = (label: string, text: (profile: OfficeProfile) => string) =>
    [label, (body: unknown) => text(OfficeProfile.parse(body))] as const;
  return [
    ...LINES.map((line) => field(t(`profile.${line}`), (profile) => profile[line])),
    field(t('profile.phones'), ({ phones }) => phones.join('\n')),
    field(t('profile.helper'), ({ helper }) => [helper.name, helper.phone].filter(Boolean).join(', ')),
  ];
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
