/** What the office shows its district, whether it agreed to, and what a browser of the district reads. */
import * as z from 'zod/mini';
import { dateAt } from '../calendar/dates';
import { WorkCalendar } from '../calendar/days';
import { OfficeClock } from '../calendar/hours';
import { NO_CORRECTIONS } from '../publishing/corrections';
import { type DistrictFigures, districtFigures } from '../publishing/district';
import { normsOf } from '../publishing/norms';
import { shiftWeek, weekOf } from '../publishing/week';
import { REMOTE_FAULTS } from '../sync/remote';
import { hide, reveal, Secret } from '../sync/setup';
import { readCasesOf } from './cases';
import { readCorrections, readHistory } from './publishing';
import { readClauses, readPages, readProfile } from './register';
import type { Store } from './store';

const WEEKS = 26;

/** Counts the office's figures as this browser knows them. @param now ms since the epoch @throws StorageError */
export async function readOwnFigures(store: Store, now: number): Promise<DistrictFigures> {
  const [{ zone, dayChanges, officeHours }, profile, clauses, registered, corrections] = await Promise.all([
    store.settings(),
    readProfile(store),
    readClauses(store),
    readPages(store),
    readCorrections(store),
  ]);
  const last = shiftWeek(weekOf(now, zone), -1, zone);
  const weeks = Array.from({ length: WEEKS }, (_, at) => shiftWeek(last, at - WEEKS + 1, zone));
  const pages = [...registered].filter(([, { removed }]) => !removed);
  const histories = pages.map(async ([id, { countReposts }]) => {
    const norm = normsOf(await store.history(id));
    const asked = { zone, now, countReposts, corrections: corrections.get(id) ?? NO_CORRECTIONS, norm };
    return (await readHistory(store, id, weeks, asked)).weeks;
  });
  const cases = await Promise.all([...registered.keys()].map((id) => readCasesOf(store, id)));
  return districtFigures({
    office: profile.shortName,
    day: dateAt(now, zone),
    weeks,
    pages: await Promise.all(histories),
    cases: cases.flat(),
    clauses,
    clock: new OfficeClock(new WorkCalendar(dayChanges), officeHours, zone),
    zone,
  });
}

/** Under which id this browser writes; empty before its first record. */
export async function ownAuthor(store: Store): Promise<string> {
  const stored = await store.read((database) => database.get('meta', 'author'));
  return typeof stored?.value === 'string' ? stored.value : '';
}

const SENT = 'figures';

/** What this browser last sent. `no-server`: no log server is set up here, or it is paused. */
export const Sent = z.object({
  /** Empty: nothing lies there, or it was taken back. */
  text: z.string(),
  /** ms since the epoch; null: never. */
  at: z.nullable(z.number()),
  fault: z.nullable(z.enum([...REMOTE_FAULTS, 'no-server'])),
});
export type Sent = z.infer<typeof Sent>;

export async function readSent(store: Store): Promise<Sent> {
  const stored = await store.read((database) => database.get('meta', SENT));
  return Sent.safeParse(stored?.value).data ?? { text: '', at: null, fault: null };
}

export async function keepSent(store: Store, sent: Sent): Promise<void> {
  await store.write(['meta'], async (transaction) => {
    await transaction.objectStore('meta').put({ name: SENT, value: sent });
  });
}

const ROLE = 'district';
const Role = z.object({ servers: z.array(z.string()), user: z.string(), secret: Secret });

/** How a browser of the district reaches its stream; null: this is no browser of the district. */
export async function readRole(store: Store): Promise<{ servers: string[]; user: string; password: string } | null> {
  const stored = await store.read((database) => database.get('meta', ROLE));
  const role = Role.safeParse(stored?.value).data;
  return role ? { servers: role.servers, user: role.user, password: await reveal(role.secret) } : null;
}

/** @param role null: the browser is the district's no longer */
export async function keepRole(
  store: Store,
  role: { servers: readonly string[]; user: string; password: string } | null,
): Promise<void> {
  const value = role && { servers: [...role.servers], user: role.user, secret: await hide(role.password) };
  await store.write(['meta'], async (transaction) => {
    const meta = transaction.objectStore('meta');
    if (value) await meta.put({ name: ROLE, value });
    else await meta.delete(ROLE);
  });
}
