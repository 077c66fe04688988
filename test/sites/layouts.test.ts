/** The layouts as data: whole, apart from each other, and the only place that knows the sites' markup. */
import { readdirSync, readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { SITE_HOSTS } from '../../sites/hosts';
import { Layout, type Mark, type Source } from '../../sites/layout';
import { LAYOUTS } from '../../sites/layouts';

const { document } = new JSDOM('').window;

/** Every string under a key that holds selectors. */
function selectorsOf(value: unknown, isSelector = false): string[] {
  if (typeof value === 'string') return isSelector ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((one) => selectorsOf(one, isSelector));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => {
    const holds = [
      'at',
      'in',
      'up',
      'item',
      'not',
      'recognise',
      'root',
      'layer',
      'skip',
      'boundaries',
      'field',
      'opener',
      'list',
    ];
    return key === 'formats'
      ? Object.values(one as Record<string, unknown>).flatMap((signs) => selectorsOf(signs, true))
      : selectorsOf(one, holds.includes(key));
  });
}

function deep<T>(value: unknown, is: (one: object) => T | null): T[] {
  if (typeof value !== 'object' || value === null) return [];
  const here = is(value);
  return [...(here === null ? [] : [here]), ...Object.values(value).flatMap((one) => deep(one, is))];
}

describe.each(LAYOUTS.map((layout) => [layout.id, layout] as const))('%s', (_id, layout) => {
  test('is what the schema says and nothing else', () => {
    expect(Layout.parse(layout)).toEqual(layout);
    expect(JSON.parse(JSON.stringify(layout))).toEqual(layout);
  });

  test('reads hosts of its site', () => {
    expect(layout.hosts.filter((host) => !SITE_HOSTS[layout.site].includes(host))).toEqual([]);
    expect(layout.hosts).not.toEqual([]);
  });

  test('says when it was last seen alive', () => {
    expect(layout.seen).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
  });

  test('every selector can be understood', () => {
    const selectors = selectorsOf(layout);
    expect(selectors.length).toBeGreaterThan(5);
    for (const selector of selectors) expect(() => document.querySelector(selector), selector).not.toThrow();
  });

  test('words of marks are in lower case', () => {
    const words = deep(layout, (one) => (one as Partial<Mark>).words ?? null).flat();
    expect(words.filter((word) => word !== word.toLowerCase())).toEqual([]);
  });

  test('every source says where to look', () => {
    const sources = deep(layout, (one) => ('take' in one || 'attr' in one ? (one as Source) : null));
    expect(sources.filter(({ in: within, up, attr }) => !within && !up && !attr)).toEqual([]);
  });
});

test('ids are different', () => {
  expect(new Set(LAYOUTS.map(({ id }) => id)).size).toBe(LAYOUTS.length);
});

test('nothing but layouts knows the markup of a site', () => {
  const folder = new URL('../../sites/', import.meta.url);
  const core = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  const markup = /data-testid|['"](?:[.#][a-z]|\[[a-z-]+[\]^*$~]?=)/i;
  const guilty = core.filter((name) => markup.test(readFileSync(new URL(name, folder), 'utf8')));
  expect(core.length).toBeGreaterThan(8);
  expect(guilty).toEqual([]);
});
