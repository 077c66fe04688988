/** What every page of the sites has to load of us. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { BUILDS } from './harness/session';

/** Bytes, gzipped. */
const MOST = 45_000;

test.each(Object.entries(BUILDS))('the content script for %s is small', (_engine, folder) => {
  const manifest = JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8'));
  const scripts: string[] = manifest.content_scripts.flatMap(({ js }: { js: string[] }) => js);
  expect(scripts).toEqual(['content-scripts/site.js']);
  const size = scripts.reduce((sum, file) => sum + gzipSync(readFileSync(`${folder}/${file}`), { level: 9 }).length, 0);
  expect(size).toBeLessThanOrEqual(MOST);
});
