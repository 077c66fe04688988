/** «Обмен между браузерами»: says first what works where, then connects. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { SyncText } from '../../../locales/sync';
import { type Access, AccessForm, firstAddress, type Service, ServiceChoice } from './access';

interface WizardProps {
  t: SyncText;
  /** There are places of exchange already. */
  hasOthers: boolean;
  /** Whether this browser can open folders. */
  canFolder: boolean;
  /** @returns what is wrong, or nothing when it is connected */
  onWebDav(access: Access): Promise<string>;
  /** As `onWebDav`. */
  onNats(access: Access): Promise<string>;
  /** @returns what is wrong, or nothing when it is connected or the person changed their mind */
  onFolder(): Promise<string>;
}

export function Wizard({ t, hasOthers, ...rest }: WizardProps) {
  const [step, setStep] = useState<'closed' | 'where' | 'webdav' | 'nats'>(hasOthers ? 'closed' : 'where');
  const heading = useRef<HTMLHeadingElement>(null);
  const former = useRef(step);
  useEffect(() => {
    if (former.current !== step) heading.current?.focus();
    former.current = step;
  }, [step]);
  if (step === 'closed') {
    return (
      <div class="actions">
        <button type="button" onClick={() => setStep('where')}>
          {t('wizard.more')}
        </button>
      </div>
    );
  }
  return (
    <section class="card form wizard" aria-labelledby="wizard">
      <h2 id="wizard" ref={heading} tabIndex={-1}>
        {t(step === 'where' ? 'wizard.title' : `wizard.${step}`)}
      </h2>
      {step === 'where' ? (
        <Where t={t} {...rest} onChoose={setStep} onDone={() => setStep('closed')} />
      ) : step === 'nats' ? (
        <AccessForm
          t={t}
          kind="nats"
          start={{ address: '', user: '', password: '' }}
          button={t('wizard.connect')}
          onCancel={() => setStep('where')}
          onSubmit={async (access) => {
            const fault = await rest.onNats(access);
            if (!fault) setStep('closed');
            return fault;
          }}
        />
      ) : (
        <Disk t={t} onBack={() => setStep('where')} onWebDav={rest.onWebDav} onDone={() => setStep('closed')} />
      )}
    </section>
  );
}

const PLACES = [
  ['webdav', 'yes', 'yes'],
  ['folder', 'yes', 'no'],
  ['nats', 'yes', 'yes'],
  ['file', 'byHand', 'byHand'],
] as const;

interface WhereProps extends Pick<WizardProps, 't' | 'canFolder' | 'onFolder'> {
  onChoose(step: 'webdav' | 'nats'): void;
  onDone(): void;
}

function Where({ t, canFolder, onFolder, onChoose, onDone }: WhereProps) {
  const [fault, setFault] = useState('');
  const folder = async (): Promise<void> => {
    const said = await onFolder();
    setFault(said);
    if (!said) onDone();
  };
  return (
    <>
      <p>{t('wizard.where')}</p>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('wizard.what')}</th>
              <th scope="col">{t('wizard.chromium')}</th>
              <th scope="col">{t('wizard.firefox')}</th>
            </tr>
          </thead>
          <tbody>
            {PLACES.map(([place, chromium, firefox]) => (
              <tr key={place}>
                <th scope="row">
                  {t(`wizard.${place}`)}
                  <p class="muted">{t(`wizard.${place}Hint`)}</p>
                </th>
                <td>{t(`wizard.${chromium}`)}</td>
                <td>{t(`wizard.${firefox}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="notice">{t('wizard.mixed')}</p>
      <p class="fault" role="alert">
        {fault}
      </p>
      <div class="actions">
        <button type="button" class="primary" onClick={() => onChoose('webdav')}>
          {t('wizard.chooseWebdav')}
        </button>
        <button type="button" disabled={!canFolder} onClick={() => void folder()}>
          {t('wizard.chooseFolder')}
        </button>
        <button type="button" onClick={() => onChoose('nats')}>
          {t('wizard.chooseNats')}
        </button>
        {!canFolder && <p class="muted">{t('wizard.folderUnable')}</p>}
      </div>
    </>
  );
}

interface DiskProps extends Pick<WizardProps, 't' | 'onWebDav'> {
  onBack(): void;
  onDone(): void;
}

function Disk({ t, onBack, onWebDav, onDone }: DiskProps) {
  const [service, setService] = useState<Service>('yandex');
  return (
    <>
      <ServiceChoice t={t} value={service} onChange={setService} />
      {service !== 'own' && <p class="muted">{t('wizard.addressHint')}</p>}
      <AccessForm
        key={service}
        t={t}
        kind="webdav"
        start={{ address: firstAddress(service), user: '', password: '' }}
        button={t('wizard.connect')}
        onCancel={onBack}
        onSubmit={async (access) => {
          const fault = await onWebDav(access);
          if (!fault) onDone();
          return fault;
        }}
      />
    </>
  );
}
