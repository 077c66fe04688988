/** Once a week a notice asks for a copy outside this PC, in the office's hours, while no remote has everything. */
import browser from 'webextension-polyfill';
import { backup as texts } from '../../locales/backup';
import { BACKUP_AGE, backupState, wantsBackup } from '../../office/backup';
import { readBackup, reminded, remindedAt } from '../../storage/backup';
import type { Store } from '../../storage/store';
import { lookOften } from './alarm';
import type { Office } from './office';
import type { Publishing } from './publishing';

const ALARM = 'smotritel-backup';
const NOTICE = 'smotritel-backup';
/** Looked again so often, min; a sleeping PC loses no notice. */
const PERIOD = 60;

export class BackupReminder {
  constructor(
    private readonly store: Store,
    private readonly office: Office,
    private readonly publishing: Publishing,
  ) {}

  listen(): void {
    lookOften(ALARM, { first: 2, every: PERIOD }, (now) => this.look(now));
    browser.notifications.onClicked.addListener((id) => {
      if (id === NOTICE) void this.open();
    });
  }

  /** Shows the notice when it is due. @returns whether it was shown */
  async look(now: number): Promise<boolean> {
    if (!wantsBackup(backupState(await readBackup(this.store), now))) return false;
    if (now - (await remindedAt(this.store, now)) < BACKUP_AGE) return false;
    if (!(await this.publishing.calendar()).clock.isOpen(now)) return false;
    await reminded(this.store, now);
    const b = texts((await this.office.settings()).language);
    const iconUrl = browser.runtime.getURL('icon/128.png');
    const words = { title: b('backup.notice'), message: b('backup.noticeText') };
    await browser.notifications.create(NOTICE, { type: 'basic', iconUrl, ...words });
    return true;
  }

  private async open(): Promise<void> {
    await browser.notifications.clear(NOTICE);
    await browser.tabs.create({ url: browser.runtime.getURL('dashboard.html#/data') });
  }
}
