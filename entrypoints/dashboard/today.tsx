/** The section «Сегодня»: what waits for the person, and the week of every page. */
import { useEffect, useState } from 'preact/hooks';
import { dateAt } from '../../calendar/dates';
import { ageText } from '../../components/dashboard/backup/backup';
import type { OfficeState, Speech } from '../../components/dashboard/model';
import { Notes } from '../../components/dashboard/packs/notes';
import { STEPS, stateOfStep } from '../../components/dashboard/start/steps';
import { stateOf } from '../../components/dashboard/templates/standing';
import { type Overdue, type Task, Today } from '../../components/dashboard/today';
import { day } from '../../components/dates';
import { backup } from '../../locales/backup';
import { packs } from '../../locales/packs';
import type { PageOverview } from '../../messages';
import { wantsBackup } from '../../office/backup';
import { isActive } from '../../office/membership';
import { inOrder, stateOf as stateOfItem } from '../../publishing/plan';
import { missingDetails } from '../../replies/profile';
import { readOpenMatters } from '../../storage/handover';
import { type Note, putNoteAway, readNotes } from '../../storage/packs';
import { readCorrections, readPlan } from '../../storage/publishing';
import { readPages } from '../../storage/register';
import { countOf } from '../../storage/sightings';
import type { Store } from '../../storage/store';
import { pageView, weekView } from '../background/weeks';
import type { SectionProps } from './sections';

export function Section({ store, state, office, t, language }: SectionProps) {
  const [pages, setPages] = useState<readonly PageOverview[] | null>(null);
  const [overdue, setOverdue] = useState<readonly Overdue[] | null>(null);
  const [notes, setNotes] = useState<readonly Note[]>([]);
  const [handed, setHanded] = useState<readonly Task[]>([]);
  useEffect(() => {
    let isHere = true;
    // Counted anew whenever something was read again: a post seen in another tab may be the one that was missing.
    office.attempt(async () => {
      const read = await overview(store, state);
      const late = await overdueItems(store, state.settings.zone, Date.now());
      if (isHere) setPages(read);
      if (isHere) setOverdue(late);
      const unread = await readNotes(store);
      if (isHere) setNotes(unread);
      const away = await handedTasks(store, state, t, language, Date.now());
      if (isHere) setHanded(away);
    });
    return () => {
      isHere = false;
    };
  }, [state]);
  const away = (id: string): void =>
    void office.attempt(async () => {
      await putNoteAway(store, id);
      setNotes(await readNotes(store));
    });
  return (
    <>
      <Notes t={packs(language)} notes={notes} onAway={away} />
      <Today
        t={t}
        language={language}
        now={Date.now()}
        tasks={[...handed, ...tasksOf(state, t)]}
        pages={pages}
        overdue={overdue}
        helper={state.profile.helper}
      />
    </>
  );
}

/** The week of every registered page over what is stored. @throws StorageError */
async function overview(store: Store, { pages, settings: { zone } }: OfficeState): Promise<PageOverview[]> {
  const registered = await readPages(store);
  const corrections = await readCorrections(store);
  const now = Date.now();
  return Promise.all(
    pages.flatMap(({ id }) => {
      const page = registered.get(id);
      if (!page) return [];
      const rules = { zone, countReposts: page.countReposts, now, corrections: corrections.get(id) };
      return countOf(store, id, rules).then((counted) => ({
        page: pageView(id, page),
        week: weekView(counted, page),
        lastSeen: counted.sight?.lastSeen ?? null,
        health: counted.sight?.health ?? null,
      }));
    }),
  );
}

/** Approved or not: what the plan had for a time that is past and no page was seen with. @throws StorageError */
export async function overdueItems(store: Store, zone: string, now: number): Promise<Overdue[]> {
  const entries = await readPlan(store, dateAt(now, zone));
  const late = entries.filter((entry) => stateOfItem(entry, zone, now) === 'overdue');
  return inOrder(late, zone, now).flatMap(({ id, item: { date, time, occasion, text } }) =>
    date === null ? [] : { id, date, time, occasion: occasion || text.slice(0, 100) },
  );
}

