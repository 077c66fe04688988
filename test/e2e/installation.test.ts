/** The built extension in real browsers, on the sites' own hostnames. */
import { expect, test } from 'vitest';
import en from '../../public/_locales/en/messages.json';
import ru from '../../public/_locales/ru/messages.json';
import { SITE_HOSTS } from '../../sites/hosts';
import { inBrowsers } from './harness';

inBrowsers('the installed extension', (session) => {
  test('has the access it asks for, and is named in the language of the browser', async () => {
    const { origins, name, language } = await session().inExtension(async (api) => ({
      origins: (await api.permissions.getAll()).origins ?? [],
      name: api.runtime.getManifest().name,
      language: api.i18n.getUILanguage(),
    }));
    const hosts = Object.values(SITE_HOSTS).flat();
    expect(origins.sort()).toEqual(hosts.map((host) => `https://${host}/*`).sort());
    // A browser from Debian may lack the Russian texts of its own, and then speaks English whatever it is told.
    expect(name).toBe((language.startsWith('ru') ? ru : en).extensionName.message);
  });

  test.each(Object.values(SITE_HOSTS).flat())('stands by quietly on %s', async (host) => {
    const site = await session().openHtml(`https://${host}/nothing-known`, '<!doctype html><title>.</title><p>Привет');
    expect(await site.page.evaluate(() => document.body.innerText)).toBe('Привет');
    expect(await site.tab()).toBeGreaterThan(0);
    expect(await site.mutations()).toEqual([]);
    expect(site.faults).toEqual([]);
  });

  test('its background comes back after it was killed', async () => {
    await session().killBackground();
    const running = await session().inExtension(async (api) => api.runtime.getPlatformInfo());
    expect(running.os).not.toBe('');
  });
});
