/** Shows the district what the office agreed to show, once a day, and takes it back when it agrees no longer. */
import browser from 'webextension-polyfill';
import { serve } from '../../messages';
import { figuresText } from '../../publishing/district';
import { StorageError } from '../../storage/database';
import { keepSent, ownAuthor, readOwnFigures, readSent } from '../../storage/district';
import { readSetups } from '../../storage/remotes';
import type { Store } from '../../storage/store';
import { publishFigures } from '../../sync/figures';
import type { NatsPlace } from '../../sync/nats';
import { RemoteError } from '../../sync/remote';
import { reveal } from '../../sync/setup';
import { told } from './faults';

const ALARM = 'smotritel-figures';
const EVERY_MINUTES = 60;

export type Publish = (place: NatsPlace, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;

export class Figures {
  constructor(
    private readonly store: Store,
    private readonly publish: Publish = publishFigures,
  ) {}

  listen(): void {
    serve({
      publishFigures: told(async () => {
        await this.follow(Date.now());
        return null;
      }),
    });
    browser.alarms.onAlarm.addListener(({ name }) => {
      if (name === ALARM) void this.quietly();
    });
    browser.runtime.onStartup.addListener(() => void this.quietly());
    browser.runtime.onInstalled.addListener(() => void this.quietly());
  }

  /** The database cannot be opened now: the dashboard says so, and the next alarm tries again. */
  private async quietly(): Promise<void> {
    try {
      await this.follow(Date.now());
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
    }
  }

  /**
   * Sends what the office agreed to, if it is not what lies there already; what this browser sent before it is taken back.
   * @throws StorageError
   */
  async follow(now: number): Promise<void> {
    const [{ figuresBy }, author, sent] = await Promise.all([
      this.store.settings(),
      ownAuthor(this.store),
      readSent(this.store),
    ]);
    const isOurs = figuresBy !== '' && figuresBy === author;
    await this.keepAlarm(isOurs || sent.text !== '');
    // Another browser of the office shows them now: what lies there is his to change.
    if (!isOurs && figuresBy !== '') return keepSent(this.store, { text: '', at: sent.at, fault: null });
    const text = isOurs ? figuresText(await readOwnFigures(this.store, now)) : '';
    if (text === sent.text) return;
    const fault = await this.send(text);
    await keepSent(this.store, fault ? { ...sent, fault } : { text, at: now, fault: null });
    if (!fault && text === '') await this.keepAlarm(false);
  }

  private async send(text: string) {
    const setup = (await readSetups(this.store)).find(({ kind, paused }) => kind === 'nats' && !paused);
    if (setup?.kind !== 'nats') return 'no-server' as const;
    const { servers, user, secret } = setup;
    try {
      await this.publish({ servers, user, password: await reveal(secret) }, new TextEncoder().encode(text));
      return null;
    } catch (error) {
      if (error instanceof RemoteError) return error.fault;
      throw error;
    }
  }

  /** Nobody is woken every hour who shows nothing. */
  private async keepAlarm(isNeeded: boolean): Promise<void> {
    if (!isNeeded) await browser.alarms.clear(ALARM);
    else if (!(await browser.alarms.get(ALARM))) await browser.alarms.create(ALARM, { periodInMinutes: EVERY_MINUTES });
  }
}
