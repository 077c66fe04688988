/** «Вставить список из Word»: what was pasted is shown as drafts before anything is saved. */
import { useId, useMemo, useState } from 'preact/hooks';
import { draftsFrom, type Pasted, type PastedDraft } from '../../../replies/paste';
import { sameTextAmong } from '../../../replies/sameness';
import type { Step } from '../../../replies/template';
import type { Speech, TemplateEntry } from '../model';
import { firstFault } from './problems';
import { headOf } from './standing';

interface PasteProps extends Speech {
  templates: readonly TemplateEntry[];
  onAdd(steps: Step[]): void;
  onClose(): void;
}

/** The clipboard's html is kept only as long as the text is what came with it. */
interface Source {
  text: string;
  html: string | null;
}

export function Paste(props: PasteProps) {
  const { t, onClose } = props;
  const id = useId();
  const [source, setSource] = useState<Source>({ text: '', html: null });
  const pasted = useMemo(() => (source.text.trim() ? draftsFrom(source) : null), [source]);
  const onPaste = (event: ClipboardEvent & { currentTarget: HTMLTextAreaElement }): void => {
    const data = event.clipboardData;
    // Into an empty field: then the html speaks of the whole of it.
    if (!data || event.currentTarget.value) return;
    event.preventDefault();
    setSource({ text: data.getData('text/plain'), html: data.getData('text/html') || null });
  };
  return (
    <>
      <p>
        <button type="button" class="plain" onClick={onClose}>
          {t('editor.back')}
        </button>
      </p>
      <div class="card form">
        <div class="field">
          <label for={id}>{t('paste.label')}</label>
          <textarea
            id={id}
            rows={8}
            value={source.text}
            aria-describedby={`${id}-hint`}
            onPaste={onPaste}
            onInput={(event) => setSource({ text: event.currentTarget.value, html: null })}
          />
          <p class="muted" id={`${id}-hint`}>
            {t('paste.hint')}
          </p>
        </div>
      </div>
      {pasted && <Preview {...props} key={source.text} pasted={pasted} />}
    </>
  );
}

function Preview({ pasted, templates, t, onAdd }: PasteProps & { pasted: Pasted }) {
  const same = useMemo(
    () => sameTextAmong(templates.map((entry) => ({ id: entry.id, template: headOf(entry).body }))),
    [templates],
  );
  const known = (draft: PastedDraft): boolean => same(draft.step.body.text) !== null;
  const [left, setLeft] = useState<ReadonlySet<PastedDraft>>(() => new Set(pasted.drafts.filter(known)));
  const chosen = pasted.drafts.filter((draft) => !left.has(draft));
  const toggle = (draft: PastedDraft): void => {
    const next = new Set(left);
    if (!next.delete(draft)) next.add(draft);
    setLeft(next);
  };
  return (
    <section class="form" aria-labelledby="paste-preview">
      <h2 id="paste-preview">{t('paste.found', { n: pasted.drafts.length })}</h2>
      <ul class="rows">
        {pasted.drafts.map((draft) => (
          <li class="template-row" key={draft.from}>
            <input
              type="checkbox"
              aria-label={t('templates.mark', { title: draft.step.body.title })}
              checked={!left.has(draft)}
              onChange={() => toggle(draft)}
            />
            <strong>{draft.step.body.title}</strong>
            {known(draft) && <span class="tag tag-revised">{t('paste.known')}</span>}
            <div class="snippet">
              <p class="prewrap">{draft.step.body.text}</p>
              {draft.title === 'made' && <p class="muted">{t('paste.madeTitle')}</p>}
              <p class="fault">{firstFault(draft.step.body, t)}</p>
            </div>
          </li>
        ))}
      </ul>
      {pasted.left.length > 0 && (
        <details>
          <summary>{t('paste.left', { n: pasted.left.length })}</summary>
          <ul class="faults">
            {pasted.left.map(({ line, text, why }) => (
              <li key={`${line} ${text}`}>
                {t('paste.leftLine', { line, text })} <span class="muted">{t(`paste.why.${why}`)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <div class="actions">
        <button
          type="button"
          class="primary"
          disabled={chosen.length === 0}
          onClick={() => onAdd(chosen.map(({ step }) => step))}
        >
          {t('paste.add', { n: chosen.length })}
        </button>
      </div>
    </section>
  );
}
