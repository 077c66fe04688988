/** The places of exchange: how each is doing, what is in the way, and what can be done about it. */
import { useState } from 'preact/hooks';
import type { SyncText } from '../../../locales/sync';
import type { Language } from '../../../locales/translate';
import { type Access, AccessForm } from './access';
import { lastText, type ProblemView, type RemoteView } from './model';

interface Common {
  t: SyncText;
  language: Language;
  now: number;
}

export interface RemoteActions {
  onNow(remote: RemoteView): void;
  onPause(remote: RemoteView, paused: boolean): void;
  onRemove(remote: RemoteView): void;
  /** @returns what is wrong with it, or nothing */
  onAccess(remote: RemoteView, access: Access): Promise<string>;
  /** Asks the browser for the folder again; only in a click. */
  onAllow(remote: RemoteView): void;
}

interface RemotesProps extends Common, RemoteActions {
  remotes: readonly RemoteView[];
  /** Id of the remote that an exchange with is going on. */
  running: string | null;
}

export function Remotes({ remotes, ...rest }: RemotesProps) {
  return (
    <ul class="remotes">
      {remotes.map((remote) => (
        <li key={remote.id} class="card">
          <Remote remote={remote} {...rest} />
        </li>
      ))}
    </ul>
  );
}

function Remote({ remote, running, ...rest }: Omit<RemotesProps, 'remotes'> & { remote: RemoteView }) {
  const { t, language, now, onNow, onAllow } = rest;
  const isRunning = running === remote.id;
  const needsLeave = remote.problems.some(({ key }) => key === 'permission');
  return (
    <article aria-labelledby={`remote-${remote.id}`}>
      <div class="card-head">
        <h2 id={`remote-${remote.id}`}>{remote.name}</h2>
        <p class={`state state-${remote.state}`}>{t(`sync.state.${remote.state}`)}</p>
      </div>
      <p class="muted">
        {t(`sync.kind.${remote.kind}`)}
        {remote.address && `: ${remote.address}`}
      </p>
      <p>
        {remote.waiting > 0 && `${t('sync.waiting', { n: remote.waiting })} `}
        {lastText([remote], now, t, language)}
      </p>
      <Problems problems={remote.problems} t={t} />
      <div class="actions">
        <button type="button" class="primary" disabled={isRunning} onClick={() => onNow(remote)}>
          {t(isRunning ? 'sync.running' : 'sync.now')}
        </button>
        {needsLeave && (
          <button type="button" onClick={() => onAllow(remote)}>
            {t('sync.allow')}
          </button>
        )}
        <Changes remote={remote} {...rest} />
      </div>
    </article>
  );
}

function Problems({ problems, t }: { problems: readonly ProblemView[]; t: SyncText }) {
  const details = problems.flatMap((problem) => problem.details);
  if (problems.length === 0) return null;
  return (
    <>
      <ul class="problems" aria-label={t('sync.problems')}>
        {problems.map(({ key, n }) => (
          <li key={key}>{t(`sync.problem.${key}`, { n })}</li>
        ))}
      </ul>
      {details.length > 0 && (
        <details>
          <summary>{t('sync.details')}</summary>
          <pre>{details.join('\n')}</pre>
        </details>
      )}
    </>
  );
}

/** What is done seldom; disconnecting asks once more. */
function Changes({
  remote,
  t,
  onPause,
  onRemove,
  onAccess,
}: Omit<RemotesProps, 'remotes' | 'running'> & { remote: RemoteView }) {
  const [open, setOpen] = useState<'access' | 'remove' | null>(null);
  const isPaused = remote.state === 'paused';
  const { address, user } = remote;
  if (open === 'remove') {
    return (
      <fieldset class="notice notice-warn ask">
        <legend>{t('sync.remove')}</legend>
        <p>{t('sync.removeAsk', { name: remote.name })}</p>
        <div class="actions">
          <button type="button" onClick={() => onRemove(remote)}>
            {t('sync.remove')}
          </button>
          <button type="button" class="plain" onClick={() => setOpen(null)}>
            {t('sync.cancel')}
          </button>
        </div>
      </fieldset>
    );
  }
  if (open === 'access' && address !== null) {
    return (
      <AccessForm
        t={t}
        kind={remote.kind === 'nats' ? 'nats' : 'webdav'}
        start={{ address, user, password: '' }}
        button={t('wizard.save')}
        onCancel={() => setOpen(null)}
        onSubmit={async (access) => {
          const fault = await onAccess(remote, access);
          if (!fault) setOpen(null);
          return fault;
        }}
      />
    );
  }
  return (
    <>
      <button type="button" onClick={() => onPause(remote, !isPaused)}>
        {t(isPaused ? 'sync.resume' : 'sync.pause')}
      </button>
      {address !== null && (
        <button type="button" onClick={() => setOpen('access')}>
          {t('sync.change')}
        </button>
      )}
      <button type="button" class="plain" onClick={() => setOpen('remove')}>
        {t('sync.remove')}
      </button>
    </>
  );
}
