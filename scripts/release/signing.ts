/** The packages that browsers take outside of the stores: .crx for Chromium's kin, .xpi for Firefox. */
import { createHash, createPublicKey } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import pack from 'crx3';
import { runTool } from '../lib/command.mjs';

/** Why a package could not be made, in words for the person who runs the release. */
export class Unsigned extends Error {}

/** The id that Chromium gives to a public key (base64 of its DER): its hash in letters from a to p. */
export function chromiumId(publicKey: string): string {
  const hash = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 32);
  return [...hash].map((digit) => 'abcdefghijklmnop'[Number.parseInt(digit, 16)]).join('');
}

/** Base64 of the public half (DER) of a private key in a PEM file. */
export function publicHalf(keyFile: string): string {
  return createPublicKey(readFileSync(keyFile)).export({ type: 'spki', format: 'der' }).toString('base64');
}

/**
 * Signs the built extension.
 * @param built folder with the manifest
 * @param keyFile PEM of the private key; undefined: not given
 * @throws Unsigned without the key, or with one that would give the extension another id and so another, empty database
 */
export async function packCrx(built: string, keyFile: string | undefined, target: string): Promise<void> {
  if (!keyFile)
    throw new Unsigned(
      'smotritel.crx: SMOTRITEL_CRX_KEY names no key (PEM). Without it only the stores and developer mode remain for Chromium.',
    );
  if (!existsSync(keyFile)) throw new Unsigned(`smotritel.crx: there is no ${keyFile}.`);
  const { key } = JSON.parse(readFileSync(join(built, 'manifest.json'), 'utf8')) as { key: string };
  if (publicHalf(keyFile) !== key) {
    throw new Unsigned(
      `smotritel.crx: ${keyFile} is not the key of this extension (wxt.config.ts): its id would change, and every office would lose sight of its data.`,
    );
  }
  const files = readdirSync(built).map((name) => join(built, name));
  // The library makes a key where there is none; that is why its absence was ruled out above.
  await pack(files, { keyPath: keyFile, crxPath: target });
}

/**
 * A copy of a build that asks our own folder for updates: a package of a store must not, and one without never updates.
 * @param updates address of update.xml or updates.json; null where the folder has no address that browsers ask
 */
export function selfHosted(built: string, copy: string, updates: string | null): string {
  cpSync(built, copy, { recursive: true });
  const file = join(copy, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  if (updates && manifest.browser_specific_settings) manifest.browser_specific_settings.gecko.update_url = updates;
  else if (updates) manifest.update_url = updates;
  writeFileSync(file, JSON.stringify(manifest));
  return copy;
}

/** The package as it is, without a signature. */
export async function packXpi(built: string, target: string): Promise<void> {
  const [folder, name] = [dirname(target), basename(target)];
  const args = ['build', '--source-dir', built, '--artifacts-dir', folder, '--filename', name, '--overwrite-dest'];
  const { code, output } = await runTool('web-ext/bin/web-ext.js', args, { quiet: true });
  if (code !== 0) throw new Error(`web-ext build:\n${output}`);
}

/** Mozilla's signature for self-distribution. @throws Unsigned without credentials, or when Mozilla refuses */
export async function signXpi(built: string, folder: string, target: string): Promise<void> {
  if (!process.env.WEB_EXT_API_KEY || !process.env.WEB_EXT_API_SECRET) {
    throw new Unsigned(
      'smotritel.xpi: WEB_EXT_API_KEY and WEB_EXT_API_SECRET are not set, so Mozilla has not signed it. Release Firefox will not keep it; Firefox ESR does where signatures are switched off by policy.',
    );
  }
  const args = ['sign', '--channel=unlisted', '--source-dir', built, '--artifacts-dir', folder];
  const { code, output } = await runTool('web-ext/bin/web-ext.js', args, { quiet: true });
  if (code !== 0)
    throw new Unsigned(`smotritel.xpi: Mozilla did not sign it:\n${output.trim().split('\n').slice(-3).join('\n')}`);
  const signed = readdirSync(folder).find((name) => name.endsWith('.xpi'));
  if (!signed) throw new Unsigned('smotritel.xpi: web-ext left no file.');
  copyFileSync(join(folder, signed), target);
}
