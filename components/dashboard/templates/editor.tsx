/** One template being edited: its problems and its preview as one types, and what may become of it. */
import { useRef, useState } from 'preact/hooks';
import { printedDate } from '../../../replies/dates';
import type { OfficeProfile } from '../../../replies/profile';
import { problemsOf } from '../../../replies/readiness';
import { edited, merged, retired, type Step, type Template, TITLE_LIMIT } from '../../../replies/template';
import { fill, VARIABLES } from '../../../replies/variables';
import { Field } from '../fields';
import type { Speech, TemplateEntry } from '../model';
import { Difference } from '../office/difference';
import { Problems } from './problems';
import { headOf, stateOf } from './standing';
import { TopicPicker } from './topics';

const DAY = 86_400_000;

export type Draft = Pick<Template, 'title' | 'text' | 'topics'>;

interface EditorProps extends Speech {
  /** null: a new template. */
  entry: TemplateEntry | null;
  /** By what its text is kept in `unsaved`. */
  name: string;
  unsaved: Map<string, Draft>;
  profile: OfficeProfile;
  zone: string;
  now: number;
  /** Steps in their order: a draft, and its approval where `approve` says so. */
  onSave(draft: Draft, approve: boolean): void;
  onStep(step: Step): void;
  onClose(): void;
}

const EMPTY: Draft = { title: '', text: '', topics: [] };

/** The step that saves a draft over what stands: an edit, or a merge where two versions stand. */
export function saving(entry: TemplateEntry, { title, text, topics }: Draft): Step {
  const { heads } = entry.standing;
  const body = { title: title.trim(), text: text.trim(), topics };
  return heads.length > 1 ? merged(heads, body) : edited(headOf(entry), body);
}

export function Editor(props: EditorProps) {
  const { entry, name, unsaved: kept, t, onSave, onClose } = props;
  const saved: Draft = entry ? headOf(entry).body : EMPTY;
  const [draft, setDraft] = useState<Draft>(kept.get(name) ?? saved);
  const problems = problemsOf(draft);
  const unsaved = !entry || needsDraft(entry, draft);
  const take = (next: Draft): void => {
    setDraft(next);
    if (isChanged(next, saved)) kept.set(name, next);
    else kept.delete(name);
  };
  const set = (change: Partial<Draft>): void => take({ ...draft, ...change });
  return (
    <>
      <p>
        <button type="button" class="plain" onClick={onClose}>
          {t('editor.back')}
        </button>
      </p>
      {entry && <Standing {...props} entry={entry} onTake={take} />}
      <div class="card form">
        <Field label={t('editor.title')} value={draft.title} onInput={(title) => set({ title })} />
        <TextWithVariables {...props} text={draft.text} onText={(text) => set({ text })} />
        <TopicPicker t={t} topics={draft.topics} onChange={(topics) => set({ topics })} />
        <Problems t={t} problems={problems} />
        <Preview {...props} text={draft.text} />
        <div class="actions">
          <button
            type="button"
            disabled={!unsaved || draft.title.length > TITLE_LIMIT || hopeless(draft)}
            onClick={() => onSave(draft, false)}
          >
            {t('editor.saveDraft')}
          </button>
          <button
            type="button"
            class="primary"
            disabled={problems.length > 0 || (!unsaved && entry !== null && stateOf(entry) === 'approved')}
            onClick={() => onSave(draft, true)}
          >
            {t('editor.saveApprove')}
          </button>
          {entry && <Retirement {...props} entry={entry} />}
        </div>
        <p class="muted">{t('editor.draftHint')}</p>
      </div>
    </>
  );
}

/** What the store would refuse: nothing written at all, or more than a text may be. */
function hopeless(draft: Draft): boolean {
  return problemsOf(draft).some(({ kind }) => kind !== 'unknown-variable');
}

/** Whether approving wants a new draft first: the text was changed, or two versions become one. */
export function needsDraft(entry: TemplateEntry, draft: Draft): boolean {
  return entry.standing.heads.length > 1 || isChanged(draft, headOf(entry).body);
}

function isChanged(draft: Draft, saved: Draft): boolean {
  return (
    draft.title !== saved.title || draft.text !== saved.text || draft.topics.join('\n') !== saved.topics.join('\n')
  );
}

function Standing({ entry, t, onTake }: EditorProps & { entry: TemplateEntry; onTake(draft: Draft): void }) {
  const { approved, heads } = entry.standing;
  const state = stateOf(entry);
  return (
    <>
      <p>
        <span class={`tag tag-${state}`}>{t(`templates.state.${state}`)}</span>
      </p>
      {heads.length > 1 && (
        <section class="notice notice-warn">
          <p>{t('editor.apart')}</p>
          {heads.map((head, index) => (
            <div class="version" key={head.id}>
              {index === 0 ? (
                <p class="prewrap">{head.body.text}</p>
              ) : (
                <Difference t={t} before={heads[0]?.body.text ?? ''} after={head.body.text} />
              )}
              <button type="button" onClick={() => onTake(head.body)}>
                {t('editor.take')}
              </button>
            </div>
          ))}
        </section>
      )}
      {approved && state !== 'approved' && (
        <section class="notice">
          <h2>{t('editor.inUse')}</h2>
          <p class="prewrap">{approved.body.text}</p>
        </section>
      )}
    </>
  );
}

function Retirement({ entry, t, onStep }: EditorProps & { entry: TemplateEntry }) {
  const head = headOf(entry);
  if (stateOf(entry) === 'retired') {
    return (
      <button type="button" class="push" onClick={() => onStep(edited(head, {}))}>
        {t('editor.bringBack')}
      </button>
    );
  }
  return (
    <button type="button" class="push" onClick={() => onStep(retired(entry.standing.heads, head.body))}>
      {t('editor.retire')}
    </button>
  );
}

function TextWithVariables({ text, t, onText }: EditorProps & { text: string; onText(text: string): void }) {
  const box = useRef<HTMLDivElement>(null);
  const insert = (name: string): void => {
    const area = box.current?.querySelector('textarea');
    if (!area) return;
    const piece = `{${name}}`;
    const { selectionStart, selectionEnd } = area;
    onText(text.slice(0, selectionStart) + piece + text.slice(selectionEnd));
    // The caret is put back after the new text has been drawn.
    requestAnimationFrame(() => {
      area.focus();
      area.setSelectionRange(selectionStart + piece.length, selectionStart + piece.length);
    });
  };
  return (
    <div ref={box}>
      <Field label={t('editor.text')} rows={9} value={text} onInput={onText} />
      <fieldset class="variables">
        <legend class="muted">{t('editor.variables')}</legend>
        {VARIABLES.map((name) => (
          <button type="button" key={name} onClick={() => insert(name)}>
            {`{${name}}`}
          </button>
        ))}
      </fieldset>
    </div>
  );
}

function Preview({ text, profile, zone, now, t }: EditorProps & { text: string }) {
  const date = printedDate(now, now, zone);
  const term = printedDate(now + 5 * DAY, now, zone);
  const { text: filled, missing: unknown } = fill(text, { profile, author: t('editor.sampleAuthor'), date, term });
  // What is no variable is among the problems, it is never asked for.
  const missing = unknown.filter((one) => VARIABLES.some((variable) => variable === one));
  return (
    <section class="preview" aria-label={t('editor.preview')}>
      <h2>{t('editor.preview')}</h2>
      <p class="prewrap">{filled || '…'}</p>
      {missing.length > 0 && <p class="muted">{t('editor.asked', { names: missing.join(', ') })}</p>}
    </section>
  );
}
