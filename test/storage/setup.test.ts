/** What an administrator or the district gives beforehand. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import { DEFAULT_CLAUSES } from '../../detection/clauses';
import { readSetup, readSetupFile, Setup, type Setup as Values } from '../../office/setup';
import { readClauses, readPages, readProfile } from '../../storage/register';
import { applySetup } from '../../storage/setup';
import { openStore } from './fixtures';

const GIVEN: Values = {
  profile: { fullName: 'Администрация села', phones: ['3-22-11'], address: '634000, с. Село' },
  pages: [
    { link: 'vk.com/selo', name: 'Глава', norm: 3 },
    { link: 'https://www.ok.ru/group/123', owner: 'administration' },
    { link: 'example.com' },
  ],
  norm: 4,
  normSource: 'Решение № 5',
  retentionDays: 20,
  zone: 'Europe/Moscow',
  helper: { name: 'Анна', phone: '8-900' },
  clauses: [{ ...DEFAULT_CLAUSES[0]!, text: 'Наш пункт' }],
};

describe('a setup', () => {
  it('fills in what is missing, and says which links lead nowhere', async () => {
    const store = openStore();
    const applied = await applySetup(store, GIVEN);
    expect(applied).toEqual({ pages: ['Глава', '123'], badLinks: ['example.com'], changed: true });
    const pages = [...(await readPages(store)).values()].sort((a, b) => b.site.localeCompare(a.site));
    expect(pages).toMatchObject([
      { name: 'Глава', norm: 3, normSource: 'Решение № 5', owner: 'head' },
      { name: '123', norm: 4, owner: 'administration' },
    ]);
    expect(await readProfile(store)).toMatchObject({ fullName: 'Администрация села', helper: { name: 'Анна' } });
    expect((await readClauses(store))[0]?.text).toBe('Наш пункт');
    expect(await store.settings()).toMatchObject({ retentionDays: 20, zone: 'Europe/Moscow' });
  });

  it('taken again changes nothing', async () => {
    const store = openStore();
    await applySetup(store, GIVEN);
    const before = await store.all('revisions');
    expect((await applySetup(store, GIVEN)).changed).toBe(false);
    expect(await store.all('revisions')).toEqual(before);
  });

  it('leaves what the office wrote itself, and a page that was taken out', async () => {
    const store = openStore();
    await applySetup(store, GIVEN);
    await store.revise('profile', 'profile', { ...(await readProfile(store)), fullName: 'Иначе' });
    const [[entity, page]] = [...(await readPages(store))] as [[string, object]];
    await store.revise('page', entity, { ...page, removed: true });
    await store.changeSettings({ zone: 'Asia/Omsk', retentionDays: 10 });
    await applySetup(store, GIVEN);
    expect((await readProfile(store)).fullName).toBe('Иначе');
    expect((await readPages(store)).get(entity)?.removed).toBe(true);
    expect(await store.settings()).toMatchObject({ zone: 'Asia/Omsk', retentionDays: 10 });
  });

  it('given to two PCs of one office is written of the same things', async () => {
    const [here, there] = [openStore(), openStore()];
    await applySetup(here, GIVEN);
    await applySetup(there, GIVEN);
    expect([...(await readPages(here)).keys()].sort()).toEqual([...(await readPages(there)).keys()].sort());
  });

  it('with a field that cannot be read keeps the others, and names it', () => {
    expect(readSetup({ norm: 'two', zone: 'Asia/Tomsk', foreign: 1 })).toEqual({
      setup: { zone: 'Asia/Tomsk' },
      unread: ['norm'],
    });
    expect(readSetup(null)).toEqual({ setup: {}, unread: [] });
  });
});

it('a set-up file is read whole or not at all', () => {
  const file = { format: 'smotritel-setup', version: 1, offices: [{ name: 'Село', setup: GIVEN }] };
  expect(readSetupFile(JSON.stringify(file))?.offices[0]?.name).toBe('Село');
  expect(readSetupFile(JSON.stringify({ ...file, offices: [] }))).toBeNull();
  expect(readSetupFile('{')).toBeNull();
});

interface Described {
  type: string;
  properties?: Record<string, Described>;
  items?: Described;
}

/** The names that a schema knows, as far as objects and lists go. */
function namesOf(schema: z.ZodMiniType): unknown {
  const { def } = schema._zod as unknown as {
    def: { type: string; innerType?: z.ZodMiniType; shape?: Record<string, z.ZodMiniType>; element?: z.ZodMiniType };
  };
  if (def.type === 'optional' && def.innerType) return namesOf(def.innerType);
  if (def.shape) return Object.fromEntries(Object.entries(def.shape).map(([name, inner]) => [name, namesOf(inner)]));
  return def.element ? [namesOf(def.element)] : def.type === 'enum' ? 'string' : def.type;
}

function namesIn({ type, properties, items }: Described): unknown {
  if (properties) return Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, namesIn(one)]));
  return items ? [namesIn(items)] : type === 'integer' ? 'number' : type;
}

it('the schema that Chromium reads is that of the code', () => {
  const schema = JSON.parse(readFileSync(new URL('../../public/managed-schema.json', import.meta.url), 'utf8'));
  expect(namesIn(schema)).toEqual(namesOf(Setup));
});
