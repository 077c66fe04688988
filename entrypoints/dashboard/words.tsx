/** The section «Слова»: reads the office's words and the comments seen, and keeps what is changed. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Dismissed, type Effect, excerpt, type WordRow } from '../../components/dashboard/words/model';
import { Words } from '../../components/dashboard/words/words';
import '../../components/dashboard/words/words.css';
import {
  additionFault,
  additionsOf,
  Previewer,
  RuleJudge,
  teachable,
  textKey,
  type WordAddition,
} from '../../detection';
import { words } from '../../locales/words';
import { readExceptions, readWords } from '../../storage/register';
import type { Store } from '../../storage/store';
import { loadRules } from '../background/rules';
import type { SectionProps } from './sections';

const EXAMPLES = 5;
const DISMISSED = 30;

interface Known {
  rows: WordRow[];
  exceptions: ReadonlySet<string>;
}

/** The comments seen, the latest first, and the rules compiled. */
interface Seen {
  texts: readonly string[];
  image: ArrayBuffer | undefined;
}

export function Section({ store, office, state, language }: SectionProps) {
  const t = words(language);
  const [known, setKnown] = useState<Known | null>(null);
  const [seen, setSeen] = useState<Seen | null>(null);
  useEffect(() => {
    let isHere = true;
    void office.attempt(async () => {
      const read = await readKnown(store);
      if (isHere) setKnown(read);
    });
    return () => {
      isHere = false;
    };
    // The state is a new one after every change of the data.
  }, [state]);
  useEffect(() => {
    let isHere = true;
    void office.attempt(async () => {
      const [comments, image] = await Promise.all([store.all('comments'), loadRules()]);
      const fresh = comments.sort((a, b) => b.lastSeen - a.lastSeen).filter(({ comment }) => !comment.author.own);
      if (isHere) setSeen({ texts: fresh.map(({ comment }) => comment.text), image });
    });
    return () => {
      isHere = false;
    };
  }, []);
  const dismissed = useMemo(() => (seen && known ? dismissedAmong(seen, known) : []), [seen, known]);
  const effectOf = useMemo(() => {
    if (!seen || !known) return null;
    const previewer = new Previewer(seen.texts, inForce(known.rows), seen.image);
    return (word: WordAddition) => effect(previewer, seen.texts, word);
  }, [seen, known]);
  const save = (id: string, word: WordAddition, said: 'added' | 'changed' | 'restored'): Promise<boolean> =>
    office.run(async () => {
      await store.revise('word', id, word);
      return t(`words.${said}`, { text: word.text });
    });
  const remove = ({ id, word }: WordRow): Promise<boolean> =>
    office.run(
      async () => {
        await store.revise('word', id, { ...word, removed: true });
        return t('words.removed', { text: word.text });
      },
      () => void save(id, word, 'restored'),
    );
  if (!known) return <p role="status">{t('words.waiting')}</p>;
  return (
    <Words
      t={t}
      language={language}
      rows={known.rows}
      dismissed={dismissed}
      faultOf={additionFault}
      effectOf={effectOf}
      onSave={(id, word) => save(id ?? crypto.randomUUID(), word, id === null ? 'added' : 'changed')}
      onRemove={(row) => void remove(row)}
    />
  );
}

async function readKnown(store: Store): Promise<Known> {
  const [kept, exceptions] = await Promise.all([readWords(store), readExceptions(store)]);
  const rows = [...kept]
    .filter(([, word]) => !word.removed)
    .map(([id, word]) => ({ id, word, fault: additionFault(word) }));
  rows.sort((a, b) => a.word.text.localeCompare(b.word.text, 'ru'));
  return { rows, exceptions: new Set(exceptions) };
}

function inForce(rows: readonly WordRow[]) {
  return additionsOf(rows.map(({ id, word }) => [id, word] as const));
}

function effect(previewer: Previewer, texts: readonly string[], word: WordAddition): Effect | null {
  const found = previewer.preview(word);
  if (!found) return null;
  const { seen, touched, changed } = found;
  const telling = [...touched.filter(({ changes }) => changes), ...touched.filter(({ changes }) => !changes)];
  const examples = telling.slice(0, EXAMPLES).map(({ index, start, end }) => excerpt(texts[index]!, start, end));
  return { seen, hits: touched.length, changed, examples };
}

/** Comments called no violation that the rules would still mark, the latest first, each text once. */
function dismissedAmong({ texts, image }: Seen, { rows, exceptions }: Known): Dismissed[] {
  if (exceptions.size === 0) return [];
  const judge = new RuleJudge({ office: inForce(rows), image });
  const found = new Map<string, Dismissed>();
  for (const text of texts) {
    const key = textKey(text);
    if (found.has(key) || !exceptions.has(key)) continue;
    const marks = teachable(judge.verdict(text)).flatMap(({ kind, text: mark }) =>
      kind === 'appeal' ? [] : [{ kind, text: mark }],
    );
    if (marks.length > 0) found.set(key, { key, text, marks });
    if (found.size === DISMISSED) break;
  }
  return [...found.values()];
}
