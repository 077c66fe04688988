/** The line about the exchange that stands beside every section. */
import { sync } from '../../../locales/sync';
import type { Language } from '../../../locales/translate';
import { type RemoteView, statusText } from './model';

/** @param remotes null: not read yet, so nothing is said */
export function SyncStatus({
  remotes,
  now,
  language,
}: {
  remotes: readonly RemoteView[] | null;
  now: number;
  language: Language;
}) {
  if (!remotes) return null;
  const isStopped = remotes.some(({ state }) => state === 'stopped' || state === 'trouble');
  return (
    <p class={`sync-status${isStopped ? ' sync-status-trouble' : ''}`} role="status">
      <a href="#/sync">{statusText(remotes, now, sync(language), language)}</a>
    </p>
  );
}
