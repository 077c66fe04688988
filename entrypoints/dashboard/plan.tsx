/** The section «План»: reads the plan and what was seen of it, saves what is changed, takes the steps of approval. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import '../../components/dashboard/plan/plan.css';
import { dateAt } from '../../calendar/dates';
import { WorkCalendar } from '../../calendar/days';
import { type Decision, Plan, type Question, type Reach } from '../../components/dashboard/plan/plan';
import { createJudge } from '../../detection';
import { office as officeText } from '../../locales/office';
import { publishing } from '../../locales/publishing';
import { stepBody, type Verdict } from '../../office/approval';
import { checkDraft } from '../../publishing/draft-check';
import { matchPage } from '../../publishing/matching';
import { FEDERAL, type Memorable, memorableDays } from '../../publishing/memorable';
import { PLAN, type PlanEntry, type PlanItem, type PlanPost, planPostEntity } from '../../publishing/plan';
import { repeated } from '../../publishing/repetition';
import { carried, othersOf } from '../../publishing/series';
import { takeSteps } from '../../storage/approvals';
import { readPacks } from '../../storage/packs';
import { readPlan } from '../../storage/publishing';
import { readRights, verdictOf } from '../../storage/rights';
import { readPublications } from '../../storage/sightings';
import type { Store } from '../../storage/store';
import { askPin } from './pin';
import type { SectionProps } from './sections';

const DAY = 86_400_000;
const MATCHED_DAYS = 60;

export function Section({ store, state, office, open, go, language }: SectionProps) {
  const { zone, dayChanges } = state.settings;
  const t = publishing(language);
  const now = Date.now();
  const today = dateAt(now, zone);
  const [read, setRead] = useState<{ entries: PlanEntry[]; questions: Question[]; dates: Memorable[] } | null>(null);
  useEffect(() => {
    let isHere = true;
    office.attempt(async () => {
      const entries = await readPlan(store, today);
      const questions = await readQuestions(store, state.pages, entries, zone, now);
      const dates = (await readPacks(store)).flatMap(({ pack }) => pack.dates);
      if (isHere) setRead({ entries, questions, dates });
    });
    return () => {
      isHere = false;
    };
  }, [state]);
  const calendar = useMemo(() => new WorkCalendar(dayChanges), [dayChanges]);
  const judge = useMemo(() => createJudge({ clauses: state.clauses }), [state.clauses]);
  const advised = useRef(new Map<string, ReturnType<typeof checkDraft>>()).current;
  const entries = read?.entries ?? null;
  const find = (id: string): PlanEntry | undefined => entries?.find((one) => one.id === id);
  const move = (id: string, date: string): void => {
    const entry = find(id);
    if (!entry || entry.item.date === date) return;
    const before = entry.item.date;
    const back =
      before === null
        ? undefined
        : () => void office.run(() => moveItem(store, id, before).then(() => t('dashboard.saved')));
    void office.run(() => moveItem(store, id, date).then(() => t('plan.moved')), back);
  };
  return (
    <Plan
      t={t}
      language={language}
      entries={entries}
      questions={read?.questions ?? []}
      pages={state.pages}
      memorable={(from, to) => memorableDays(from, to, [...FEDERAL, ...(read?.dates ?? [])])}
      calendar={calendar}
      today={today}
      zone={zone}
      now={now}
      open={open}
      onOpen={(place) => go(`plan/${place}`)}
      onMove={move}
      onSave={async (id, item, decision, reach) => {
        // On a shared PC approving asks for the PIN.
        if (decision === 'approve' && !(await askPin(store, officeText(language)))) return false;
        return office.run(async () => {
          const bodies = bodiesOf(id, item, entries ?? [], reach);
          await saveItems(store, bodies, decision);
          return bodies.length > 1 ? t('plan.doneRow', { n: bodies.length }) : t(`plan.done.${decision}`);
        });
      }}
      onAnswer={(question, answer) =>
        void office.run(() => saveAnswer(store, question, answer).then(() => t('dashboard.saved')))
      }
      onExport={() =>
        void office.run(async () => {
          const { exportPlan } = await import('./plan-files');
          return t('plan.exported', { name: await exportPlan(entries ?? [], state.pages, { t, zone, now }) });
        })
      }
      check={(text, site, format, date) => {
        const key = JSON.stringify([text, site, format, date]);
        const known = advised.get(key);
        if (known) return known;
        advised.clear();
        const advice = checkDraft(text, { judge, site, format, profile: state.profile, date });
        advised.set(key, advice);
        return advice;
      }}
      readFile={async (file, encoding) => (await import('./plan-files')).readTable(file, encoding)}
      onImport={(items) =>
        office.run(async () => {
          await store.reviseAll(items.map((body) => ({ kind: PLAN, entity: crypto.randomUUID(), parents: [], body })));
          go('plan/list');
          return t('import.taken', { n: items.length });
        })
      }
    />
  );
}

/** Posts that may be the publication of an item, which nobody but a person can tell. @throws StorageError */
async function readQuestions(
  store: Store,
  pages: SectionProps['state']['pages'],
  entries: readonly PlanEntry[],
  zone: string,
  now: number,
): Promise<Question[]> {
  const found = await Promise.all(
    pages.map(async ({ id, site, name }) => {
      const posts = await readPublications(store, id, now - MATCHED_DAYS * DAY, now + DAY);
      const unclear = matchPage({ entries, posts, page: id, site, zone }).filter(({ sure }) => !sure);
      return unclear.map(({ item, post }): Question => {
        const { occasion, text } = entries.find((entry) => entry.id === item)!.item;
        return {
          item,
          occasion: occasion || text.slice(0, 60),
          page: id,
          pageName: name,
          post: post.id,
          link: post.link,
          text: post.text,
          at: post.time?.at ?? null,
        };
      });
    }),
  );
  return found.flat();
}

