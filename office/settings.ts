/**
 * Settings: most are of this browser, some of the whole office once there is one (`OFFICE_SETTINGS`). Each has a default, and one
 * that cannot be read falls back to it alone.
 */
import * as z from 'zod/mini';
import { DayChange } from '../calendar/days';
import { DEFAULT_HOURS, OfficeHours } from '../calendar/hours';

export const ReminderSettings = z.object({
  on: z.boolean(),
  /** Minutes since midnight at which the notice of a day is due. */
  at: z.number().check(z.minimum(0), z.maximum(24 * 60)),
  /** Working days before the last one of the week on which reminding begins; 1: on the second-last. */
  daysBefore: z.number().check(z.minimum(0), z.maximum(6)),
});
export type ReminderSettings = z.infer<typeof ReminderSettings>;

const FIELDS = {
  language: z.enum(['ru', 'en']),
  /** IANA zone in which the office's weeks begin and end. */
  zone: z.string().check(z.refine(isZone)),
  /** Days that seen posts and comments are kept (152-FZ: no longer than needed), a whole week at least; counts stay. */
  retentionDays: z.number().check(z.minimum(8), z.maximum(3650)),
  /** Show findings that are only worth a look. */
  showLook: z.boolean(),
  panelCollapsed: z.boolean(),
  /** Where the panel's middle is wanted, 0…1 of the window. */
  panelSpot: z.object({
    x: z.number().check(z.minimum(0), z.maximum(1)),
    y: z.number().check(z.minimum(0), z.maximum(1)),
  }),
  /** When the office is open: reminders keep quiet outside, deadlines of answers run inside. */
  officeHours: OfficeHours,
  /** Days that the production calendar does not know: a holiday of the region, a resolution published since. */
  dayChanges: z.array(DayChange),
  /** The notice of what the week still owes. */
  reminder: ReminderSettings,
  /** ISO date of the last notice; empty: none yet. */
  lastReminder: z.string(),
  /** Remind of comments whose answer is due; which of them were told of, and at which stage. */
  answerReminder: z.boolean(),
  answersTold: z.array(z.string()),
  /** ISO date of the last notice of what will be erased; empty: none yet. */
  erasingTold: z.string(),
  /** Templates that this person likes. */
  favourites: z.array(z.string()),
  /** When a waiting comment is owed a first response (working hours) and a final answer (working days). */
  answerNorms: z.object({
    firstHours: z.number().check(z.minimum(1), z.maximum(200)),
    finalDays: z.int().check(z.minimum(1), z.maximum(60)),
  }),
  /** Days that what is about a person in the journal is kept, evidence too; figures and hashes stay. */
  journalDays: z.number().check(z.minimum(30), z.maximum(3650)),
  /** Steps of the first run: put off by their name, said to be done as `done:<name>`. */
  startSteps: z.array(z.string()),
  /** Keys of the desk that were bound anew, by act; `moderation/keys.ts` knows which there are. */
  keys: z.record(z.string(), z.string()),
  /** Keys of publishers whose templates count as approved by the region (`keyText`). */
  approvedPublishers: z.array(z.string()),
  /** Author id of the browser that shows the district the office's figures; empty: none does. */
  figuresBy: z.string(),
};
export const Settings = z.object(FIELDS);
export type Settings = z.infer<typeof Settings>;

export const DEFAULT_SETTINGS: Settings = {
  language: 'ru',
  zone: 'Asia/Tomsk',
  retentionDays: 30,
  showLook: false,
  panelCollapsed: true,
  panelSpot: { x: 1, y: 0.3 },
  officeHours: DEFAULT_HOURS,
  dayChanges: [],
  reminder: { on: true, at: 10 * 60, daysBefore: 1 },
  lastReminder: '',
  answerReminder: true,
  answersTold: [],
  erasingTold: '',
  favourites: [],
  startSteps: [],
  // A day's work for the first response; seven working days for the final one, as one region has it.
  answerNorms: { firstHours: 8, finalDays: 7 },
  journalDays: 365,
  keys: {},
  approvedPublishers: [],
  figuresBy: '',
};

/**
 * What two browsers of one office may not see differently: where its weeks begin, how long it keeps what, by which hours
 * and days its deadlines run. In an office these are records; before there is one, and beneath them, this browser's own.
 */
export const OFFICE_SETTINGS = [
  'zone',
  'retentionDays',
  'journalDays',
  'officeHours',
  'dayChanges',
  'answerNorms',
  'approvedPublishers',
  'figuresBy',
] as const satisfies readonly (keyof Settings)[];

/** Kind of the records; the entity is the setting's name. */
export const SETTING = 'setting';
export const SettingBody = z.object({ value: z.unknown() });

export function isOfOffice(name: string): boolean {
  return OFFICE_SETTINGS.some((one) => one === name);
}

/** @returns the settings, and the names of those that could not be read and stand at their default. */
export function readSettings(stored: Readonly<Record<string, unknown>>): { settings: Settings; unread: string[] } {
  const settings: Record<string, unknown> = { ...DEFAULT_SETTINGS };
  const unread: string[] = [];
  for (const [name, schema] of Object.entries(FIELDS)) {
    if (!(name in stored)) continue;
    const value = schema.safeParse(stored[name]);
    if (value.success) settings[name] = value.data;
    else unread.push(name);
  }
  return { settings: Settings.parse(settings), unread };
}

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}
