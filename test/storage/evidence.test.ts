import { describe, expect, it } from 'vitest';
import { utf8 } from '../../office/bytes';
import { sha256 } from '../../office/revisions';
import { exportArchive } from '../../storage/archive';
import {
  eraseEvidence,
  getEvidence,
  getEvidenceJson,
  listEvidence,
  obeyErasures,
  packEvidence,
  putEvidence,
  unpackEvidence,
} from '../../storage/evidence';
import { importArchive } from '../../storage/import';
import type { Store } from '../../storage/store';
import { NOW, openStore } from './fixtures';

const PERSON = { name: 'Иванов Иван', text: 'Да пошли вы все' };
const file = async (store: Store): Promise<Blob> => (await exportArchive(store, NOW)).file;

/** Everything that the database holds, as text. */
const written = (store: Store): Promise<string> =>
  store.read(async (database) => {
    const stores = await Promise.all([...database.objectStoreNames].map((name) => database.getAll(name)));
    return JSON.stringify(stores);
  });

describe('evidence', () => {
  it('is read as it was put, bytes and JSON alike', async () => {
    const store = openStore();
    const picture = new Uint8Array([1, 2, 255]);
    const { id } = await putEvidence(store, 'case', picture, 'image/png');
    const said = await putEvidence(store, 'case', PERSON);
    expect(await getEvidence(store, id)).toMatchObject({ case: 'case', media: 'image/png', size: 3, content: picture });
    expect(await getEvidenceJson(store, said.id)).toEqual(PERSON);
    expect((await listEvidence(store, 'case')).map(({ present, erased }) => [present, erased])).toEqual([
      [true, null],
      [true, null],
    ]);
    expect(await listEvidence(store, 'other')).toEqual([]);
  });

  it('lies nowhere in the clear, and the same content never has the same hash', async () => {
    const store = openStore();
    const [a, b] = [await putEvidence(store, 'case', PERSON), await putEvidence(store, 'case', PERSON)];
    expect(a.hash).not.toBe(b.hash);
    expect(a.hash).not.toBe(await sha256(JSON.stringify(PERSON)));
    expect(await written(store)).not.toContain('Иванов');
  });

  it('of one case cannot be passed off as that of another', async () => {
    const store = openStore();
    const { id } = await putEvidence(store, 'case', PERSON);
    await store.write(['evidence'], async (transaction) => {
      const kept = (await transaction.objectStore('evidence').get(id))!;
      await transaction.objectStore('evidence').put({ ...kept, case: 'another' });
    });
    expect(await getEvidence(store, id)).toBeNull();
  });

  it('that nobody has is null, not a fault', async () => {
    expect(await getEvidence(openStore(), 'nothing')).toBeNull();
  });
});

describe('erasure', () => {
  it('destroys file and key, and leaves figures and a hash that still verifies', async () => {
    const store = openStore();
    const { id, hash } = await putEvidence(store, 'case', PERSON);
    const saved = (await packEvidence(store, id))!;
    expect(await eraseEvidence(store, [id, id, 'unknown'], 'срок хранения')).toBe(1);
    expect(await eraseEvidence(store, [id], 'ещё раз')).toBe(0);
    expect(await getEvidence(store, id)).toBeNull();
    const all = await written(store);
    expect(all).not.toContain(saved.key.key);
    expect(all).not.toContain(saved.file.sealed);
    expect(await listEvidence(store)).toMatchObject([
      { id, hash, size: utf8(JSON.stringify(PERSON)).length, present: false, erased: { reason: 'срок хранения' } },
    ]);
  });

  it('is obeyed by the other browser of the office, and no browser hands the file on or takes it back', async () => {
    const [a, b] = [openStore(), openStore()];
    const { id } = await putEvidence(a, 'case', PERSON);
    const old = await file(a);
    await importArchive(b, old);
    const parcel = (await packEvidence(b, id))!;
    expect(await getEvidenceJson(b, id)).toEqual(PERSON);
    await eraseEvidence(b, [id], 'по требованию');
    await importArchive(a, await file(b));
    expect(await getEvidence(a, id)).toBeNull();
    expect(await packEvidence(a, id)).toBeNull();
    expect(await unpackEvidence(a, parcel)).toBe(false);
    // A file saved before the erasure, read into a browser that knows of it and into one that reads both.
    await importArchive(a, old);
    const c = openStore();
    await importArchive(c, old);
    await importArchive(c, await file(a));
    for (const store of [a, b, c]) expect(await written(store)).not.toContain(parcel.key.key);
  });

  it('that was cut short by a killed browser is finished later', async () => {
    const store = openStore();
    const { id, hash } = await putEvidence(store, 'case', PERSON);
    await store.revise('erasure', id, { case: 'case', hash, reason: '' });
    expect(await obeyErasures(store)).toBe(1);
    expect(await obeyErasures(store)).toBe(0);
  });
});

it('a file handed over is taken once', async () => {
  const [a, b] = [openStore(), openStore()];
  const { id } = await putEvidence(a, 'case', PERSON);
  const parcel = (await packEvidence(a, id))!;
  expect([await unpackEvidence(b, parcel), await unpackEvidence(b, parcel)]).toEqual([true, false]);
  // Its record comes with the others; until then nothing vouches for the file.
  expect(await getEvidence(b, id)).toBeNull();
});
