/**
 * Names of the files on a remote. A name tells who can skip a file without fetching it, and nothing of what is inside:
 * ids stand in it as salted hashes.
 *
 *   <office>.s.<author>.<first>-<last>.<digest>.<writer>.<key>.<size>.<nonce>   a segment: records of one author
 *   <office>.e.<file>.<writer>.<key>.<size>.<nonce>                            an evidence file
 *   <office>.m.<box>.<size>.<nonce>                                            a letter: joining, handing over
 *
 * The size is that of the file in bytes: a listing alone shows that one was cut.
 */
import { random } from '../office/bytes';
import { sha256 } from '../office/record';

const SUFFIX = '.smotritel';
const TAG = '[0-9a-f]{16}';
const NUMBER = '\\d{1,15}';
const SEGMENT = pattern(
  `(${TAG}).s.(${TAG}).(${NUMBER})-(${NUMBER}).([0-9a-f]{32}).(${TAG}).(${TAG}).(${NUMBER}).(${TAG})`,
);
const EVIDENCE = pattern(`(${TAG}).e.(${TAG}).(${TAG}).(${TAG}).(${NUMBER}).(${TAG})`);
const LETTER = pattern(`(${TAG}).m.(${TAG}).(${NUMBER}).(${TAG})`);

function pattern(parts: string): RegExp {
  return new RegExp(`^${parts.replaceAll('.', '\\.')}$`);
}

interface Common {
  office: string;
  /** Bytes of the file. */
  size: number;
  /** Random, so that no name is ever used twice. */
  nonce: string;
}

export interface SegmentName extends Common {
  kind: 'segment';
  author: string;
  /** Lowest and highest running number inside. */
  first: number;
  last: number;
  /** Of the ids inside: see `digestOf`. */
  digest: string;
  writer: string;
  key: string;
}

export interface EvidenceName extends Common {
  kind: 'evidence';
  file: string;
  writer: string;
  key: string;
}

export interface LetterName extends Common {
  kind: 'letter';
  box: string;
}

export type FileName = SegmentName | EvidenceName | LetterName;

/** What an id is called in names: 16 hex digits that say nothing of it to somebody outside the office. */
export async function tagOf(
  office: string,
  what: 'office' | 'author' | 'key' | 'file' | 'box',
  id: string,
): Promise<string> {
  return (await sha256(JSON.stringify(['smotritel name 1', office, what, id]))).slice(0, 16);
}

/** Digest of a set of records, given in order of running number and id. */
export async function digestOf(ids: readonly string[]): Promise<string> {
  return sha256(ids.join('\n'));
}

export function nonce(): string {
  return [...random(8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function formatName(name: FileName): string {
  return parts(name).join('.') + SUFFIX;
}

function parts(name: FileName): (string | number)[] {
  const { office, size, nonce } = name;
  if (name.kind === 'letter') return [office, 'm', name.box, size, nonce];
  if (name.kind === 'evidence') return [office, 'e', name.file, name.writer, name.key, size, nonce];
  const { author, first, last, digest, writer, key } = name;
  return [office, 's', author, `${first}-${last}`, digest.slice(0, 32), writer, key, size, nonce];
}

/** null: no file of ours. */
export function parseName(text: string): FileName | null {
  if (!text.endsWith(SUFFIX)) return null;
  const bare = text.slice(0, -SUFFIX.length);
  return parseSegment(bare) ?? parseEvidence(bare) ?? parseLetter(bare);
}

function parseSegment(bare: string): SegmentName | null {
  const found = SEGMENT.exec(bare);
  if (!found) return null;
  const [, office = '', author = '', low, high, digest = '', writer = '', key = '', size, nonce = ''] = found;
  const [first, last] = [Number(low), Number(high)];
  if (first < 1 || last < first) return null;
  return { kind: 'segment', office, author, first, last, digest, writer, key, size: Number(size), nonce };
}

function parseEvidence(bare: string): EvidenceName | null {
  const [, office, file = '', writer = '', key = '', size, nonce = ''] = EVIDENCE.exec(bare) ?? [];
  return office ? { kind: 'evidence', office, file, writer, key, size: Number(size), nonce } : null;
}

function parseLetter(bare: string): LetterName | null {
  const [, office, box = '', size, nonce = ''] = LETTER.exec(bare) ?? [];
  return office ? { kind: 'letter', office, box, size: Number(size), nonce } : null;
}
