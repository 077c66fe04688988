/** One item of the plan: what, where, when, in whose words, and how far its approval is. */
import { useEffect, useState } from 'preact/hooks';
import { emptyItem, type PlanEntry, type PlanItem, stateOf } from '../../../publishing/plan';
import type { Repetition } from '../../../publishing/repetition';
import type { Scope } from '../../../publishing/series';
import { Field } from '../fields';
import { Decide } from './decide';
import type { Decision } from './plan';
import { Row } from './row';
import { type EditorProps, Repeat, When, Where } from './when';
import { Words } from './words';

export function ItemEditor(props: EditorProps) {
  const { t, entry, date, page, pages, onOpen, onSave, now, zone } = props;
  const isDate = /^\d{4}-\d{2}-\d{2}$/u.test(date);
  const [item, setItem] = useState<PlanItem>(
    entry?.item ??
      emptyItem(
        isDate ? date : props.today,
        pages.map(({ id }) => id).filter((id) => !page || id === page),
      ),
  );
  const [repetition, repeat] = useState<Repetition | null>(null);
  const [scope, reach] = useState<Scope>('one');
  const change = (part: Partial<PlanItem>): void => setItem({ ...item, ...part });
  const isChanged = !entry || JSON.stringify(item) !== JSON.stringify(entry.item);
  useLeaveGuard(isChanged && Boolean(item.occasion || item.text));
  const save = async (decision: Decision): Promise<void> => {
    const far = { repetition: entry ? null : repetition, scope };
    if (await onSave(entry?.id ?? null, item, decision, far)) onOpen(`month/${item.date ?? ''}`);
  };
  const state = entry && stateOf(entry, zone, now);
  return (
    <form class="plan-item" onSubmit={(event) => event.preventDefault()}>
      <div class="actions">
        <a class="button" href={`#/plan/month/${item.date ?? ''}`}>
          {t('plan.back')}
        </a>
        {state && <span class={`tag plan-tag plan-${state}`}>{t(`plan.state.${state}`)}</span>}
      </div>
      {entry && entry.apart.length > 1 && <Apart {...props} entry={entry} onTake={setItem} />}
      <Field
        label={t('plan.occasion')}
        value={item.occasion}
        onInput={(occasion) => change({ occasion: occasion.slice(0, 200) })}
      />
      <When {...props} item={item} change={change} />
      <Where {...props} item={item} change={change} />
      <Words {...props} item={item} change={change} />
      <Field
        rows={2}
        label={t('plan.attachments')}
        hint={t('plan.attachmentsHint')}
        value={item.attachments}
        onInput={(attachments) => change({ attachments })}
      />
      {!entry && <Repeat {...props} item={item} repetition={repetition} onChange={repeat} />}
      <Published {...props} entry={entry} />
      {entry && <Row {...props} entry={entry} scope={scope} onScope={reach} />}
      <Decide
        {...props}
        item={item}
        isChanged={isChanged}
        onDecide={(decision) => void save(decision)}
        onCancel={(cancelled) => change({ cancelled })}
      />
    </form>
  );
}

/** Words that are typed and not saved are not lost to a closed tab without a question. */
function useLeaveGuard(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return undefined;
    const listening = new AbortController();
    addEventListener('beforeunload', (event) => event.preventDefault(), { signal: listening.signal });
    return () => listening.abort();
  }, [isUnsaved]);
}

function Published({ t, entry, pages }: EditorProps) {
  const seen = entry?.posts.filter(({ answer }) => answer === 'yes') ?? [];
  if (seen.length === 0) return null;
  return (
    <section>
      <h2>{t('plan.published')}</h2>
      <ul>
        {seen.map(({ page, post, link }) => {
          const name = pages.find(({ id }) => id === page)?.name ?? '';
          return (
            <li key={`${page} ${post}`}>
              {link ? (
                <a href={link} target="_blank" rel="noreferrer">
                  {name || link}
                </a>
              ) : (
                name
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Apart({ t, entry, onTake }: EditorProps & { entry: PlanEntry; onTake(item: PlanItem): void }) {
  return (
    <section class="notice notice-warn">
      <p>{t('plan.apart')}</p>
      {entry.apart.map((one, index) => (
        <div key={index} class="version">
          <p>
            <strong>{one.occasion}</strong> {one.date}
          </p>
          <p>{one.text.slice(0, 300)}</p>
          <button type="button" onClick={() => onTake(one)}>
            {t('editor.take')}
          </button>
        </div>
      ))}
    </section>
  );
}
