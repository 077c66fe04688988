/** What the dashboard shows: read at the start, again after every change of its own or of another process. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Message } from '../../components/dashboard/dashboard';
import type { OfficeState } from '../../components/dashboard/model';
import { dashboard } from '../../locales/dashboard';
import type { StoreName } from '../../storage/schema';
import type { Store } from '../../storage/store';
import { readOffice } from './office';
import { problemText } from './problem';

const EVERYTHING: readonly StoreName[] = ['revisions', 'settings'];

export interface Office {
  state: OfficeState | null;
  message: Message | null;
  say(message: Message | null): void;
  /** Does something to the data, reads them again, then says what `work` answers; what went wrong is said instead. Tells which. */
  run(work: () => Promise<string>, undo?: () => void): Promise<boolean>;
}

export function useOffice(store: Store): Office {
  const [state, setState] = useState<OfficeState | null>(null);
  const [message, say] = useState<Message | null>(null);
  const known = useRef<OfficeState | null>(null);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const read = async (changed: readonly StoreName[]): Promise<void> => {
    known.current = await readOffice(store, known.current, changed);
    setState(known.current);
  };
  const guarded = async (work: () => Promise<void>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      const t = dashboard(known.current?.settings.language ?? 'ru');
      say({ tone: 'bad', text: problemText(error, t) });
      return false;
    }
  };
  useEffect(() => {
    const listening = new AbortController();
    guarded(() => read(EVERYTHING));
    store.onChange(({ stores }) => guarded(() => read(stores)), listening.signal);
    return () => listening.abort();
  }, []);
  // One after the other: two fields changed at once would each save what it read before the other.
  const run: Office['run'] = (work, undo) => {
    const mine = queue.current.then(() =>
      guarded(async () => {
        const done = await work();
        await read(EVERYTHING);
        say({ tone: 'good', text: done, undo });
      }),
    );
    queue.current = mine;
    return mine;
  };
  return { state, message, say, run };
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

const placeInUrl = (): string => location.hash.replace(/^#\/?/, '');
