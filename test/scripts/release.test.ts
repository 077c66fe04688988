/** The folder `install/`: what an administrator puts on the PCs. */
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readSetup } from '../../office/setup';
import { installPage } from '../../scripts/release/page';
import {
  chromiumPolicy,
  firefoxPolicy,
  policyFiles,
  SAMPLE,
  updatesJson,
  updateXml,
} from '../../scripts/release/policies';
import { chromiumId, packCrx, publicHalf, selfHosted, Unsigned } from '../../scripts/release/signing';

const folder = mkdtempSync(join(tmpdir(), 'smotritel-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PRODUCT = {
  chromiumId: 'abcdefghijklmnopabcdefghijklmnop',
  geckoId: 'smotritel@smotritel.example',
  version: '1.2.3',
  minimumChrome: '120',
  minimumFirefox: '153.0',
  url: 'https://adm.example/smotritel/',
};
const STATE = { windowsUrl: PRODUCT.url, signed: { crx: true, xpi: false } };

function keyFile(name: string): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const path = join(folder, `${name}.pem`);
  writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  return path;
}

function built(key: string): string {
  const path = mkdtempSync(join(folder, 'built-'));
  writeFileSync(join(path, 'manifest.json'), JSON.stringify({ manifest_version: 3, version: '1.2.3', key }));
  return path;
}

describe('the signed package', () => {
  const target = join(folder, 'smotritel.crx');

  it.each([
    ['without a key', undefined],
    ['with a key that is not there', join(folder, 'none.pem')],
    ['with the key of another extension', keyFile('other')],
  ])('is not made %s, and none is invented', async (_name, key) => {
    await expect(packCrx(built(publicHalf(keyFile('own'))), key, target)).rejects.toThrow(Unsigned);
    expect(existsSync(target)).toBe(false);
    expect(existsSync(join(folder, 'none.pem'))).toBe(false);
  });

  it('is a CRX of the third version with the own key', async () => {
    const own = keyFile('mine');
    await packCrx(built(publicHalf(own)), own, target);
    expect(readFileSync(target).subarray(0, 8).toString('latin1')).toBe('Cr24\u0003\0\0\0');
  });

  it('asks our folder for updates only where it has an address on the net', () => {
    const manifest = (updates: string | null) => {
      const copy = selfHosted(built(''), mkdtempSync(join(folder, 'copy-')), updates);
      return JSON.parse(readFileSync(join(copy, 'manifest.json'), 'utf8'));
    };
    expect(manifest(null)).not.toHaveProperty('update_url');
    expect(manifest(`${PRODUCT.url}update.xml`)).toHaveProperty('update_url', `${PRODUCT.url}update.xml`);
  });
});

it('the id is the hash of the key in letters from a to p', () => {
  // Hash of an empty key: e3b0c442…, in letters from a to p.
  expect(chromiumId('')).toBe('odlameecjipmbmbejkplpemijjgpljce');
});

describe('policies', () => {
  it('of Chromium name the id with its address of updates, and settings that the extension reads', () => {
    const policy = JSON.parse(chromiumPolicy(PRODUCT, SAMPLE));
    expect(policy.ExtensionInstallForcelist).toEqual([`${PRODUCT.chromiumId};${PRODUCT.url}update.xml`]);
    const given = readSetup(policy['3rdparty'].extensions[PRODUCT.chromiumId]);
    expect(given).toEqual({ setup: SAMPLE, unread: [] });
  });

  it('of Firefox switch the check of signatures off only for an unsigned package', () => {
    const policy = (signed: boolean) => JSON.parse(firefoxPolicy(PRODUCT, SAMPLE, signed)).policies;
    expect(policy(false).Preferences).toHaveProperty(['xpinstall.signatures.required', 'Value'], false);
    expect(policy(true)).not.toHaveProperty('Preferences');
    expect(readSetup(policy(true)['3rdparty'].Extensions[PRODUCT.geckoId])).toEqual({ setup: SAMPLE, unread: [] });
  });

  it('of Windows are registry files whose values read back', () => {
    const files = policyFiles(PRODUCT, { windowsUrl: PRODUCT.url, signed: false });
    const text = (files.get('windows/yandex-install.reg') as Buffer).toString('utf16le');
    expect(text.startsWith('\uFEFFWindows Registry Editor Version 5.00\r\n')).toBe(true);
    expect(text).toContain('[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\YandexBrowser\\ExtensionInstallForcelist]');
    const [, pages = ''] = /^"pages"="(.*)"\r$/m.exec(text) ?? [];
    expect(JSON.parse(pages.replaceAll('\\"', '"').replaceAll('\\\\', '\\'))).toEqual(SAMPLE.pages);
    const removal = (files.get('windows/yandex-remove.reg') as Buffer).toString('utf16le');
    expect(removal).toContain('YandexBrowser\\ExtensionInstallForcelist]\r\n"7301"=-');
  });
});

it('updates are told to both kinds of browser', () => {
  expect(updateXml(PRODUCT)).toContain(`codebase="${PRODUCT.url}smotritel.crx" version="1.2.3"`);
  const { addons } = JSON.parse(updatesJson(PRODUCT, 'ab'));
  expect(addons[PRODUCT.geckoId].updates[0]).toMatchObject({ version: '1.2.3', update_hash: 'sha256:ab' });
});

it('the page says of every route whether it was tried, and what is missing', () => {
  const page = installPage(PRODUCT, STATE);
  const routes = page.match(/class="tried/g) ?? [];
  expect(routes.length).toBeGreaterThan(4);
  expect(page.match(/Проверено|Не проверено/g)).toHaveLength(routes.length);
  expect(page).toContain('не подписан Mozilla');
  expect(page).not.toContain('нет smotritel.crx');
});
