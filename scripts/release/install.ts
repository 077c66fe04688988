/** Fills the folder `install/`; see `scripts/release.mjs`. */
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../lib/command.mjs';
import { installPage } from './page';
import { type Product, policyFiles, updatesJson, updateXml } from './policies';
import { chromiumId, packCrx, packXpi, selfHosted, signXpi, Unsigned } from './signing';

const TARGET = join(ROOT, 'install');
const BUILT = { chromium: join(ROOT, '.output/chrome-mv3'), firefox: join(ROOT, '.output/firefox-mv3') };

interface Manifests {
  chromium: { version: string; key: string; minimum_chrome_version: string };
  firefox: { browser_specific_settings: { gecko: { id: string; strict_min_version: string } } };
}

const manifest = (folder: string) => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

function write(name: string, content: string | Buffer): void {
  const path = join(TARGET, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** @returns why it could not be made, or null */
async function attempt(work: () => Promise<void>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof Unsigned) return error.message;
    throw error;
  }
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

const { values } = parseArgs({ options: { url: { type: 'string' } } });
const given = values.url ? (values.url.endsWith('/') ? values.url : `${values.url}/`) : null;
const read: Manifests = { chromium: manifest(BUILT.chromium), firefox: manifest(BUILT.firefox) };
const { id, strict_min_version } = read.firefox.browser_specific_settings.gecko;
const product: Product = {
  chromiumId: chromiumId(read.chromium.key),
  geckoId: id,
  version: read.chromium.version,
  minimumChrome: read.chromium.minimum_chrome_version,
  minimumFirefox: strict_min_version,
  url: given ?? 'file:///opt/smotritel/',
};
const windowsUrl = given ?? 'file:///C:/Smotritel/';

rmSync(TARGET, { recursive: true, force: true });
mkdirSync(join(TARGET, 'stores'), { recursive: true });
const zips = readdirSync(join(ROOT, '.output')).filter(
  (name) => name.endsWith('.zip') && name.includes(product.version),
);
for (const name of zips) copyFileSync(join(ROOT, '.output', name), join(TARGET, 'stores', name));
const xpi = join(TARGET, 'smotritel.xpi');
const scratch = mkdtempSync(join(tmpdir(), 'smotritel-release-'));
// Browsers ask for updates over the net alone.
const updates = (name: string): string | null => (given?.startsWith('https:') ? `${given}${name}` : null);
const forFirefox = selfHosted(BUILT.firefox, join(scratch, 'firefox'), updates('updates.json'));
const forChromium = selfHosted(BUILT.chromium, join(scratch, 'chromium'), updates('update.xml'));
const unsignedXpi = await attempt(() => signXpi(forFirefox, scratch, xpi));
if (unsignedXpi) await packXpi(forFirefox, xpi);
write('updates.json', updatesJson(product, sha256(xpi)));
const crx = join(TARGET, 'smotritel.crx');
const unsignedCrx = await attempt(() => packCrx(forChromium, process.env.SMOTRITEL_CRX_KEY, crx));
rmSync(scratch, { recursive: true });
if (!unsignedCrx) write('update.xml', updateXml(product));

const signed = { crx: unsignedCrx === null, xpi: unsignedXpi === null };
for (const [name, content] of policyFiles(product, { windowsUrl, signed: signed.xpi })) write(name, content);
write('Установка.html', installPage(product, { windowsUrl, signed }));
const sums = filesUnder(TARGET).map((file) => `${sha256(file)}  ${relative(TARGET, file).replaceAll('\\', '/')}`);
write('SHA256SUMS', `${sums.sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1)).join('\n')}\n`);

console.log(`install/: ${sums.length} files, version ${product.version}, addresses under ${product.url}`);
for (const missing of [unsignedCrx, unsignedXpi]) if (missing) console.log(`not made: ${missing}`);
