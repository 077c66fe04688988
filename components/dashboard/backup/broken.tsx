/** Data that cannot be opened: what to try, and beginning anew beside them; and those that were set aside. */
import { useState } from 'preact/hooks';
import type { BackupText } from '../../../locales/backup';

interface BrokenProps {
  b: BackupText;
  onAgain(): void;
  onSetAside(): void;
}

/** Two clicks before anything is set aside: mostly it is enough to try again. */
export function Broken({ b, onAgain, onSetAside }: BrokenProps) {
  const [isAsked, setAsked] = useState(false);
  return (
    <section class="card form" aria-labelledby="broken">
      <h2 id="broken">{b('broken.title')}</h2>
      <p>{b('broken.lead')}</p>
      <div class="actions">
        <button type="button" class="primary" onClick={onAgain}>
          {b('broken.again')}
        </button>
        {!isAsked && (
          <button type="button" onClick={() => setAsked(true)}>
            {b('broken.aside')}
          </button>
        )}
      </div>
      {isAsked && (
        <div class="notice notice-warn" role="alert">
          <p>{b('broken.asideLead')}</p>
          <div class="actions">
            <button type="button" onClick={onSetAside}>
              {b('broken.sure')}
            </button>
            <button type="button" onClick={() => setAsked(false)}>
              {b('broken.cancel')}
            </button>
          </div>
        </div>
      )}
    </section>
  );
}

interface ShelvedProps {
  b: BackupText;
  names: readonly string[];
  onTry(name: string): void;
}

/** Nothing where no data were ever set aside. */
export function Shelved({ b, names, onTry }: ShelvedProps) {
  if (names.length === 0) return null;
  return (
    <section class="notice notice-warn form" aria-labelledby="shelved">
      <h2 id="shelved">{b('shelved.title', { n: names.length })}</h2>
      <p>{b('shelved.lead')}</p>
      <div class="actions">
        {names.map((name) => (
          <button type="button" key={name} onClick={() => onTry(name)}>
            {b('shelved.try', { name })}
          </button>
        ))}
      </div>
    </section>
  );
}
