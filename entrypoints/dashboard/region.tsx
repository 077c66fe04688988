/** The section «Сводка для района»: what the office shows its district, and what a browser of the district sees. */
import { useEffect, useState } from 'preact/hooks';
import { type OfficeEntry, rowsOf } from '../../components/dashboard/region/model';
import { Connect, Offices } from '../../components/dashboard/region/offices';
import { Sharing, type SharingView } from '../../components/dashboard/region/sharing';
import '../../components/dashboard/region/region.css';
import { type RegionText, region as regionTexts } from '../../locales/region';
import { ask } from '../../messages';
import { figuresText, readFigures, type WeeksBack } from '../../publishing/district';
import { keepRole, ownAuthor, readOwnFigures, readRole, readSent } from '../../storage/district';
import type { Store } from '../../storage/store';
import type { NatsPlace } from '../../sync/nats';
import { placeOf } from '../../sync/place';
import { RemoteError } from '../../sync/remote';
import type { SectionProps } from './sections';

export function Section(props: SectionProps) {
  const { store, office, state, language } = props;
  const t = regionTexts(language);
  const [view, setView] = useState<SharingView | null>(null);
  useEffect(() => {
    let isHere = true;
    void office.attempt(async () => {
      const read = await readSharing(store);
      if (isHere) setView(read);
    });
    return () => {
      isHere = false;
    };
    // The state is a new one after every change of the data.
  }, [state]);
  const send = async (): Promise<void> => {
    await ask('publishFigures', {});
    setView(await readSharing(store));
  };
  const share = (on: boolean): void =>
    void office.run(async () => {
      const author = await ownAuthor(store);
      // A browser that never wrote anything belongs to no office and reaches no server.
      if (on && author === '') return t('region.fault.no-server');
      await store.changeSettings({ figuresBy: on ? author : '' });
      await send();
      const { fault } = await readSent(store);
      if (on) return t(fault ? 'region.onPending' : 'region.on');
      return t(fault ? 'region.offPending' : 'region.off');
    });
  return (
    <>
      {view && (
        <Sharing t={t} language={language} view={view} onShare={share} onSend={() => void office.attempt(send)} />
      )}
      <District {...props} texts={t} />
    </>
  );
}

async function readSharing(store: Store): Promise<SharingView> {
  const [{ figuresBy }, author, figures, { at, fault }] = await Promise.all([
    store.settings(),
    ownAuthor(store),
    readOwnFigures(store, Date.now()),
    readSent(store),
  ]);
  const by = figuresBy === '' ? 'nobody' : figuresBy === author ? 'here' : 'elsewhere';
  return { by, figures, text: figuresText(figures), sentAt: at, fault };
}

interface Read {
  entries: OfficeEntry[];
  at: number;
  isStale: boolean;
}

function District({ store, office, language, texts: t }: SectionProps & { texts: RegionText }) {
  const [place, setPlace] = useState<NatsPlace | null | 'unread'>('unread');
  const [read, setRead] = useState<Read | null>(null);
  useEffect(() => {
    void office.attempt(async () => setPlace(await readRole(store)));
  }, [store]);
  const reload = async (from: NatsPlace): Promise<void> => {
    const entries = await readEntries(from).catch(() => null);
    setRead((old) =>
      entries
        ? { entries, at: Date.now(), isStale: false }
        : { ...(old ?? { entries: [], at: Date.now() }), isStale: true },
    );
  };
  useEffect(() => {
    if (place === null || place === 'unread') return undefined;
    void reload(place);
    const watching = new AbortController();
    void watch(place, () => reload(place), watching.signal);
    return () => watching.abort();
  }, [place]);
  if (place === 'unread') return null;
  if (place === null) {
    return (
      <Connect
        t={t}
        onConnect={async (servers, user, password) => {
          if (servers.some((url) => url.protocol === 'ws:' && placeOf(url) !== 'office'))
            return t('region.serversFault');
          const given = { servers: servers.map(({ href }) => href), user, password };
          const fault = await faultOf(given);
          if (fault) return t(`region.connectFault.${fault}`);
          await office.attempt(() => keepRole(store, given));
          setPlace(given);
          return '';
        }}
      />
    );
  }
  if (!read) return null;
  const save = (back: WeeksBack): void =>
    void office.run(async () => {
      const { exportFigures } = await import('./region-file');
      return t('region.saved', { name: await exportFigures(rowsOf(read.entries, back, Date.now()), read.entries, t) });
    });
  return (
    <Offices
      t={t}
      language={language}
      now={Date.now()}
      entries={read.entries}
      readAt={read.at}
      isStale={read.isStale}
      onReload={() => void reload(place)}
      onExport={save}
      onDisconnect={() =>
        void office.run(async () => {
          await keepRole(store, null);
          setPlace(null);
          setRead(null);
          return t('region.disconnected');
        })
      }
    />
  );
}

/** The log server's library is loaded by the district alone. @throws RemoteError */
async function readEntries(place: NatsPlace): Promise<OfficeEntry[]> {
  const { readPublished } = await import('../../sync/figures');
  const published = await readPublished(place);
  return published.map(({ office, at, bytes }) => ({
    login: office,
    at,
    content: readFigures(new TextDecoder().decode(bytes)) ?? { fault: 'taken' as const },
  }));
}

async function faultOf(place: NatsPlace): Promise<'password' | 'office' | 'other' | null> {
  try {
    await readEntries(place);
    return null;
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    if (error.fault === 'forbidden') return 'office';
    return error.fault === 'password' ? 'password' : 'other';
  }
}

/** A cluster says what it was sent before it has stored it: looked at a moment later. */
const STORED = 1500;

async function watch(place: NatsPlace, look: () => Promise<void>, signal: AbortSignal): Promise<void> {
  const { watchPublished } = await import('../../sync/figures');
  let timer: ReturnType<typeof setTimeout> | null = null;
  const onNews = (): void => {
    if (timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      if (!signal.aborted) void look();
    }, STORED);
  };
  // A server that does not answer was told by the reading.
  await watchPublished(place, { onNews, signal }).catch(() => undefined);
}
