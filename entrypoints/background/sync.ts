/** Exchanges with the office's remotes: by an alarm, soon after something was changed here, and when a person asks. */
import browser from 'webextension-polyfill';
import { serve } from '../../messages';
import { StorageError } from '../../storage/database';
import { ExchangeError, exchangeWith } from '../../storage/exchange';
import { collectLetters, expectsLetters } from '../../storage/letterbox';
import { readSetups } from '../../storage/remotes';
import type { Store } from '../../storage/store';
import { Watch } from '../../storage/watch';
import { repeated } from '../../sync/repeated';
import { told } from './faults';
import type { Office } from './office';
import { tellTabs } from './tabs';

const ALARM = 'smotritel-exchange';
const POLL_MINUTES = 1;
/** A person who changes something changes more: one exchange for all of it. */
const SOON = 2_000;

export class Exchanges {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private isExchanging = false;
  private readonly watch: Watch;

  constructor(
    private readonly store: Store,
    private readonly office: Office,
  ) {
    this.watch = new Watch(
      store,
      repeated(() => this.quietly()),
    );
  }

  listen(): void {
    serve({ exchange: told(({ remote }) => this.now(remote)) });
    browser.runtime.onInstalled.addListener(() => void this.keepAlarm());
    browser.runtime.onStartup.addListener(() => void this.keepAlarm());
    browser.alarms.onAlarm.addListener(({ name }) => {
      if (name === ALARM) void this.quietly();
    });
    void this.hold();
    this.store.onChange(({ stores }) => {
      // `meta`: an invitation was made or taken up, so that letters are expected.
      if (stores.includes('remotes') || stores.includes('meta')) void this.keepAlarm();
      if (stores.includes('remotes')) void this.hold();
    });
    // Told of every change, wherever it was made; what came by an exchange needs no other.
    this.office.onChange(() => {
      if (!this.isExchanging) this.soon();
    });
  }

  /** The alarm is there while there is anybody to exchange with. */
  private async keepAlarm(): Promise<void> {
    try {
      const isNeeded =
        (await readSetups(this.store)).some(({ paused }) => !paused) || (await expectsLetters(this.store, Date.now()));
      if (!isNeeded) await browser.alarms.clear(ALARM);
      else if (!(await browser.alarms.get(ALARM)))
        await browser.alarms.create(ALARM, { periodInMinutes: POLL_MINUTES });
    } catch (error) {
      // The database cannot be opened now; the dashboard says so, and the next change tries again.
      if (!(error instanceof StorageError)) throw error;
    }
  }

  /**
   * In Chromium a background that holds a socket is kept as long as the server speaks every half a minute, which is the
   * server's choice (`ping_interval`). Firefox stops its own in any case: there the open dashboard holds the socket.
   */
  private async hold(): Promise<void> {
    if (import.meta.env.FIREFOX) return;
    try {
      await this.watch.follow();
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
    }
  }

  private soon(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.quietly();
    }, SOON);
  }

  /** Unasked: what went wrong is kept with the remote, and shown there. */
  private async quietly(): Promise<void> {
    void this.hold();
    try {
      await this.now(null);
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
    }
  }

  /** @param id of one remote, also a paused one; null: all that are not paused. @throws StorageError */
  private async now(id: string | null): Promise<null> {
    // One at a time in the whole browser: two would write the same twice.
    await navigator.locks.request('smotritel-exchange', async () => {
      this.isExchanging = true;
      try {
        if (id === null && (await collectLetters(this.store, Date.now()))) this.office.changed(['revisions']);
        for (const setup of await readSetups(this.store)) {
          if (id === null ? !setup.paused : setup.id === id) await this.exchange(setup);
        }
      } finally {
        this.isExchanging = false;
      }
    });
    return null;
  }

  private async exchange(setup: Parameters<typeof exchangeWith>[1]): Promise<void> {
    try {
      const { received } = await exchangeWith(this.store, setup, Date.now());
      if (received === 0) return;
      this.office.changed(['revisions']);
      // What this process writes itself is announced to the others only: the open tabs would go on showing the old.
      void tellTabs();
    } catch (error) {
      // No office yet, or no key of it: the dashboard says what to do first.
      if (!(error instanceof ExchangeError)) throw error;
    }
  }
}
