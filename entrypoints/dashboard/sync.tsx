/** The section «Обмен»: places of exchange, the wizard, the exchange by file. */
import { useEffect, useState } from 'preact/hooks';
import { ByFile } from '../../components/dashboard/sync/by-file';
import type { RemoteView } from '../../components/dashboard/sync/model';
import { Remotes } from '../../components/dashboard/sync/remotes';
import '../../components/dashboard/sync/sync.css';
import { Wizard } from '../../components/dashboard/sync/wizard';
import { sync } from '../../locales/sync';
import { ask } from '../../messages';
import { type Distrust, trustOf } from '../../storage/trust';
import type { SectionProps } from './sections';
import {
  allowFolder,
  changeAccess,
  connectFolder,
  connectNats,
  connectWebDav,
  exportFile,
  importFile,
  pause,
  remove,
  takeIn,
} from './sync-acts';
import { tellRemotesChanged, useRemotes } from './sync-state';

export function Section({ store, office, state, language }: SectionProps) {
  const t = sync(language);
  const remotes = useRemotes(store);
  const [distrust, setDistrust] = useState<Distrust | null>(null);
  const [running, setRunning] = useState<string | null>(null);
  useEffect(() => {
    void office.attempt(async () => {
      const trust = await trustOf(store);
      setDistrust(typeof trust === 'string' ? trust : null);
    });
  }, [state]);
  const tell = async (work: () => Promise<{ tone: 'good' | 'bad'; text: string }>): Promise<void> => {
    await office.attempt(async () => office.say(await work()));
    tellRemotesChanged();
  };
  const now = async ({ id }: RemoteView): Promise<void> => {
    setRunning(id);
    await tell(async () => {
      await ask('exchange', { remote: id });
      return { tone: 'good', text: t('sync.done') };
    });
    setRunning(null);
  };
  const begin = (id: string, name: string): string => {
    office.say({ tone: 'good', text: t('wizard.connected', { name }) });
    tellRemotesChanged();
    ask('exchange', { remote: id }).catch(() => undefined);
    return '';
  };
  if (distrust) return <p class="notice notice-warn">{t(distrust === 'no-office' ? 'sync.noOffice' : 'sync.noKey')}</p>;
  if (!remotes) return null;
  return (
    <>
      <p>{t('sync.lead')}</p>
      <Remotes
        t={t}
        language={language}
        now={Date.now()}
        remotes={remotes}
        running={running}
        onNow={(remote) => void now(remote)}
        onPause={(remote, paused) => void tell(() => pause(store, remote, paused, t))}
        onRemove={(remote) => void tell(() => remove(store, remote, t))}
        onAllow={(remote) => void allowFolder(store, remote).then(() => now(remote))}
        onAccess={async (remote, access) => {
          const fault = await changeAccess(store, remote, access, t);
          return fault || begin(remote.id, remote.name);
        }}
      />
      <Wizard
        key={String(remotes.length > 0)}
        t={t}
        hasOthers={remotes.length > 0}
        canFolder={'showDirectoryPicker' in globalThis}
        onWebDav={async (access) => {
          const done = await connectWebDav(store, access, t);
          return 'fault' in done ? done.fault : begin(done.id, done.name);
        }}
        onNats={async (access) => {
          const done = await connectNats(store, access, t);
          return 'fault' in done ? done.fault : begin(done.id, done.name);
        }}
        onFolder={async () => {
          const done = await connectFolder(store, t);
          if (!done) return '';
          return 'fault' in done ? done.fault : begin(done.id, done.name);
        }}
      />
      <ByFile
        t={t}
        onExport={(what) => void tell(() => exportFile(store, what, t))}
        onImport={(file) => void takeIn(office, () => importFile(store, file, t)).then(tellRemotesChanged)}
      />
    </>
  );
}
