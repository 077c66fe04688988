import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/lib/command.mjs';

interface Row {
  version: string;
  why: string;
  release: string;
  size: string;
  licence: string;
}

const read = (file: string): string => readFileSync(`${ROOT}${file}`, 'utf8');
const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
const [, shipped = '', tools = ''] = read('docs/dependencies.md').split(/^## /m);

function rowsOf(section: string): Map<string, Row> {
  const rows = section.matchAll(/^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|/gm);
  return new Map(
    [...rows].map(([, name = '', version = '', why = '', release = '', size = '', licence = '']) => [
      name,
      { version, why, release, size, licence },
    ]),
  );
}

describe.each([
  ['in the extension', dependencies ?? {}, rowsOf(shipped)],
  ['for building and testing', devDependencies ?? {}, rowsOf(tools)],
] as const)('the table of what is used %s', (_name, installed, rows) => {
  it('has every package at its exact version, and none that is gone', () => {
    const told = Object.fromEntries([...rows].map(([name, { version }]) => [name, version]));
    expect(told).toEqual(installed);
  });

  it.each(Object.keys(installed))(
    '%s: says why, when it was last released, how large it is and its licence',
    (name) => {
      const row = rows.get(name);
      const { license } = JSON.parse(read(`node_modules/${name}/package.json`)) as { license: string };
      expect(row?.licence).toBe(license);
      expect(row?.why.trim()).not.toBe('');
      expect(row?.release).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(row?.size).toMatch(/^[\d.]+ (?:kB|MB)$/);
    },
  );
});

it('names only files that are there among what is written by hand', () => {
  const own = read('docs/dependencies.md').split('## Written by hand')[1] ?? '';
  const files = [...own.matchAll(/`([\w./-]+\.tsx?)`/g)].map(([, file = '']) => file);
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) expect(read(file).length, file).toBeGreaterThan(0);
});
