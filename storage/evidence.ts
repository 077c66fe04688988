/**
 * Evidence files of cases: put, read, listed, erased. The file and its key lie in stores of their own, the record that
 * tells of them among the office's records; all are written together or not at all.
 */
import { fromUtf8, utf8 } from '../office/bytes';
import {
  ERASURE,
  ErasureNote,
  EVIDENCE,
  EvidenceNote,
  openEvidence,
  type Parcel,
  sealEvidence,
} from '../office/evidence';
import type { Revision } from '../office/record';
import type { Store } from './store';

/** One file of a case. `present`: its content is in this browser; `erased`: destroyed by somebody's decision. */
export interface EvidenceEntry extends EvidenceNote {
  id: string;
  /** When it was put, ms by its author's clock. */
  at: number;
  present: boolean;
  erased: { at: number; reason: string } | null;
}

export interface EvidenceContent extends EvidenceNote {
  id: string;
  content: Uint8Array;
}

/**
 * Keeps a content as evidence of a case.
 * @param content bytes, or anything that JSON can hold
 * @param media left out: bytes are `application/octet-stream`, anything else is `application/json`
 * @returns id of the file, and the salted hash that its record holds
 * @throws StorageError
 */
export async function putEvidence(
  store: Store,
  caseId: string,
  content: unknown,
  media?: string,
): Promise<{ id: string; hash: string }> {
  const isBytes = content instanceof Uint8Array;
  const bytes = isBytes ? content : utf8(JSON.stringify(content));
  const id = crypto.randomUUID();
  const { file, key, hash } = await sealEvidence(id, caseId, bytes);
  const named = media ?? (isBytes ? 'application/octet-stream' : 'application/json');
  const body: EvidenceNote = { case: caseId, hash, size: bytes.length, media: named };
  await store.reviseAll([{ kind: EVIDENCE, entity: id, body }], {
    stores: ['evidence', 'evidenceKeys'],
    work: async (transaction) => {
      await transaction.objectStore('evidence').put(file);
      await transaction.objectStore('evidenceKeys').put(key);
    },
  });
  return { id, hash };
}

/**
 * The content of a file; null when it was erased, is not in this browser, or is not what its record speaks of.
 * @throws StorageError
 */
export async function getEvidence(store: Store, id: string): Promise<EvidenceContent | null> {
  const parcel = await packEvidence(store, id);
  const note = noteOf(await store.history(id));
  if (!parcel || !note) return null;
  try {
    const { content, hash } = await openEvidence(parcel.file, parcel.key);
    return hash === note.hash ? { id, content, ...note } : null;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** As `getEvidence`, for what was put as JSON. */
export async function getEvidenceJson(store: Store, id: string): Promise<unknown> {
  const found = await getEvidence(store, id);
  return found && (JSON.parse(fromUtf8(found.content as BufferSource & Uint8Array)) as unknown);
}

/**
 * Destroys files and their keys and leaves a record of it for every browser of the office. What is erased already, or
 * unknown, is passed over.
 * @param reason why, in the office's words; never a person's data
 * @returns how many were erased
 */
export async function eraseEvidence(store: Store, ids: readonly string[], reason: string): Promise<number> {
  const drafts = [];
  for (const id of new Set(ids)) {
    const history = await store.history(id);
    const note = noteOf(history);
    if (!note || history.some(({ kind }) => kind === ERASURE)) continue;
    const body: ErasureNote = { case: note.case, hash: note.hash, reason };
    drafts.push({ kind: ERASURE, entity: id, body });
  }
  if (drafts.length > 0) await store.reviseAll(drafts);
  await obeyErasures(store);
  return drafts.length;
}

/** Everything of one case, oldest first; of all cases when none is named. */
export async function listEvidence(store: Store, caseId?: string): Promise<EvidenceEntry[]> {
  const [notes, erasures, keys] = await Promise.all([
    store.revisions(EVIDENCE),
    readErasures(store),
    store.read((database) => database.getAllKeys('evidenceKeys')),
  ]);
  const here = new Set(keys);
  const entries = notes.flatMap(({ entity, at, body }) => {
    const note = EvidenceNote.safeParse(body);
    if (!note.success || (caseId !== undefined && note.data.case !== caseId)) return [];
    const erased = erasures.get(entity) ?? null;
    return [{ id: entity, at, ...note.data, present: here.has(entity) && !erased, erased }];
  });
  return entries.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** Ids of all files that were erased, with when and why. */
export async function readErasures(store: Store): Promise<Map<string, { at: number; reason: string; case: string }>> {
  const erasures = new Map<string, { at: number; reason: string; case: string }>();
  for (const { entity, at, body } of await store.revisions(ERASURE)) {
    const note = ErasureNote.safeParse(body);
    // A record that cannot be read still says that the file is gone.
    const told = note.success ? note.data : { reason: '', case: '' };
    erasures.set(entity, { at, reason: told.reason, case: told.case });
  }
  return erasures;
}

/**
 * A file with its key, for another browser of the office; whoever carries it encrypts it under the office's key. Null
 * for one that was erased or is not here: so no browser hands on what was erased.
 */
export async function packEvidence(store: Store, id: string): Promise<Parcel | null> {
  if ((await store.history(id)).some(({ kind }) => kind === ERASURE)) return null;
  const [file, key] = await store.read((database) =>
    Promise.all([database.get('evidence', id), database.get('evidenceKeys', id)]),
  );
  return file && key ? { file, key } : null;
}

/** Takes a file from another browser. @returns false for one that was erased, or that is here already */
export async function unpackEvidence(store: Store, { file, key }: Parcel): Promise<boolean> {
  if (file.id !== key.id || (await readErasures(store)).has(file.id)) return false;
  let isNew = false;
  await store.write(['evidence', 'evidenceKeys'], async (transaction) => {
    isNew = (await transaction.objectStore('evidenceKeys').getKey(key.id)) === undefined;
    if (!isNew) return;
    await transaction.objectStore('evidence').put(file);
    await transaction.objectStore('evidenceKeys').put(key);
  });
  return isNew;
}

/** Destroys what records of erasure speak of: after new records came, and at the start. @returns how many files went */
export async function obeyErasures(store: Store): Promise<number> {
  const erasures = await readErasures(store);
  const present = await store.read((database) =>
    Promise.all([database.getAllKeys('evidence'), database.getAllKeys('evidenceKeys')]),
  );
  const doomed = [...new Set(present.flat())].filter((id) => erasures.has(id));
  if (doomed.length === 0) return 0;
  await store.write(['evidence', 'evidenceKeys'], async (transaction) => {
    // The key first: without it the file is noise.
    for (const id of doomed) await transaction.objectStore('evidenceKeys').delete(id);
    for (const id of doomed) await transaction.objectStore('evidence').delete(id);
  });
  return doomed.length;
}

function noteOf(history: readonly Revision[]): EvidenceNote | null {
  for (const { kind, body } of history) {
    const note = kind === EVIDENCE ? EvidenceNote.safeParse(body) : null;
    if (note?.success) return note.data;
  }
  return null;
}
