/** `npm run pack` on files. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runPack } from '../../scripts/pack';

const folder = mkdtempSync(join(tmpdir(), 'smotritel-pack-'));
const at = (name: string): string => join(folder, name);
const TODAY = '2026-11-24';
afterAll(() => rmSync(folder, { recursive: true }));

it('makes a key, signs the example and checks it; what was changed or is out of date is refused', async () => {
  expect((await runPack(['key', at('key.json')], TODAY)).said).toMatch(/^Tell the offices: [\w-]{43}\.[\w-]{43}$/);
  expect(statSync(at('key.json')).mode & 0o077).toBe(0);
  await expect(runPack(['key', at('key.json')], TODAY)).rejects.toThrow('EEXIST');
  const signed = await runPack(['sign', 'packs/example/content.json', at('key.json'), at('pack.json')], TODAY);
  expect(signed).toMatchObject({ ok: true, said: expect.stringContaining('2 replies, 1 clauses, 1 rules') });
  expect((await runPack(['check', at('pack.json')], TODAY)).said).toMatch(/^good/);
  expect((await runPack(['check', at('pack.json')], '2028-01-01')).said).toMatch(/^refused: expired/);
  writeFileSync(at('changed.json'), readFileSync(at('pack.json'), 'utf8').replace('паводк', 'пожар'));
  expect(await runPack(['check', at('changed.json')], TODAY)).toMatchObject({ ok: false, said: 'refused: signature' });
});

it('takes the example in the repository, and the extension’s own pack as content to begin from', async () => {
  expect((await runPack(['check', 'packs/example/pack.json'], TODAY)).ok).toBe(true);
  expect(await runPack(['builtin', at('builtin.json')], TODAY)).toMatchObject({ ok: true });
  const own = JSON.parse(readFileSync(at('builtin.json'), 'utf8'));
  expect(own).toMatchObject({ id: 'smotritel', number: 1 });
  expect(own.layouts.some((layout: object) => 'menu' in layout)).toBe(false);
});

it('says how it is used to whoever types something else', async () => {
  expect(await runPack(['sign'], TODAY)).toMatchObject({ ok: false, said: expect.stringContaining('Usage') });
});
