/**
 * Notices of the desk: comments whose answer is due, each once when time runs short and once when it is over; and what
 * will be erased soon. Quiet outside the office's hours.
 */
import browser from 'webextension-polyfill';
import { dateAt, shiftDate } from '../../calendar/dates';
import { type ReminderKey, reminder as texts } from '../../locales/reminder';
import type { Translate } from '../../locales/translate';
import { leftOf, NOTICE_DAYS, type Pressing, roundOf } from '../../moderation/reminder';
import type { RegisteredPage } from '../../office/pages';
import type { Settings } from '../../office/settings';
import { catchUp, readDueSoon, readOpen } from '../../storage/cases';
import type { Store } from '../../storage/store';
import { lookOften } from './alarm';
import type { Office } from './office';
import { officeTime } from './office-time';
import { clocksOfRow } from './queue-view';

const ALARM = 'smotritel-answers';
const ANSWERS = 'smotritel-answers';
const ERASING = 'smotritel-erasing';
/** Looked again so often, min. */
const PERIOD = 15;
/** Pages named in one notice; systems cut longer ones. */
const MOST_LINES = 4;
/** What will be erased is announced again after so many days. */
const NOTICE_AGAIN = 7;

export class DeskReminder {
  constructor(
    private readonly store: Store,
    private readonly office: Office,
  ) {}

  listen(): void {
    lookOften(ALARM, { first: 2, every: PERIOD }, (now) => this.look(now));
    browser.notifications.onClicked.addListener((id) => {
      if (id === ANSWERS) void this.open(id, 'journal/waiting');
      if (id === ERASING) void this.open(id, 'journal/due');
    });
  }

  /** Shows what is due. @returns the ids of the notices shown */
  async look(now: number): Promise<string[]> {
    const settings = await this.office.settings();
    if (!officeTime(settings).clock.isOpen(now)) return [];
    const shown = [await this.answers(settings, now), await this.erasing(settings, now)];
    return shown.filter((id) => id !== null);
  }

  private async answers(settings: Settings, now: number): Promise<string | null> {
    if (!settings.answerReminder) return null;
    await catchUp(this.store);
    const time = officeTime(settings);
    const waiting = (await readOpen(this.store)).flatMap((row) => {
      const clocks = clocksOfRow(row, time, now);
      return clocks ? [{ id: row.id, page: row.page, clocks }] : [];
    });
    const { pressing, isNews, told } = roundOf(waiting, settings.answersTold);
    if (JSON.stringify(told) !== JSON.stringify(settings.answersTold)) await this.remember({ answersTold: told });
    if (!isNews) return null;
    const t = texts(settings.language);
    const over = pressing.filter(({ stage }) => stage.endsWith('over')).length;
    const title = t(over > 0 ? 'answers.over' : 'answers.soon', { n: over > 0 ? over : pressing.length });
    return this.notify(ANSWERS, title, linesOf(pressing, await this.office.pages(), t).join('\n'));
  }

  private async erasing({ journalDays, erasingTold, zone, language }: Settings, now: number): Promise<string | null> {
    const today = dateAt(now, zone);
    if (erasingTold !== '' && today < shiftDate(erasingTold, NOTICE_AGAIN)) return null;
    const due = (await readDueSoon(this.store, journalDays, now)).length;
    if (due === 0) return null;
    await this.remember({ erasingTold: today });
    const t = texts(language);
    return this.notify(ERASING, t('erasing.title', { n: due }), t('erasing.text', { days: NOTICE_DAYS }));
  }

  private async remember(change: Partial<Settings>): Promise<void> {
    await this.store.changeSettings(change);
    this.office.changed(['settings']);
  }

  private async notify(id: string, title: string, message: string): Promise<string> {
    await browser.notifications.create(id, {
      type: 'basic',
      iconUrl: browser.runtime.getURL('icon/128.png'),
      title,
      message,
    });
    return id;
  }

  private async open(id: string, place: string): Promise<void> {
    await browser.notifications.clear(id);
    await browser.tabs.create({ url: browser.runtime.getURL(`dashboard.html#/${place}`) });
  }
}

/** A line for each page; no words and no names of citizens, for a notice is read by whoever passes the screen. */
function linesOf(
  pressing: readonly Pressing[],
  pages: ReadonlyMap<string, RegisteredPage>,
  t: Translate<ReminderKey>,
): string[] {
  const byPage = new Map<string, Pressing[]>();
  for (const one of pressing) byPage.set(one.page, [...(byPage.get(one.page) ?? []), one]);
  const lines = [...byPage].map(([page, [first, ...rest]]) => {
    const left = leftOf(first!);
    const [h, m] = [Math.floor(Math.abs(left) / 60), Math.abs(left) % 60];
    const which = t(first!.stage.startsWith('first') ? 'answers.first' : 'answers.final');
    const when = t(left < 0 ? 'answers.late' : 'answers.left', { h, m });
    return t('answers.line', { n: rest.length + 1, page: pages.get(page)?.name ?? '—', which, when });
  });
  return lines.slice(0, MOST_LINES);
}
