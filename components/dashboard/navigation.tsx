/** The way to every section: a column beside the content, or a list behind one button where there is no room. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Speech } from './model';
import { GROUPS, type Place } from './places';

interface NavigationProps extends Speech {
  place: Place;
  /** A line on how the office stands, beside every section. */
  status?: ComponentChildren;
}

/** Ordinary links, so that a section opens in another tab too. The narrow list closes when a section opens. */
export function Navigation({ place, status, t }: NavigationProps) {
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(false), [place]);
  useEffect(() => {
    if (!open) return undefined;
    const listening = new AbortController();
    const close = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setOpen(false);
    };
    addEventListener('keydown', close, { signal: listening.signal });
    return () => listening.abort();
  }, [open]);
  return (
    <header class={`side${open ? ' side-open' : ''}`}>
      <div class="side-head">
        <p class="brand">{t('dashboard.title')}</p>
        <button
          type="button"
          class="side-button"
          aria-expanded={open}
          aria-controls="sections"
          onClick={() => setOpen(!open)}
        >
          {t('dashboard.sections')}: {t(`place.${place}`)} <span aria-hidden="true">{open ? '▴' : '▾'}</span>
        </button>
      </div>
      <nav id="sections" aria-label={t('dashboard.sections')}>
        {GROUPS.map(({ group, places }) => (
          <section key={group} aria-labelledby={`group-${group}`}>
            <h2 id={`group-${group}`}>{t(`group.${group}`)}</h2>
            <ul>
              {places.map((one) => (
                <li key={one}>
                  <a href={`#/${one}`} aria-current={one === place ? 'page' : undefined} onClick={() => setOpen(false)}>
                    {t(`place.${one}`)}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      {status && <div class="side-status">{status}</div>}
    </header>
  );
}