/** What a colleague has handed over to this person for today, and who has this person's own work. @throws StorageError */
export async function handedTasks(
  store: Store,
  { settings: { zone } }: Pick<OfficeState, 'settings'>,
  t: Speech['t'],
  language: Speech['language'],
  now: number,
): Promise<Task[]> {
  const [self, membership] = await Promise.all([store.belonging.self(), store.belonging.membership()]);
  if (!self || !membership) return [];
  const { member } = self;
  const loans = membership.loans.filter((loan) => isActive(loan, now) && [loan.to, loan.owner].includes(member));
  if (loans.length === 0) return [];
  const open = await readOpenMatters(store, zone, now);
  return loans.map(({ id, owner, to, until, roles }): Task => {
    const n = open.filter(({ holder }) => holder.loan?.id === id).length;
    const isMine = to === member;
    const name = membership.members.get(isMine ? owner : to)?.name ?? '';
    const rights = isMine && roles.length > 0 ? ` ${t('today.handedRights')}` : '';
    const text = t(isMine ? 'today.handed' : 'today.handedAway', { name, n, date: day(until - 1, now, language) });
    return {
      id,
      tone: 'plain',
      text: text + rights,
      place: 'office',
      act: t('today.open', { place: t('place.office') }),
    };
  });
}

/** What the person has to look at, the most pressing first. */
export function tasksOf(state: OfficeState, t: Speech['t']): Task[] {
  const { pages, templates, profile, settings } = state;
  const left = STEPS.filter((step) => stateOfStep(step, state, settings.startSteps) === 'open').length;
  const tasks: Task[] = [];
  const add = (id: string, tone: Task['tone'], text: string, place: string): void => {
    tasks.push({
      id,
      tone,
      text,
      place,
      act: t('today.open', { place: t(`place.${place.split('/')[0] as 'pages'}`) }),
    });
  };
  const states = templates.map(stateOf);
  const count = (wanted: string): number => states.filter((state) => state === wanted).length;
  if (count('apart') > 0) add('apart', 'warn', t('today.apart', { n: count('apart') }), 'templates');
  for (const { kind, n, place } of apartOf(state)) add(`apart-${kind}`, 'warn', t(`today.apart.${kind}`, { n }), place);
  const [expired, proposed] = [count('expired'), count('proposed')];
  if (expired > 0) add('expired', 'warn', t('today.expired', { n: expired }), 'approvals');
  if (proposed > 0) add('proposed', 'plain', t('today.proposed', { n: proposed }), 'approvals');
  if (state.duplicates.length > 0) add('twins', 'warn', t('today.twins', { n: state.duplicates.length }), 'pages');
  if (state.unread.length > 0) add('unread', 'warn', t('today.unread', { n: state.unread.length }), 'settings');
  if (state.counts.aside > 0) add('aside', 'warn', t('today.aside', { n: state.counts.aside }), 'data');
  if (state.counts.waiting > 0)
    add('waiting', 'warn', t('today.waiting', { n: state.counts.waiting }), 'journal/waiting');
  if (wantsBackup(state.backup.state)) add('backup', ...backupTask(state));
  if (left > 0) add('start', 'plain', t('today.start', { n: left }), 'start');
  if (pages.length === 0) add('pages', 'plain', t('today.noPages'), 'pages');
  if (missingDetails(profile).length > 0) add('profile', 'plain', t('today.profile'), 'profile');
  const drafts = count('draft') + count('revised');
  if (templates.length === 0) add('templates', 'plain', t('today.noTemplates'), 'templates');
  else if (drafts > 0) add('drafts', 'plain', t('today.drafts', { n: drafts }), 'templates');
  return tasks;
}

/** A copy is asked for once there is something to lose; a stale one is pressing. */
function backupTask({ backup: view, settings }: OfficeState): [Task['tone'], string, string] {
  const b = backup(settings.language);
  const age = view.moved === null ? '' : ageText(view.moved, Date.now(), b);
  return [view.state === 'never' ? 'plain' : 'warn', b(`backup.task.${view.state as 'old'}`, { age }), 'data'];
}

/** Pages, clauses and details that people changed apart. */
function apartOf({ shared }: OfficeState) {
  const apart = [...shared].filter(([, { apart }]) => apart.length > 0).map(([key]) => key.split('/')[0]);
  const kinds = [
    { kind: 'page', place: 'pages' },
    { kind: 'clause', place: 'rules' },
    { kind: 'profile', place: 'profile' },
  ] as const;
  return kinds
    .map(({ kind, place }) => ({ kind, place, n: apart.filter((one) => one === kind).length }))
    .filter(({ n }) => n > 0);
}
