/**
 * What every page of the sites has to load of us, beside comparable scripts that others put into pages, as they are in the
 * npm registry now (asked through `npm pack`; without a network only ours is told).
 * Run: npm run build && npx tsx bench/size.ts
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { builtFor, goal } from './lib/measure';

/** Kept, open source, works in other people's pages: notes on any page; another look for any page. */
const PEERS = [
  { name: 'hypothesis', file: 'package/build/scripts/annotator.bundle.js', does: 'highlights and notes on any page' },
  { name: 'darkreader', file: 'package/darkreader.js', does: 'dark look for any page' },
];
const MOST = 45_000;

const gzipped = (file: string): number => gzipSync(readFileSync(file), { level: 9 }).length;

function packed(name: string, file: string): { version: string; size: number } | null {
  const folder = mkdtempSync(join(tmpdir(), 'smotritel-size-'));
  try {
    const options = {
      cwd: folder,
      encoding: 'utf8' as const,
      stdio: ['ignore' as const, 'pipe' as const, 'ignore' as const],
    };
    const [pack] = JSON.parse(execFileSync('npm', ['pack', name, '--json'], options)) as [
      { filename: string; version: string },
    ];
    execFileSync('tar', ['xzf', pack.filename], { cwd: folder });
    return { version: pack.version, size: gzipped(join(folder, file)) };
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const rows: { script: string; 'gzipped, bytes': number | string; does: string }[] = [];
let largest = 0;
for (const engine of ['chromium', 'firefox'] as const) {
  const file = `${builtFor(engine)}/content-scripts/site.js`;
  if (!existsSync(file)) continue;
  const size = gzipped(file);
  largest = Math.max(largest, size);
  rows.push({ script: `smotritel, ${engine}`, 'gzipped, bytes': size, does: 'reads, paints, panel, card, replies' });
}
for (const { name, file, does } of PEERS) {
  const found = packed(name, file);
  rows.push({ script: `${name} ${found?.version ?? ''}`, 'gzipped, bytes': found?.size ?? 'not obtained', does });
}
console.table(rows);
goal('content script', largest, largest > 0 && largest <= MOST, `bytes gzipped (goal ${MOST})`);
