/** «Проба»: an invented post with its comments, the real marks and the real card, and nothing behind them. */
import type { ComponentChildren } from 'preact';
import type { PracticeText } from '../../../locales/practice';
import type { MarkedComment } from '../../overlay/view';

export const TRIALS = ['card', 'dismiss', 'answer', 'decide'] as const;
export type Trial = (typeof TRIALS)[number];

interface PracticeProps {
  t: PracticeText;
  comments: readonly MarkedComment[];
  /** What has been tried. */
  tried: ReadonlySet<Trial>;
  /** The comment whose card is open. */
  open: string | null;
  /** The open card, drawn under its comment. */
  card: ComponentChildren;
  /** Starter templates stand in for approved ones. */
  starters: boolean;
  /** Told the element that holds a comment's words alone, so that they can be painted; null: it is gone. */
  onText(comment: string, element: HTMLElement | null): void;
  onField(element: HTMLTextAreaElement | null): void;
  onOpen(comment: string): void;
  /** A click on words, px of the window. */
  onPoint(x: number, y: number): void;
  onAgain(): void;
}

export function Practice(props: PracticeProps) {
  const { t, comments, tried, open, card, starters, onText, onField, onOpen, onPoint, onAgain } = props;
  return (
    <>
      <p class="lead">{t('practice.lead')}</p>
      <section class="card" aria-labelledby="trials">
        <h2 id="trials">{t('practice.step.title')}</h2>
        <ol class="trials">
          {TRIALS.map((trial) => (
            <li key={trial}>
              {t(`practice.step.${trial}`)}{' '}
              <span class={`tag tag-${tried.has(trial) ? 'approved' : 'draft'}`}>
                {t(tried.has(trial) ? 'practice.done' : 'practice.todo')}
              </span>
            </li>
          ))}
        </ol>
        <div class="actions">
          <button type="button" onClick={onAgain}>
            {t('practice.again')}
          </button>
        </div>
      </section>
      <section class="card" aria-labelledby="practice-post">
        <h2 id="practice-post">{t('practice.post')}</h2>
        <p>{t('practice.postText')}</p>
      </section>
      <section class="practice" aria-labelledby="practice-comments">
        <h2 id="practice-comments">{t('practice.comments')}</h2>
        <ul>
          {comments.map((marked) => (
            <li key={marked.comment.id} class="card">
              <CommentLine t={t} marked={marked} onText={onText} onOpen={onOpen} onPoint={onPoint} />
              {open === marked.comment.id && card}
            </li>
          ))}
        </ul>
      </section>
      <section class="card form">
        {starters && <p class="notice">{t('practice.noTemplates')}</p>}
        <label>
          {t('practice.field')}
          <textarea ref={onField} rows={4} aria-describedby="practice-field-hint" />
        </label>
        <p id="practice-field-hint" class="muted">
          {t('practice.fieldHint')}
        </p>
      </section>
    </>
  );
}

type LineProps = Pick<PracticeProps, 't' | 'onText' | 'onOpen' | 'onPoint'> & { marked: MarkedComment };

function CommentLine({ t, marked, onText, onOpen, onPoint }: LineProps) {
  const { comment, verdict, dismissed } = marked;
  const isSomething = verdict.findings.length > 0;
  return (
    <>
      <div class="card-head">
        <strong>{comment.author.name}</strong>
        <span class="muted">{standing(t, marked)}</span>
        {(isSomething || verdict.criticism) && (
          <button
            type="button"
            class="push"
            aria-label={t('practice.open', { author: comment.author.name })}
            onClick={() => onOpen(comment.id)}
          >
            <span aria-hidden="true">{verdict.flagged && !dismissed ? '⚑' : '?'}</span>
          </button>
        )}
      </div>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the button above does the same, as the marker does on a site's page */}
      <p onClick={(event) => onPoint(event.clientX, event.clientY)}>
        <span ref={(element) => onText(comment.id, element)}>{comment.text}</span>
      </p>
    </>
  );
}

function standing(t: PracticeText, { verdict, dismissed }: MarkedComment): string {
  if (verdict.flagged && dismissed) return t('practice.dismissed');
  if (verdict.flagged) return verdict.kinds.map((kind) => t(`kind.${kind}`)).join(', ');
  if (verdict.criticism) return t('practice.criticism');
  return t(verdict.findings.length > 0 ? 'kind.appeal' : 'practice.clean');
}
