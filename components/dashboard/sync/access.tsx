/** Address, login and password of a disk, with what has to be known before. */
import { useState } from 'preact/hooks';
import type { SyncText } from '../../../locales/sync';
import { placeOf, readAddress, readServers } from '../../../sync/place';
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
  kind: 'webdav' | 'nats';
  start: Access;
  button: string;
  onCancel(): void;
  /** Called in the click itself, so that the browser may be asked for its leave. @returns what is wrong, or nothing */
  onSubmit(access: Access): Promise<string>;
}

export function AccessForm({ t, kind, start, button, onCancel, onSubmit }: AccessFormProps) {
  const [access, setAccess] = useState(start);
  const [fault, setFault] = useState('');
  const [isChecking, setChecking] = useState(false);
  const [isAccepted, setAccepted] = useState(false);
  const urls =
    kind === 'nats' ? readServers(access.address) : [readAddress(access.address)].filter((url) => url !== null);
  const places = (urls ?? []).map(placeOf);
  const place = places.includes('elsewhere') ? 'elsewhere' : places[0];
  const isOpen = urls?.some(({ protocol }) => protocol === 'http:' || protocol === 'ws:');
  const isRefused = isOpen && place !== 'office';
  const change = (part: Partial<Access>): void => {
    setAccess({ ...access, ...part });
    setFault('');
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!urls?.length) return setFault(t(kind === 'nats' ? 'wizard.serversFault' : 'wizard.addressFault'));
    const checking = onSubmit(access);
    setChecking(true);
    setFault(await checking);
    setChecking(false);
  };
  return (
    <form class="access form" onSubmit={(event) => void submit(event)}>
      <Field
        label={t(kind === 'nats' ? 'wizard.servers' : 'wizard.address')}
        hint={t(kind === 'nats' ? 'wizard.serversHint' : 'wizard.addressHintOwn')}
        value={access.address}
        onInput={(address) => change({ address })}
      />
      <Field label={t('wizard.user')} value={access.user} onInput={(user) => change({ user })} />
      <Password t={t} kind={kind} value={access.password} onInput={(password) => change({ password })} />
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

function Password({
  t,
  kind,
  value,
  onInput,
}: Pick<AccessFormProps, 't' | 'kind'> & { value: string; onInput(value: string): void }) {
  return (
    <div class="field">
      <label for="app-password">{t(kind === 'nats' ? 'wizard.regionPassword' : 'wizard.password')}</label>
      <input
        id="app-password"
        type="password"
        autocomplete="off"
        aria-describedby="app-password-hint"
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <p class="muted" id="app-password-hint">
        {t(kind === 'nats' ? 'wizard.regionPasswordHint' : 'wizard.passwordHint')}
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
