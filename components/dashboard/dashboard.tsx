/** The frame of the dashboard: the sections, the message about what was just done, the section that is open. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Speech } from './model';
import { Navigation } from './navigation';
import type { Place } from './places';

/** What was just done or went wrong. `undo` takes it back. */
export interface Message {
  tone: 'good' | 'bad';
  text: string;
  undo?: (() => void) | undefined;
}

interface DashboardProps extends Speech {
  place: Place;
  message: Message | null;
  /** Something is being saved; said only when it takes a while. */
  busy: boolean;
  /** A line on how the office stands, beside every section. */
  status?: ComponentChildren;
  children: ComponentChildren;
  onCloseMessage(): void;
}

/** Moves the focus to the heading when another section opens, as a page load would. */
export function Dashboard({ place, message, busy, t, language, status, children, onCloseMessage }: DashboardProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const former = useRef(place);
  useEffect(() => {
    if (former.current !== place) heading.current?.focus();
    former.current = place;
  }, [place]);
  return (
    <div class="dashboard">
      <button type="button" class="skip" onClick={() => heading.current?.focus()}>
        {t('dashboard.skip')}
      </button>
      <Navigation t={t} language={language} place={place} status={status} />
      <main class="content">
        <h1 ref={heading} tabIndex={-1}>
          {t(`place.${place}`)}
        </h1>
        {children}
      </main>
      <div class="toast" role={message?.tone === 'bad' ? 'alert' : 'status'}>
        {busy && <p class="notice busy">{t('dashboard.saving')}</p>}
        {message && !busy && (
          <div class={`notice notice-${message.tone}`}>
            <p>{message.text}</p>
            <div class="actions">
              {message.undo && (
                <button type="button" onClick={message.undo}>
                  {t('dashboard.undo')}
                </button>
              )}
              <button type="button" class="plain" onClick={onCloseMessage}>
                {t('dashboard.close')}
              </button>
            </div>
          </div>
        )}
      </div>
    </div>
  );
}
