/** What the dashboard shows: read at the start, again after every change of its own or of another process. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Message } from '../../components/dashboard/dashboard';
import type { OfficeState } from '../../components/dashboard/model';
import { dashboard } from '../../locales/dashboard';
import type { Revision } from '../../office/revisions';
import { StorageError, type StorageFault } from '../../storage/database';
import type { StoreName } from '../../storage/schema';
import type { Store } from '../../storage/store';
import { readOffice } from './office';
import { problemText } from './problem';
import { Shelf } from './shelf';

const EVERYTHING: readonly StoreName[] = ['revisions', 'settings'];

export interface Office {
  state: OfficeState | null;
  /** The state that was read last, for work that waits in line while it is read anew. @throws before the first one */
  latest(): OfficeState;
  message: Message | null;
  /** Why nothing could be read, while there is no state. */
  fault: StorageFault | null;
  /** Something is being saved. */
  busy: boolean;
  say(message: Message | null): void;
  /**
   * Does something to the data, reads them again, then says what `work` answers; what went wrong is said
   * instead. Tells which.
   */
  run(work: () => Promise<string>, undo?: () => void): Promise<boolean>;
  /** Templates that were just written need not be read again. */
  took(written: readonly Revision[]): void;
  /** Does something that changes nothing, after what is being saved; says what went wrong. */
  attempt(work: () => Promise<void>): Promise<boolean>;
}

export function useOffice(store: Store): Office {
  const [state, setState] = useState<OfficeState | null>(null);
  const [message, say] = useState<Message | null>(null);
  const known = useRef<OfficeState | null>(null);
  const shelf = useRef(new Shelf()).current;
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<StorageFault | null>(null);
  const read = async (changed: readonly StoreName[]): Promise<void> => {
    known.current = await readOffice(store, shelf, known.current, changed);
    setState(known.current);
    setFault(null);
  };
  const guarded = async (work: () => Promise<void>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      const t = dashboard(known.current?.settings.language ?? 'ru');
      say({ tone: 'bad', text: problemText(error, t) });
      if (error instanceof StorageError) setFault(error.fault);
      return false;
    }
  };
  // One after the other: two fields changed at once would each save what it read before the other.
  const inLine = (work: () => Promise<void>): Promise<boolean> => {
    const mine = queue.current.then(() => guarded(work));
    queue.current = mine;
    return mine;
  };
  useEffect(() => {
    const listening = new AbortController();
    inLine(() => read(EVERYTHING));
    store.onChange(({ stores }) => inLine(() => read(stores)), listening.signal);
    return () => listening.abort();
  }, []);
  const run: Office['run'] = async (work, undo) => {
    setBusy(true);
    const done = await inLine(async () => {
      const words = await work();
      await read(EVERYTHING);
      say({ tone: 'good', text: words, undo });
    });
    setBusy(false);
    return done;
  };
  const latest = (): OfficeState => {
    if (!known.current) throw new Error('nothing has been read yet');
    return known.current;
  };
  return { state, latest, message, fault, busy, say, run, attempt: inLine, took: (written) => shelf.take(written) };
}

/** What stands after `#/`, and a way to go elsewhere. */
export function usePlace(): [place: string, go: (place: string) => void] {
  const [place, setPlace] = useState(placeInUrl);
  useEffect(() => {
    const moved = (): void => setPlace(placeInUrl());
    addEventListener('hashchange', moved);
    return () => removeEventListener('hashchange', moved);
  }, []);
  return [
    place,
    (to) => {
      location.hash = `#/${to}`;
    },
  ];
}

/** Whoever opens the dashboard from elsewhere encodes the place, slashes too; a broken code is no place. */
function placeInUrl(): string {
  try {
    return decodeURIComponent(location.hash.replace(/^#\/?/, ''));
  } catch {
    return '';
  }
}
