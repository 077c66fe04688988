/** One item of the plan: what, where, when, in whose words, and how far its approval is. */
import { useEffect, useState } from 'preact/hooks';
import { MixFormat } from '../../../publishing/formats';
import { lengthLimit } from '../../../publishing/limits';
import { emptyItem, faultsOf, type PlanEntry, type PlanItem, stateOf, textFor } from '../../../publishing/plan';
import type { Repetition } from '../../../publishing/repetition';
import type { Site } from '../../../types';
import { Check, Choice, Field } from '../fields';
import { AdviceList } from './advice';
import type { Decision, PlanProps } from './plan';

interface EditorProps extends PlanProps {
  entry: PlanEntry | null;
  date: string;
}

const SITES: readonly Site[] = ['vk', 'ok', 'telegram'];

export function ItemEditor(props: EditorProps) {
  const { t, entry, date, pages, onOpen, onSave, now, zone } = props;
  const isDate = /^\d{4}-\d{2}-\d{2}$/u.test(date);
  const [item, setItem] = useState<PlanItem>(
    entry?.item ??
      emptyItem(
        isDate ? date : props.today,
        pages.map(({ id }) => id),
      ),
  );
  const [repetition, repeat] = useState<Repetition | null>(null);
  const change = (part: Partial<PlanItem>): void => setItem({ ...item, ...part });
  const isChanged = !entry || JSON.stringify(item) !== JSON.stringify(entry.item);
  useLeaveGuard(isChanged && Boolean(item.occasion || item.text));
  const save = async (decision: Decision): Promise<void> => {
    if (await onSave(entry?.id ?? null, item, decision, entry ? null : repetition)) onOpen(`month/${item.date ?? ''}`);
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

interface PartProps extends EditorProps {
  item: PlanItem;
  change(part: Partial<PlanItem>): void;
}

function When({ t, item, change }: PartProps) {
  return (
    <div class="row">
      <Field
        type="date"
        label={t('plan.date')}
        value={item.date ?? ''}
        onInput={(date) => change({ date: date || null })}
      />
      <Field
        label={t('plan.time')}
        hint={t('plan.timeHint')}
        value={item.time ?? ''}
        onChange={(written) => change({ time: timeOf(written) })}
      />
      <Choice
        label={t('plan.format')}
        value={item.format ?? ''}
        options={[
          ['', t('plan.formatNone')] as const,
          ...MixFormat.options.map((one) => [one, t(`format.${one}`)] as const),
        ]}
        onChange={(format) => change({ format: format === '' ? null : (format as MixFormat) })}
      />
      <Field
        label={t('plan.responsible')}
        value={item.responsible}
        onInput={(responsible) => change({ responsible: responsible.slice(0, 200) })}
      />
    </div>
  );
}

/** «9.30» and «9:30» as «09:30»; anything else: no time. */
function timeOf(written: string): string | null {
  const match = /^\s*(\d{1,2})[:.](\d{2})\s*$/u.exec(written);
  if (!match || Number(match[1]) > 23 || Number(match[2]) > 59) return null;
  return `${match[1]!.padStart(2, '0')}:${match[2]}`;
}

function Where({ t, pages, item, change }: PartProps) {
  return (
    <fieldset>
      <legend>{t('plan.pages')}</legend>
      {pages.length === 0 && <p class="muted">{t('weeks.empty')}</p>}
      {pages.map(({ id, site, name }) => (
        <Check
          key={id}
          label={`${t(`site.${site}`)}: ${name}`}
          checked={item.pages.includes(id)}
          onChange={(checked) =>
            change({ pages: checked ? [...item.pages, id] : item.pages.filter((one) => one !== id) })
          }
        />
      ))}
    </fieldset>
  );
}

function Words(props: PartProps) {
  const { t, item, change, pages, check, today } = props;
  const sites = SITES.filter((site) => item.pages.some((id) => pages.find((page) => page.id === id)?.site === site));
  return (
    <>
      <Field rows={8} label={t('plan.text')} value={item.text} onInput={(text) => change({ text })} />
      <ul class="limits">
        {sites.map((site) => {
          const [length, limit] = [textFor(item, site).length, lengthLimit(site, item.format)];
          return (
            <li key={site} class={length > limit ? 'count-below' : 'muted'}>
              {t('plan.length', { site: t(`site.${site}`), n: length, limit })}
            </li>
          );
        })}
      </ul>
      <AdviceList
        t={t}
        advice={item.text.trim() ? check(item.text, sites[0] ?? null, item.format, item.date ?? today) : []}
      />
      {sites.map((site) => (
        <Variant key={site} {...props} site={site} />
      ))}
    </>
  );
}

function Variant({ t, item, change, site, check, today }: PartProps & { site: Site }) {
  const own = item.variants[site];
  const set = (text: string | undefined): void => {
    const { [site]: _, ...rest } = item.variants;
    change({ variants: text === undefined ? rest : { ...rest, [site]: text } });
  };
  if (own === undefined) {
    return (
      <button type="button" class="plain" onClick={() => set(item.text)}>
        {t('plan.variantAdd', { site: t(`site.${site}`) })}
      </button>
    );
  }
  return (
    <div class="variant">
      <Field rows={6} label={t('plan.variant', { site: t(`site.${site}`) })} value={own} onInput={set} />
      <AdviceList t={t} advice={own.trim() ? check(own, site, item.format, item.date ?? today) : []} />
      <button type="button" class="plain" onClick={() => set(undefined)}>
        {t('plan.variantDrop')}
      </button>
    </div>
  );
}

const EVERY = ['week', 'two-weeks', 'month', 'month-weekday'] as const;

interface RepeatProps extends EditorProps {
  item: PlanItem;
  repetition: Repetition | null;
  onChange(repetition: Repetition | null): void;
}

function Repeat({ t, item, repetition, onChange }: RepeatProps) {
  if (item.date === null) return null;
  const until = repetition?.until ?? `${item.date.slice(0, 4)}-12-31`;
  return (
    <div class="row">
      <Choice
        label={t('plan.repeat')}
        value={repetition?.every ?? ''}
        options={[
          ['', t('plan.repeat.never')] as const,
          ...EVERY.map((one) => [one, t(`plan.repeat.${one}`)] as const),
        ]}
        onChange={(every) => onChange(every === '' ? null : { every, until })}
      />
      {repetition && (
        <Field
          type="date"
          label={t('plan.until')}
          value={repetition.until}
          onInput={(date) => onChange({ ...repetition, until: date })}
        />
      )}
    </div>
  );
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

interface DecideProps extends EditorProps {
  item: PlanItem;
  isChanged: boolean;
  onDecide(decision: Decision): void;
  onCancel(cancelled: boolean): void;
}

function Decide({ t, item, entry, isChanged, onDecide, onCancel }: DecideProps) {
  const faults = faultsOf(item);
  const status = entry?.status ?? 'draft';
  const isReady = faults.length === 0 && !item.cancelled;
  const isDraft = isChanged || status === 'draft';
  return (
    <>
      {faults.length > 0 && (
        <ul class="notice">
          {faults.map((fault) => (
            <li key={fault}>{t(`plan.fault.${fault}`)}</li>
          ))}
        </ul>
      )}
      <div class="actions">
        <button type="submit" disabled={!isChanged || faults.includes('nothing')} onClick={() => onDecide('save')}>
          {t(item.cancelled ? 'plan.saveCancelled' : 'plan.save')}
        </button>
        {isDraft && (
          <button type="button" disabled={!isReady} onClick={() => onDecide('propose')}>
            {t('plan.propose')}
          </button>
        )}
        {status === 'proposed' && !isChanged && (
          <button type="button" onClick={() => onDecide('decline')}>
            {t('plan.decline')}
          </button>
        )}
        {(isDraft || status === 'proposed') && (
          <button type="button" class="primary" disabled={!isReady} onClick={() => onDecide('approve')}>
            {t('plan.approve')}
          </button>
        )}
        {entry && (
          <button type="button" class="plain push" onClick={() => onCancel(!item.cancelled)}>
            {t(item.cancelled ? 'plan.revive' : 'plan.cancel')}
          </button>
        )}
      </div>
      <p class="muted">{t('plan.approveHint')}</p>
    </>
  );
}
