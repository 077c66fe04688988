/**
 * What a text is about, by the signs of `topics.ts`. The signs are compiled once to maps over stems and word beginnings,
 * so that the cost is linear in the text and does not grow with the number of topics. A word spelled as it sounds
 * («дарога», «фанарь») is understood at half the weight.
 */
import type { Topic } from './topic';
import { TOPICS } from './topics';
import { folded, STOP_WORDS, stemOf, type Word, wordsOf } from './words';

/** `strength` 0..1; a single sign makes 0.5, a single hint 0.25. `words`: what spoke for it, as written. */
export interface TopicMatch {
  topic: string;
  strength: number;
  words: string[];
}

export interface TopicReader {
  /** Topics of a text, the strongest first; reads the first 300 words. */
  read(text: string): TopicMatch[];
}

const WORD_LIMIT = 300;
const WEIGHTS = { sign: 3, signPhrase: 4, hint: 1, hintPhrase: 1.5 } as const;
const HALF = 3;
const MISSPELLED = 0.5;
/** Words between the parts of a phrase that do not part it: «нет уже третий день воды». */
const GAP = 3;
/** «у больницы», «напротив школы»: where it is, not what it is about. */
const PLACES: ReadonlySet<string> = new Set(['у', 'возле', 'около', 'над', 'напротив', 'мимо', 'перед', 'рядом', 'от']);
const PLACE = 0.5;
const SHORTEST_SOUND = 5;
const LONGEST_PREFIX = 16;

interface Sign {
  topic: string;
  weight: number;
  parts: number[];
}
interface Compiled {
  /** Signs by the part they contain. */
  signs: Sign[][];
  /** Ids of parts by stem, by beginning of a word, by the very form, and by how a beginning or a stem sounds. */
  stems: Map<string, number[]>;
  beginnings: Map<string, number[]>;
  forms: Map<string, number[]>;
  soundingStems: Map<string, number[]>;
  soundingBeginnings: Map<string, number[]>;
  /** By topic: forms, or a form and the one before it, that look like a sign and are none. */
  except: Map<string, Set<string>>;
}
interface Hit {
  at: number;
  factor: number;
}

const push = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
};

/** Spelling as it sounds: unstressed vowels, voiced consonants at rest, soft signs and doubled letters are levelled. */
const SOUNDS: Record<string, string> = {
  о: 'а',
  е: 'и',
  э: 'и',
  ы: 'и',
  б: 'п',
  в: 'ф',
  г: 'к',
  д: 'т',
  ж: 'ш',
  щ: 'ш',
  з: 'с',
  ь: '',
  ъ: '',
};

/** How a folded word sounds, roughly: «дорога» and «дарога» are one. */
export function soundOf(word: string): string {
  let out = '';
  for (const letter of word) {
    const sound = SOUNDS[letter] ?? letter;
    if (sound && !out.endsWith(sound)) out += sound;
  }
  return out;
}

/** «лавочк», «лавочек»: the vowel that comes and goes before the last к of a stem. */
function withFleeting(stem: string): string[] {
  const match = /^(.*)([бвгджзклмнпрстфхцчшщйь])к$/u.exec(stem);
  if (!match) return [stem];
  const [, start = '', last = ''] = match;
  if (last === 'й' || last === 'ь') return [stem, `${start}ек`];
  return [stem, `${start}${last}ок`, `${start}${last}ек`];
}

function compile(topics: readonly Topic[]): Compiled {
  const made: Compiled = {
    signs: [],
    stems: new Map(),
    beginnings: new Map(),
    forms: new Map(),
    soundingStems: new Map(),
    soundingBeginnings: new Map(),
    except: new Map(),
  };
  const ids = new Map<string, number>();
  const partOf = (written: string): number => {
    const known = ids.get(written);
    if (known !== undefined) return known;
    const id = made.signs.push([]) - 1;
    ids.set(written, id);
    if (written.startsWith('=')) {
      push(made.forms, folded(written.slice(1)), id);
      return id;
    }
    const beginning = written.endsWith('*');
    const text = beginning ? folded(written.slice(0, -1)) : stemOf(folded(written));
    for (const form of withFleeting(text)) push(beginning ? made.beginnings : made.stems, form, id);
    if (text.length >= SHORTEST_SOUND)
      push(beginning ? made.soundingBeginnings : made.soundingStems, soundOf(text), id);
    return id;
  };
  const add = (topic: string, written: string, kind: 'sign' | 'hint'): void => {
    const parts = [...new Set(written.split(/\s+/u).map(partOf))];
    const sign = { topic, parts, weight: WEIGHTS[parts.length > 1 ? (`${kind}Phrase` as const) : kind] };
    for (const part of parts) made.signs[part]?.push(sign);
  };
  for (const { id, signs, hints = [], except = [] } of topics) {
    for (const sign of signs) add(id, sign, 'sign');
    for (const hint of hints) add(id, hint, 'hint');
    made.except.set(id, new Set(except.map(folded)));
  }
  return made;
}