/** What a save writes: the item itself, its repetitions when it is new, the others of its row as far as is wanted. */
function bodiesOf(
  id: string | null,
  item: PlanItem,
  entries: readonly PlanEntry[],
  { repetition, scope }: Reach,
): { entity: string; body: PlanItem }[] {
  const entity = id ?? crypto.randomUUID();
  const dates = repetition && item.date ? repeated(item.date, repetition) : [];
  if (dates.length > 0) {
    const series = crypto.randomUUID();
    const others = dates.map((date) => ({ entity: crypto.randomUUID(), body: { ...item, date, series } }));
    return [{ entity, body: { ...item, series } }, ...others];
  }
  const before = entries.find((one) => one.id === id);
  const others = before ? othersOf(before, entries, scope) : [];
  return [
    { entity, body: item },
    ...others.map((other) => ({ entity: other.id, body: carried(other.item, before!.item, item) })),
  ];
}

/** All or none. @throws StorageError */
async function saveItems(
  store: Store,
  bodies: readonly { entity: string; body: PlanItem }[],
  decision: Decision,
): Promise<void> {
  const saved = await store.reviseAll(bodies.map(({ entity, body }) => ({ kind: PLAN, entity, body })));
  if (decision === 'save') return;
  const rights = await readRights(store, PLAN);
  const verdict = (id: string): Verdict => (decision === 'approve' ? verdictOf('approve', [id], rights) : decision);
  await takeSteps(
    store,
    saved.map(({ id, entity }) => stepBody({ kind: PLAN, entity }, [id], verdict(id))),
  );
}

/** Moves an item as it stands now, so that an edit made meanwhile is not lost. @throws StorageError */
async function moveItem(store: Store, id: string, date: string): Promise<void> {
  const item = (await store.currentBody(id)) as PlanItem;
  await store.revise(PLAN, id, { ...item, date });
}

async function saveAnswer(store: Store, question: Question, answer: 'yes' | 'no'): Promise<void> {
  const { item, page, post, link, at } = question;
  const body: PlanPost = { version: 1, item, page, post, link, at, how: 'said', answer };
  await store.revise('plan-post', planPostEntity(item, page, post), body);
}
