/** Address, login and password of a disk, with what has to be known before. */
import { useState } from 'preact/hooks';
import type { SyncText } from '../../../locales/sync';
import { placeOf, readAddress } from '../../../sync/place';
import { Check, Choice, Field } from '../fields';

export interface Access {
  address: string;
  user: string;
  password: string;
}

export const SERVICES = ['yandex', 'mail', 'own'] as const;
export type Service = (typeof SERVICES)[number];

/** Addresses that the clouds' help pages give for WebDAV. */
const ADDRESSES: Record<Service, string> = {
  yandex: 'webdav.yandex.ru/Смотритель',
  mail: 'webdav.cloud.mail.ru/Смотритель',
  own: '',
};

interface AccessFormProps {
  t: SyncText;
  start: Access;
  button: string;
  onCancel(): void;
  /** Called in the click itself, so that the browser may be asked for its leave. @returns what is wrong, or nothing */
  onSubmit(access: Access): Promise<string>;
}

export function AccessForm({ t, start, button, onCancel, onSubmit }: AccessFormProps) {
  const [access, setAccess] = useState(start);
  const [fault, setFault] = useState('');
  const [isChecking, setChecking] = useState(false);
  const [isAccepted, setAccepted] = useState(false);
  const url = readAddress(access.address);
  const place = url && placeOf(url);
  const isOpen = url?.protocol === 'http:';
  const isRefused = isOpen && place !== 'office';
  const change = (part: Partial<Access>): void => {
    setAccess({ ...access, ...part });
    setFault('');
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!url) return setFault(t('wizard.addressFault'));
    const checking = onSubmit(access);
    setChecking(true);
    setFault(await checking);
    setChecking(false);
  };
  return (
    <form class="access form" onSubmit={(event) => void submit(event)}>
      <Field
        label={t('wizard.address')}
        hint={t('wizard.addressHintOwn')}
        value={access.address}
        onInput={(address) => change({ address })}
      />
      <Field label={t('wizard.user')} value={access.user} onInput={(user) => change({ user })} />
      <Password t={t} value={access.password} onInput={(password) => change({ password })} />
      {isOpen && (
        <p class={`notice notice-${isRefused ? 'bad' : 'warn'}`}>
          {t(isRefused ? 'wizard.httpAbroad' : 'wizard.http')}
        </p>
      )}
      {place === 'elsewhere' && (
        <div class="notice notice-warn">
          <p>{t('wizard.abroad')}</p>
          <Check label={t('wizard.abroadAccept')} checked={isAccepted} onChange={setAccepted} />
        </div>
      )}
      <p class="fault" role="alert">
        {fault}
      </p>
      <div class="actions">
        <button
          type="submit"
          class="primary"
          disabled={isChecking || isRefused || (place === 'elsewhere' && !isAccepted)}
        >
          {isChecking ? t('wizard.checking') : button}
        </button>
        <button type="button" class="plain" onClick={onCancel}>
          {t('wizard.back')}
        </button>
      </div>
    </form>
  );
}

function Password({ t, value, onInput }: { t: SyncText; value: string; onInput(value: string): void }) {
  return (
    <div class="field">
      <label for="app-password">{t('wizard.password')}</label>
      <input
        id="app-password"
        type="password"
        autocomplete="off"
        aria-describedby="app-password-hint"
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <p class="muted" id="app-password-hint">
        {t('wizard.passwordHint')}
      </p>
    </div>
  );
}

/** Where the disk is, for the address to begin with. */
export function ServiceChoice({
  t,
  value,
  onChange,
}: {
  t: SyncText;
  value: Service;
  onChange(service: Service, address: string): void;
}) {
  return (
    <Choice
      label={t('wizard.service')}
      value={value}
      options={SERVICES.map((service) => [service, t(`wizard.service.${service}`)] as const)}
      onChange={(service) => onChange(service, ADDRESSES[service])}
    />
  );
}

export const firstAddress = (service: Service): string => ADDRESSES[service];