function partsOf({ folded: word, stem }: Word, compiled: Compiled): number[] {
  const ids = [...(compiled.stems.get(stem) ?? []), ...(compiled.forms.get(word) ?? [])];
  for (let length = 2; length <= Math.min(word.length, LONGEST_PREFIX); length++) {
    ids.push(...(compiled.beginnings.get(word.slice(0, length)) ?? []));
  }
  return ids;
}

function soundingPartsOf({ folded: word, stem }: Word, compiled: Compiled): number[] {
  if (word.length < SHORTEST_SOUND || STOP_WORDS.has(word)) return [];
  const ids = [...(compiled.soundingStems.get(soundOf(stem)) ?? [])];
  const sound = soundOf(word.slice(0, LONGEST_PREFIX));
  for (let length = 3; length <= sound.length; length++) {
    ids.push(...(compiled.soundingBeginnings.get(sound.slice(0, length)) ?? []));
  }
  return ids;
}

/** «на Школьной», «по Садовой»: a street's name inside a sentence says nothing of what the comment is about. */
function isStreetName({ start, end }: Word, text: string): boolean {
  if (!/^\p{Lu}\p{Ll}+(?:ая|ой|ую|ый|ий|ом|ого|ому)$/u.test(text.slice(start, end))) return false;
  // Inside a sentence: after a word, a comma or a shortened «ул.», «пер.».
  return /(?:[\p{L}\p{N},]|(?<!\p{L})(?:ул|пер|пр|с|д|дер|пос)\.)\s*$/iu.test(
    text.slice(Math.max(0, start - 8), start),
  );
}

/** Where each part was met: part → places. */
function meet(words: readonly Word[], text: string, compiled: Compiled): Map<number, Hit[]> {
  const met = new Map<number, Hit[]>();
  words.forEach((word, at) => {
    if (isStreetName(word, text)) return;
    const ids = partsOf(word, compiled);
    const before = words[at - 1]?.folded ?? '';
    const nearby = before === 'с' ? (words[at - 2]?.folded ?? '') : before;
    const factor = (ids.length > 0 ? 1 : MISSPELLED) * (PLACES.has(nearby) ? PLACE : 1);
    for (const id of ids.length > 0 ? ids : soundingPartsOf(word, compiled)) push(met, id, { at, factor });
  });
  return met;
}

/** The first place where all parts of a sign stand near one another, or null. */
function together(sign: Sign, met: ReadonlyMap<number, Hit[]>, fits: (hit: Hit) => boolean): Hit[] | null {
  const [first, ...others] = sign.parts.map((part) => (met.get(part) ?? []).filter(fits));
  const width = sign.parts.length - 1 + GAP;
  for (const start of first ?? []) {
    const near = others.map((hits) => hits.find(({ at }) => at !== start.at && Math.abs(at - start.at) <= width));
    if (near.every((hit) => hit !== undefined)) return [start, ...near];
  }
  return null;
}

function score(words: readonly Word[], text: string, compiled: Compiled): TopicMatch[] {
  const met = meet(words, text, compiled);
  const found = new Map<string, { score: number; at: Set<number>; taken: Set<number> }>();
  const signs = new Set([...met.keys()].flatMap((part) => compiled.signs[part] ?? []));
  // Phrases first: a word that is counted in a phrase is not counted again alone.
  for (const sign of [...signs].sort((a, b) => b.weight - a.weight)) {
    const except = compiled.except.get(sign.topic);
    const hits = together(sign, met, ({ at }) => {
      const form = words[at]?.folded ?? '';
      return !except?.has(form) && !except?.has(`${words[at - 1]?.folded} ${form}`);
    });
    if (!hits) continue;
    const entry = found.get(sign.topic) ?? { score: 0, at: new Set(), taken: new Set() };
    if (hits.every(({ at }) => entry.taken.has(at))) continue;
    entry.score += sign.weight * Math.min(...hits.map(({ factor }) => factor));
    for (const { at } of hits) {
      entry.at.add(at);
      entry.taken.add(at);
    }
    found.set(sign.topic, entry);
  }
  return [...found]
    .map(([topic, { score: sum, at }]) => ({
      topic,
      strength: sum / (sum + HALF),
      words: [...at].sort((a, b) => a - b).map((i) => text.slice(words[i]?.start, words[i]?.end)),
    }))
    .sort((a, b) => b.strength - a.strength || (a.topic < b.topic ? -1 : 1));
}

/** A reader over any list of topics: the built-in ones, or those with the office's own added. */
export function createTopicReader(topics: readonly Topic[] = TOPICS): TopicReader {
  const compiled = compile(topics);
  return { read: (text) => score(wordsOf(text, WORD_LIMIT), text, compiled) };
}
