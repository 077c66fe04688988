/** The section «Проба»: invented comments under the real judge, highlights, card and replies; nothing is kept. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Inset } from '../../components/dashboard/practice/inset';
import { Practice } from '../../components/dashboard/practice/practice';
import '../../components/dashboard/practice/practice.css';
import { queueOf } from '../../components/dashboard/practice/trial-case';
import { Card } from '../../components/overlay/Card';
import styles from '../../components/overlay/overlay.css?inline';
import type { CardView, MarkedComment } from '../../components/overlay/view';
import { inPage } from '../../locales/inpage';
import { practice } from '../../locales/practice';
import { type Fragment, Highlights } from '../../overlay/highlights';
import '../../overlay/page.css';
import { insertText } from '../../sites/writer';
import { useTrials } from './practice-desk';
import { type Judged, judgePractice, type PracticeReplies, practiceReplies } from './practice-judge';
import type { SectionProps } from './sections';

interface Ready {
  judged: readonly Judged[];
  replies: PracticeReplies;
}

export function Section(props: SectionProps) {
  const { store, office, state, language } = props;
  const t = practice(language);
  const [ready, setReady] = useState<Ready | null>(null);
  useEffect(() => {
    let isHere = true;
    void office.attempt(async () => {
      const [judged, replies] = await Promise.all([
        judgePractice(store, state.clauses),
        practiceReplies(store, state.profile, t('practice.postText')),
      ]);
      if (isHere) setReady({ judged, replies });
    });
    return () => {
      isHere = false;
    };
  }, [language]);
  if (!ready) return <p role="status">{t('practice.loading')}</p>;
  return <Trying {...props} ready={ready} />;
}

const PLACE: CardView['place'] = { left: 0, width: 0, edge: 0, stands: false, maxHeight: 0, overPanel: false };

function Trying({ ready, state, language, go }: SectionProps & { ready: Ready }) {
  const t = practice(language);
  const texts = inPage(language);
  const field = useRef<HTMLTextAreaElement | null>(null);
  const elements = useRef(new Map<string, HTMLElement>()).current;
  const byId = useMemo(() => new Map(ready.judged.map((one) => [one.comment.id, one])), [ready]);
  const marked = (id: string): MarkedComment | null => {
    const one = byId.get(id);
    return one ? { ...one, dismissed: desk.trials.dismissed.has(id) } : null;
  };
  const suggest = (id: string, query: string) => {
    const one = byId.get(id);
    return one ? ready.replies.suggest(one, query, desk.trials.favourites) : [];
  };
  const desk = useTrials({
    t,
    texts,
    clauses: state.clauses,
    marked,
    suggest,
    go,
    insert: async (text) => {
      const taken = field.current && (await insertText(field.current, text));
      return texts(taken?.how ? 'reply.inserted' : 'reply.clipboard');
    },
    copy: (text) =>
      navigator.clipboard.writeText(text).then(
        () => texts('copy.done'),
        () => texts('copy.failed'),
      ),
  });
  const { trials } = desk;
  const highlights = usePainting(ready.judged, elements, trials.dismissed);
  const open = trials.open === null ? null : marked(trials.open);
  const replies = trials.open !== null &&
    trials.query !== null && {
      suggestions: suggest(trials.open, trials.query),
      query: trials.query,
      voice: { kind: 'page' as const, name: t('practice.page') },
    };
  const queue = queueOf(texts, trials.cases, trials.flow, state.settings.zone);
  return (
    <Practice
      t={t}
      comments={ready.judged.map(({ comment }) => marked(comment.id)!)}
      tried={trials.tried}
      open={trials.open}
      starters={ready.replies.starters}
      card={
        open && (
          <Inset styles={styles}>
            <Card
              view={{ t: texts, opened: { clauses: [...state.clauses] }, queue }}
              card={{ marked: open, place: PLACE, replies: replies || null, notice: trials.notice }}
              actions={desk.actions}
            />
          </Inset>
        )
      }
      onText={(id, element) => (element ? elements.set(id, element) : elements.delete(id))}
      onField={(element) => {
        field.current = element;
      }}
      onOpen={desk.openCard}
      onPoint={(x, y) => {
        const id = highlights.commentAt(x, y);
        if (id) desk.openCard(id);
      }}
      onAgain={() => {
        if (field.current) field.current.value = '';
        desk.restart();
      }}
    />
  );
}

/** Paints what is marked, and takes it off when the section is left. */
function usePainting(
  judged: readonly Judged[],
  elements: ReadonlyMap<string, HTMLElement>,
  dismissed: ReadonlySet<string>,
): Highlights {
  const highlights = useRef(new Highlights()).current;
  useEffect(() => {
    for (const one of judged) {
      const text = elements.get(one.comment.id)?.firstChild;
      const shown = text && !dismissed.has(one.comment.id);
      highlights.paint(one.comment.id, shown ? fragmentsOf(one, text) : []);
    }
  }, [judged, dismissed]);
  useEffect(() => () => highlights.clear(), []);
  return highlights;
}

function fragmentsOf({ verdict }: Judged, text: Node): Fragment[] {
  return verdict.findings.flatMap(({ kind, level, start, end, also = [] }) =>
    kind === 'appeal'
      ? []
      : [{ start, end }, ...also].map((place) => ({
          kind,
          level,
          range: new StaticRange({
            startContainer: text,
            startOffset: place.start,
            endContainer: text,
            endOffset: place.end,
          }),
        })),
  );
}
