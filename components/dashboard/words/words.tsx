/** The section «Слова»: what the office marks on top of the rules, and what it never marks. */
import { useState } from 'preact/hooks';
import { type AdditionFault, MOST_ADDITIONS, type WordAddition } from '../../../detection/additions';
import { WordForm } from './form';
import { WordList } from './list';
import { type Dismissed, type Effect, EMPTY, type Speech, type WordRow } from './model';

interface WordsProps extends Speech {
  rows: readonly WordRow[];
  dismissed: readonly Dismissed[];
  faultOf(word: WordAddition): AdditionFault | null;
  /** null: the comments are not read yet. */
  effectOf: ((word: WordAddition) => Effect | null) | null;
  /**
   * @param id null for a new word
   * @returns whether it was saved
   */
  onSave(id: string | null, word: WordAddition): Promise<boolean>;
  onRemove(row: WordRow): void;
}

/** What the form holds; `round` makes it anew. */
interface Writing {
  id: string | null;
  word: WordAddition;
  round: number;
}

export function Words(props: WordsProps) {
  const { rows, dismissed, t, onSave } = props;
  const [writing, setWriting] = useState<Writing>({ id: null, word: EMPTY, round: 0 });
  const write = (id: string | null, word: WordAddition): void =>
    setWriting((before) => ({ id, word, round: before.round + 1 }));
  const save = async (word: WordAddition): Promise<void> => {
    // What could not be saved stays in the form.
    if (await onSave(writing.id, word)) write(null, { ...EMPTY, use: word.use, kind: word.kind });
  };
  const full = rows.length >= MOST_ADDITIONS && writing.id === null;
  return (
    <>
      <p class="lead">{t('words.lead')}</p>
      {full ? (
        <p class="notice notice-warn">{t('words.fault.many', { count: MOST_ADDITIONS })}</p>
      ) : (
        <WordForm
          {...props}
          key={writing.round}
          id={writing.id}
          word={writing.word}
          onSave={(word) => void save(word)}
          onCancel={() => write(null, EMPTY)}
        />
      )}
      <WordList {...props} onEdit={({ id, word }) => write(id, word)} />
      {dismissed.length > 0 && <Learned {...props} onTeach={(word) => write(null, word)} />}
    </>
  );
}

/** Comments called no violation: the words marked in them can be forbidden to be marked, after a look at the effect. */
function Learned({ dismissed, t, onTeach }: WordsProps & { onTeach(word: WordAddition): void }) {
  return (
    <section class="card" aria-labelledby="words-learned">
      <h2 id="words-learned">{t('words.learned')}</h2>
      <p class="muted">{t('words.learnedLead')}</p>
      <ul class="rows">
        {dismissed.map(({ key, text, marks }) => (
          <li key={key} class="word-row">
            <p class="snippet-lines">{text}</p>
            <div class="actions">
              {marks.map((mark) => (
                <button
                  key={mark.kind + mark.text}
                  type="button"
                  title={t('words.quoteAs', { kind: t(`kind.${mark.kind}`), text: mark.text })}
                  onClick={() =>
                    onTeach({ use: 'never', kind: mark.kind, text: mark.text, forms: false, removed: false })
                  }
                >
                  {t('words.teach', { text: mark.text })}
                </button>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
