/** What an administrator puts on the PCs: policies that install the extension, and samples of its own settings. */
import type { Setup } from '../../office/setup';

export interface Product {
  chromiumId: string;
  geckoId: string;
  version: string;
  minimumChrome: string;
  minimumFirefox: string;
  /** Where the folder lies, with a slash at the end. */
  url: string;
}

/** Browsers of Chromium's kin: where each looks for policies. */
const CHROMIUM_KIN = [
  { name: 'chrome', registry: 'Google\\Chrome', linux: '/etc/opt/chrome/policies/managed' },
  { name: 'yandex', registry: 'YandexBrowser', linux: '/etc/opt/yandex/browser/policies/managed' },
  { name: 'edge', registry: 'Microsoft\\Edge', linux: '/etc/opt/edge/policies/managed' },
  { name: 'chromium', registry: 'Chromium', linux: '/etc/chromium/policies/managed' },
] as const;

/** Values that show every setting; an office of nobody. */
export const SAMPLE: Setup = {
  profile: {
    fullName: 'Администрация Новосельского сельского поселения',
    shortName: 'Администрация поселения',
    address: '634000, Томская область, с. Новое Село, ул. Мира, 1',
    phones: ['8 (38200) 2-11-22'],
    email: 'adm@novoe-selo.example',
    site: 'https://novoe-selo.example',
  },
  pages: [
    { link: 'https://vk.com/novoe_selo_primer', name: 'Глава поселения', owner: 'head' },
    { link: 'https://ok.ru/group/10000000000000', name: 'Глава поселения', owner: 'head' },
    { link: 'https://t.me/s/novoe_selo_primer', name: 'Глава поселения', owner: 'head' },
  ],
  norm: 2,
  normSource: 'Порядок от 20.02.2023 № 13, пункт 2.6',
  retentionDays: 30,
  zone: 'Asia/Tomsk',
  helper: { name: 'Отдел информатизации района', phone: '8 (38200) 2-00-00' },
};

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Address of the description of updates that Chromium's kin ask. */
export function updateXml({ chromiumId, version, minimumChrome, url }: Product): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">
  <app appid="${chromiumId}">
    <updatecheck codebase="${url}smotritel.crx" version="${version}" prodversionmin="${minimumChrome}" />
  </app>
</gupdate>
`;
}

/** The same for Firefox. @param sha256 of the .xpi, hex */
export function updatesJson({ geckoId, version, minimumFirefox, url }: Product, sha256: string): string {
  const update = {
    version,
    update_link: `${url}smotritel.xpi`,
    update_hash: `sha256:${sha256}`,
    applications: { gecko: { strict_min_version: minimumFirefox } },
  };
  return json({ addons: { [geckoId]: { updates: [update] } } });
}

/** Policies of Chromium's kin on Linux, with the extension's own settings. */
export function chromiumPolicy({ chromiumId, url }: Product, setup: Setup): string {
  return json({
    ExtensionInstallForcelist: [`${chromiumId};${url}update.xml`],
    ExtensionInstallSources: [`${url}*`],
    '3rdparty': { extensions: { [chromiumId]: setup } },
  });
}

/**
 * Firefox reads one file on every system. Where nobody at Mozilla signed the package the check of signatures is
 * switched off, which only ESR allows.
 */
export function firefoxPolicy({ geckoId, url }: Product, setup: Setup, signed: boolean): string {
  const unsigned = { Preferences: { 'xpinstall.signatures.required': { Value: false, Status: 'locked' } } };
  return json({
    policies: {
      ExtensionSettings: { [geckoId]: { installation_mode: 'force_installed', install_url: `${url}smotritel.xpi` } },
      '3rdparty': { Extensions: { [geckoId]: setup } },
      ...(signed ? {} : unsigned),
    },
  });
}

/** Windows' registry for one browser, as regedit reads it: UTF-16 with a byte order mark. */
function registryFile(sections: readonly (readonly [path: string, values: Record<string, string> | null])[]): Buffer {
  const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  const lines = ['Windows Registry Editor Version 5.00', ''];
  for (const [path, values] of sections) {
    lines.push(`[${values ? '' : '-'}HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\${path}]`);
    for (const [name, value] of Object.entries(values ?? {})) lines.push(`"${escaped(name)}"="${escaped(value)}"`);
    lines.push('');
  }
  return Buffer.from(`\uFEFF${lines.join('\r\n')}`, 'utf16le');
}

const SLOT = '7301';

function install(registry: string, { chromiumId, url }: Product, setup: Setup): Buffer {
  // Lists and groups of values are read from JSON where the registry has but text.
  const own = Object.entries(setup).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return registryFile([
    [`${registry}\\ExtensionInstallForcelist`, { [SLOT]: `${chromiumId};${url}update.xml` }],
    [`${registry}\\ExtensionInstallSources`, { [SLOT]: `${url}*` }],
    [`${registry}\\3rdparty\\extensions\\${chromiumId}\\policy`, Object.fromEntries(own)],
  ]);
}

/** Takes the forced installation away; what the extension has stored goes when the browser removes it. */
function uninstall(registry: string, { chromiumId }: Product): Buffer {
  const forced = `[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\${registry}\\ExtensionInstallForcelist]\r\n"${SLOT}"=-\r\n`;
  const sources = `[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\${registry}\\ExtensionInstallSources]\r\n"${SLOT}"=-\r\n`;
  const own = `[-HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\${registry}\\3rdparty\\extensions\\${chromiumId}]\r\n`;
  return Buffer.from(`\uFEFFWindows Registry Editor Version 5.00\r\n\r\n${forced}\r\n${sources}\r\n${own}`, 'utf16le');
}

/** All policy files by their path in `install/`. Windows and Linux may have the folder at different addresses. */
export function policyFiles(
  product: Product,
  { windowsUrl, signed }: { windowsUrl: string; signed: boolean },
): Map<string, string | Buffer> {
  const onWindows = { ...product, url: windowsUrl };
  const files = new Map<string, string | Buffer>();
  for (const { name, registry } of CHROMIUM_KIN) {
    files.set(`windows/${name}-install.reg`, install(registry, onWindows, SAMPLE));
    files.set(`windows/${name}-remove.reg`, uninstall(registry, onWindows));
    files.set(`linux/${name}.json`, chromiumPolicy(product, SAMPLE));
  }
  files.set('windows/firefox/policies.json', firefoxPolicy(onWindows, SAMPLE, signed));
  files.set('linux/firefox/policies.json', firefoxPolicy(product, SAMPLE, signed));
  files.set('samples/managed-chromium.json', json({ '3rdparty': { extensions: { [product.chromiumId]: SAMPLE } } }));
  files.set(
    'samples/managed-firefox.json',
    json({ policies: { '3rdparty': { Extensions: { [product.geckoId]: SAMPLE } } } }),
  );
  const district = {
    format: 'smotritel-setup',
    version: 1,
    offices: [{ name: SAMPLE.profile?.fullName, setup: SAMPLE }],
  };
  files.set('samples/setup-file.json', json(district));
  return files;
}

/** Where a policy file of Linux belongs, for the page. */
export const LINUX_PLACES: readonly (readonly [file: string, place: string])[] = [
  ...CHROMIUM_KIN.map(({ name, linux }) => [`linux/${name}.json`, `${linux}/smotritel.json`] as const),
  ['linux/firefox/policies.json', '/etc/firefox/policies/policies.json'],
];
