/** The writer as an extension of its own, built from the sources. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));

/** @returns a folder from which a browser can install it */
export async function buildWriter(): Promise<{ folder: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'smotritel-writer-'));
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'silent',
    build: {
      outDir: folder,
      minify: false,
      lib: { entry: join(here, 'content.ts'), formats: ['iife'], name: 'writer', fileName: () => 'content.js' },
    },
  });
  cpSync(join(here, 'manifest.json'), join(folder, 'manifest.json'));
  // The harness hears errors of an extension in its background, so there has to be one.
  writeFileSync(join(folder, 'background.js'), '');
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
