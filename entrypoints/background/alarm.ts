/** What is looked at again and again, whether anybody asks or not. */
import browser from 'webextension-polyfill';

export interface Rhythm {
  /** Minutes after the browser's start, and between two looks; a sleeping PC misses none. */
  first: number;
  every: number;
}

/** Sets an alarm at every start, and looks whenever it rings. */
export function lookOften(name: string, { first, every }: Rhythm, look: (now: number) => Promise<unknown>): void {
  const begin = (): void => {
    void browser.alarms.create(name, { delayInMinutes: first, periodInMinutes: every });
  };
  browser.runtime.onInstalled.addListener(begin);
  browser.runtime.onStartup.addListener(begin);
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === name) void look(Date.now());
  });
}
