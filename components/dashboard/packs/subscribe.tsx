/** Subscribing: by address and key, or by a file whose publisher's key two people compare by voice. */
import { useState } from 'preact/hooks';
import type { PacksText } from '../../../locales/packs';
import { packAddress } from '../../../packs/fetching';
import { readKey } from '../../../packs/pack';
import { Field } from '../fields';
import { Picker } from '../office/picker';
import type { Newcomer } from './model';

interface SubscribeProps {
  t: PacksText;
  /** Called in the click itself, so that the browser may be asked for its leave. @returns what is wrong, or nothing */
  onSubscribe(url: URL, key: string): Promise<string>;
}

export function Subscribe({ t, onSubscribe }: SubscribeProps) {
  const [url, setUrl] = useState('');
  const [key, setKey] = useState('');
  const [fault, setFault] = useState<{ at: 'url' | 'key' | 'form'; text: string } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const faultAt = (at: 'url' | 'key' | 'form'): string => (fault?.at === at ? fault.text : '');
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const address = packAddress(url);
    if (!address) return setFault({ at: 'url', text: t('packs.urlFault') });
    if (!readKey(key)) return setFault({ at: 'key', text: t('packs.keyFault') });
    const subscribing = onSubscribe(address, key);
    setBusy(true);
    const text = await subscribing;
    setBusy(false);
    setFault(text ? { at: 'form', text } : null);
    if (text) return;
    setUrl('');
    setKey('');
  };
  return (
    <form class="card form" aria-labelledby="pack-subscribe" onSubmit={(event) => void submit(event)}>
      <h2 id="pack-subscribe">{t('packs.subscribe')}</h2>
      <Field label={t('packs.url')} hint={t('packs.urlHint')} fault={faultAt('url')} value={url} onInput={setUrl} />
      <Field
        label={t('packs.publisherKey')}
        hint={t('packs.publisherKeyHint')}
        fault={faultAt('key')}
        value={key}
        onInput={setKey}
      />
      <p class="fault" role="alert">
        {faultAt('form')}
      </p>
      <div class="actions">
        <button type="submit" class="primary" disabled={isBusy}>
          {t('packs.subscribeButton')}
        </button>
      </div>
    </form>
  );
}

interface FromFileProps {
  t: PacksText;
  /** The file's publisher is not known here: a person must compare the key first. */
  newcomer: Newcomer | null;
  onPick(file: File): void;
  onAccept(): void;
  onCancel(): void;
}

export function FromFile({ t, newcomer, onPick, onAccept, onCancel }: FromFileProps) {
  return (
    <section class="card form" aria-labelledby="pack-file">
      <h2 id="pack-file">{t('packs.file')}</h2>
      <p>{t('packs.fileLead')}</p>
      <Picker label={t('packs.chooseFile')} accept=".json,application/json" onPick={onPick} />
      {newcomer && (
        <div class="notice notice-warn" role="alert">
          <p>{t('packs.newcomer', { ...newcomer })}</p>
          <p>{t('packs.newcomerAsk', { print: newcomer.print })}</p>
          <div class="actions">
            <button type="button" class="primary" onClick={onAccept}>
              {t('packs.accept')}
            </button>
            <button type="button" class="plain" onClick={onCancel}>
              {t('packs.cancel')}
            </button>
          </div>
        </div>
      )}
    </section>
  );
}
