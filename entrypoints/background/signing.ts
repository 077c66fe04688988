/** Signs what this browser wrote, soon after it was written: also in an office that exchanges with nobody. */
import browser from 'webextension-polyfill';
import { StorageError } from '../../storage/database';
import { signOwn } from '../../storage/seals';
import type { Store } from '../../storage/store';
import { DAILY } from './housekeeping';
import type { Office } from './office';

/** Who decides one thing decides more: one signature for all of it, ms. */
const SOON = 1_500;

export class Signing {
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly store: Store,
    private readonly office: Office,
  ) {}

  listen(): void {
    // Told of what is changed here and of what is changed in the dashboard.
    this.office.onChange(() => this.soon());
    // A background that was stopped before it came to it.
    browser.alarms.onAlarm.addListener(({ name }) => {
      if (name === DAILY) void this.sign();
    });
  }

  private soon(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.sign();
    }, SOON);
  }

  private async sign(): Promise<void> {
    try {
      await signOwn(this.store);
    } catch (error) {
      // A full disk says so where the next decision is made; what is not signed now is so the next time.
      if (!(error instanceof StorageError)) throw error;
    }
  }
}
