/**
 * One notice a day for all pages together of what the week still owes. Quiet outside the office's hours; a browser that
 * was closed at the hour is reminded when it is open again.
 */
import browser from 'webextension-polyfill';
import { dateAt } from '../../calendar/dates';
import { reminder as texts } from '../../locales/reminder';
import { isDue } from '../../publishing/reminder';
import { weekOf } from '../../publishing/week';
import type { Store } from '../../storage/store';
import { lookOften } from './alarm';
import type { Office } from './office';
import type { Publishing } from './publishing';

const ALARM = 'smotritel-reminder';
const NOTICE = 'smotritel-week';
/** Looked again so often, min; asking is cheap and a sleeping PC loses no notice. */
const PERIOD = 15;
/** More tabs at once would stop a slow PC. */
const MOST_TABS = 5;

export class Reminder {
  constructor(
    private readonly store: Store,
    private readonly office: Office,
    private readonly publishing: Publishing,
  ) {}

  listen(): void {
    lookOften(ALARM, { first: 1, every: PERIOD }, (now) => this.look(now));
    browser.notifications.onClicked.addListener((id) => {
      if (id === NOTICE) void this.recount();
    });
    browser.notifications.onButtonClicked?.addListener((id) => {
      if (id === NOTICE) void this.recount();
    });
  }

  /** Shows the notice when it is due. @returns whether it was shown */
  async look(now: number): Promise<boolean> {
    const { reminder, lastReminder, language } = await this.office.settings();
    const { calendar, clock, zone } = await this.publishing.calendar();
    const week = weekOf(now, zone);
    if (!isDue(now, { week, calendar, clock, zone, settings: reminder, last: lastReminder || null })) return false;
    const owed = await this.publishing.owed(now);
    if (owed.length === 0) return false;
    await this.store.changeSettings({ lastReminder: dateAt(now, zone) });
    this.office.changed(['settings']);
    const t = texts(language);
    const lines = owed.map(({ name, missing, lastSeen }) => {
      const seen =
        lastSeen === null ? t('reminder.never') : t('reminder.seen', { when: when(lastSeen, language, zone) });
      const what = missing === null ? t('reminder.unknown') : t('reminder.missing', { n: missing });
      return t('reminder.line', { name, what, seen });
    });
    await this.notify(t('reminder.title', { n: owed.length }), lines.join('\n'), t('reminder.open'));
    return true;
  }

  private async notify(title: string, message: string, open: string): Promise<void> {
    const notice = { type: 'basic' as const, iconUrl: browser.runtime.getURL('icon/128.png'), title, message };
    try {
      // Firefox knows no buttons and refuses the whole notice; there a click on it does the same.
      await browser.notifications.create(NOTICE, { ...notice, buttons: [{ title: open }] } as typeof notice);
    } catch {
      await browser.notifications.create(NOTICE, { ...notice, message: `${message}\n${open}` });
    }
  }

  /** «Открыть и пересчитать»: the pages that owe something, each in a tab, where they are read. */
  async recount(): Promise<void> {
    await browser.notifications.clear(NOTICE);
    const owed = await this.publishing.owed(Date.now());
    for (const [index, { link }] of owed.slice(0, MOST_TABS).entries()) {
      if (/^https:/u.test(link)) await browser.tabs.create({ url: link, active: index === 0 });
    }
  }
}

function when(at: number, language: string, zone: string): string {
  const format = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: zone,
  });
  return format.format(at);
}
