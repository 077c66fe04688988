/** «Начало работы»: what makes the extension useful, step by step; each can be put off and taken up again. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { StartText } from '../../../locales/start';
import { STEPS, type StepName, type StepState } from './steps';

interface StartProps {
  s: StartText;
  /** The step that is open; null: none. */
  open: StepName | null;
  states: Readonly<Record<StepName, StepState>>;
  /** What stands in the open step. */
  children: ComponentChildren;
  onOpen(step: StepName): void;
  /** The open step is done, or put off. */
  onEnd(step: StepName, how: 'done' | 'later'): void;
}

export function Start({ s, open, states, children, onOpen, onEnd }: StartProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const former = useRef(open);
  useEffect(() => {
    if (former.current !== open) heading.current?.focus();
    former.current = open;
  }, [open]);
  const left = STEPS.filter((step) => states[step] === 'open').length;
  return (
    <>
      <p class="lead">{s('start.lead')}</p>
      <p class={`notice${left === 0 ? ' notice-good' : ''}`} role="status">
        {left === 0 ? s('start.finished') : s('start.left', { n: left })}
      </p>
      <ol class="steps">
        {STEPS.map((step, at) => (
          <li key={step} class={`card step step-${states[step]}`}>
            <div class="card-head">
              <h2 ref={step === open ? heading : null} tabIndex={-1}>
                {at + 1}. {s(`start.${step}`)}
              </h2>
              <span class={`tag tag-${states[step] === 'done' ? 'approved' : 'draft'}`}>
                {s(`start.state.${states[step]}`)}
              </span>
              {step !== open && (
                <button
                  type="button"
                  class="push"
                  aria-label={s('start.openOne', { step: s(`start.${step}`) })}
                  onClick={() => onOpen(step)}
                >
                  {s('start.open')}
                </button>
              )}
            </div>
            {step === open && (
              <>
                <p>{s(`start.${step}.lead`)}</p>
                {children}
                <div class="actions">
                  <button type="button" class="primary" onClick={() => onEnd(step, 'done')}>
                    {s('start.next')}
                  </button>
                  {states[step] !== 'done' && (
                    <button type="button" onClick={() => onEnd(step, 'later')}>
                      {s('start.later')}
                    </button>
                  )}
                </div>
              </>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
