/** One word being written, with what it would change in the comments seen. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { AdditionFault, WordAddition } from '../../../detection/additions';
import { VIOLATION_KINDS } from '../../../types';
import { Check, Choice, Field } from '../fields';
import { type Effect, plain, type Speech, type WordRow } from './model';

/** A pause in typing after which it is looked what the word would change, ms. */
const PAUSE = 250;
/** A share of comments above which a word is said to be too general, and the least number that says anything. */
const WIDE = 0.05;
const WIDE_LEAST = 10;

interface FormProps extends Speech {
  /** null: a new word. */
  id: string | null;
  word: WordAddition;
  rows: readonly WordRow[];
  faultOf(word: WordAddition): AdditionFault | null;
  /** null: the comments are not read yet. */
  effectOf: ((word: WordAddition) => Effect | null) | null;
  onSave(word: WordAddition): void;
  onCancel(): void;
}

type Fault = AdditionFault | 'same';

export function WordForm(props: FormProps) {
  const { id, rows, t, faultOf, onSave, onCancel } = props;
  const [word, setWord] = useState(props.word);
  const [asked, setAsked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (props.word.text !== '') form.current?.querySelector('input')?.focus();
  }, []);
  const set = (change: Partial<WordAddition>): void => setWord({ ...word, ...change });
  const twin = rows.find((row) => row.id !== id && plain(row.word.text) === plain(word.text));
  const same = twin && twin.word.use === word.use && twin.word.kind === word.kind && twin.word.forms === word.forms;
  const fault: Fault | null = faultOf(word) ?? (same ? 'same' : null);
  const shown = fault !== null && (asked || word.text !== '') && (fault !== 'empty' || asked) ? fault : null;
  const save = (event: Event): void => {
    event.preventDefault();
    setAsked(true);
    if (fault === null) onSave({ ...word, text: word.text.trim() });
  };
  return (
    <form ref={form} class="card form" onSubmit={save} aria-label={t(id === null ? 'words.add' : 'words.change')}>
      <h2>{t(id === null ? 'words.add' : 'words.change')}</h2>
      <Field
        label={t('words.text')}
        hint={t('words.textHint')}
        value={word.text}
        fault={shown ? t(`words.fault.${shown}`) : ''}
        onInput={(text) => set({ text })}
      />
      <Check
        label={t('words.forms')}
        hint={t('words.formsHint')}
        checked={word.forms}
        onChange={(forms) => set({ forms })}
      />
      <div class="row">
        <Choice
          label={t('words.use')}
          value={word.use}
          options={(['mark', 'never'] as const).map((use) => [use, t(`words.use.${use}`)] as const)}
          onChange={(use) => set({ use, kind: use === 'never' ? 'any' : word.kind === 'any' ? 'insult' : word.kind })}
        />
        <Choice
          label={t(`words.kind.${word.use}`)}
          value={word.kind}
          options={[
            ...(word.use === 'never' ? [['any', t('words.kind.any')] as const] : []),
            ...VIOLATION_KINDS.map((kind) => [kind, t(`kind.${kind}`)] as const),
          ]}
          onChange={(kind) => set({ kind })}
        />
      </div>
      {twin && !same && twin.word.use !== word.use && (
        <p class="notice notice-warn" role="status">
          {t(`words.other.${twin.word.use}`)}
        </p>
      )}
      <EffectOf {...props} word={word} />
      <div class="actions">
        <button type="submit" class="primary">
          {t(id === null ? 'words.save' : 'words.saveChange')}
        </button>
        {(id !== null || props.word.text !== '') && (
          <button type="button" onClick={onCancel}>
            {t('words.cancel')}
          </button>
        )}
      </div>
    </form>
  );
}

/** Follows the typing after a pause: looking through thousands of comments on every key would hold it up. */
function EffectOf({ word, faultOf, effectOf, t, language }: FormProps) {
  const [effect, setEffect] = useState<Effect | null>(null);
  const usable = faultOf(word) === null;
  useEffect(() => {
    setEffect(null);
    if (!usable || effectOf === null) return undefined;
    const timer = setTimeout(() => setEffect(effectOf(word)), PAUSE);
    return () => clearTimeout(timer);
  }, [word.text, word.use, word.kind, word.forms, usable, effectOf]);
  if (!usable) return null;
  const number = new Intl.NumberFormat(language);
  const said = (key: 'words.hits' | 'words.fresh' | 'words.cleared', n: number): string =>
    t(key, { n, count: number.format(n), seen: number.format(effect?.seen ?? 0) });
  if (effect === null) return <p role="status">{t('words.waiting')}</p>;
  const { seen, hits, changed, examples } = effect;
  if (seen === 0) return <p role="status">{t('words.nothingSeen')}</p>;
  if (hits === 0) return <p role="status">{t('words.noHits', { seen: number.format(seen) })}</p>;
  const isMark = word.use === 'mark';
  return (
    <section class="preview" aria-label={t('words.preview')}>
      <div role="status">
        <p>
          <strong>{said('words.hits', hits)}.</strong>{' '}
          {changed > 0
            ? said(isMark ? 'words.fresh' : 'words.cleared', changed)
            : t(isMark ? 'words.noFresh' : 'words.noCleared', { n: hits })}
          .
        </p>
        {hits >= WIDE_LEAST && hits > seen * WIDE && <p class="fault">{t('words.wide')}</p>}
      </div>
      <ul class="excerpts">
        {examples.map(({ before, hit, after }, index) => (
          <li key={index}>
            {before}
            <mark>{hit}</mark>
            {after}
          </li>
        ))}
      </ul>
    </section>
  );
}
