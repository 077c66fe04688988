/**
 * What a text is about, by the signs of `topics.ts`. The signs are compiled once to maps over stems and word beginnings,
 * so that the cost is linear in the text and does not grow with the number of topics. A slip of one letter in a longer
 * word is forgiven at half the weight.
 */
import { TOPICS, type Topic } from './topics';
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
const WEIGHTS = { phrase: 4, sign: 3, hint: 1 } as const;
const HALF = 3;
const SLIP = 0.5;
/** Words between the parts of a phrase that do not part it: «нет уже третий день воды». */
const GAP = 3;
const SHORTEST_SLIP = 5;

interface Sign {
  topic: string;
  weight: number;
  parts: number[];
}
interface Part {
  text: string;
  prefix: boolean;
  signs: Sign[];
}
interface Compiled {
  parts: Part[];
  exact: Map<string, number[]>;
  prefix: Map<string, number[]>;
  near: Map<string, number[]>;
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

function* deletions(word: string): Generator<string> {
  yield word;
  for (let i = 1; i < word.length; i++) yield word.slice(0, i) + word.slice(i + 1);
}

/** Whether two words differ by one letter: another, missing, extra or swapped with its neighbour. */
export function oneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let from = 0;
  while (from < a.length && a[from] === b[from]) from++;
  if (a.length === b.length) {
    const swapped = a[from] === b[from + 1] && a[from + 1] === b[from] && a.slice(from + 2) === b.slice(from + 2);
    return swapped || a.slice(from + 1) === b.slice(from + 1);
  }
  const [long, short] = a.length > b.length ? [a, b] : [b, a];
  return long.slice(from + 1) === short.slice(from);
}

function compile(topics: readonly Topic[]): Compiled {
  const made: Compiled = { parts: [], exact: new Map(), prefix: new Map(), near: new Map(), except: new Map() };
  const ids = new Map<string, number>();
  const partOf = (written: string): number => {
    const prefix = written.endsWith('*');
    const text = prefix ? folded(written.slice(0, -1)) : stemOf(folded(written));
    const key = `${text}${prefix ? '*' : ''}`;
    let id = ids.get(key);
    if (id === undefined) {
      id = made.parts.push({ text, prefix, signs: [] }) - 1;
      ids.set(key, id);
      push(prefix ? made.prefix : made.exact, text, id);
      if (text.length >= SHORTEST_SLIP) for (const form of deletions(text)) push(made.near, form, id);
    }
    return id;
  };
  const add = (topic: string, written: string, single: number): void => {
    const parts = [...new Set(written.split(/\s+/u).map(partOf))];
    const sign = { topic, parts, weight: parts.length > 1 ? WEIGHTS.phrase : single };
    for (const part of parts) made.parts[part]?.signs.push(sign);
  };
  for (const { id, signs, hints = [], except = [] } of topics) {
    for (const sign of signs) add(id, sign, WEIGHTS.sign);
    for (const hint of hints) add(id, hint, WEIGHTS.hint);
    made.except.set(id, new Set(except.map(folded)));
  }
  return made;
}

function slips(word: Word, { near, parts }: Compiled): number[] {
  if (word.folded.length < SHORTEST_SLIP || STOP_WORDS.has(word.folded)) return [];
  const found = new Set<number>();
  const look = (text: string, prefix: boolean): void => {
    for (const form of deletions(text)) {
      for (const id of near.get(form) ?? []) {
        const part = parts[id];
        if (part?.prefix === prefix && oneSlip(part.text, text)) found.add(id);
      }
    }
  };
  look(word.stem, false);
  for (let length = SHORTEST_SLIP - 1; length <= Math.min(word.folded.length, 12); length++) {
    look(word.folded.slice(0, length), true);
  }
  return [...found];
}

/** Where each part was met: part → places. */
function meet(words: readonly Word[], compiled: Compiled): Map<number, Hit[]> {
  const met = new Map<number, Hit[]>();
  words.forEach((word, at) => {
    const ids = [...(compiled.exact.get(word.stem) ?? [])];
    for (let length = 2; length <= Math.min(word.folded.length, 20); length++) {
      ids.push(...(compiled.prefix.get(word.folded.slice(0, length)) ?? []));
    }
    const factor = ids.length > 0 ? 1 : SLIP;
    for (const id of ids.length > 0 ? ids : slips(word, compiled)) push(met, id, { at, factor });
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
  const met = meet(words, compiled);
  const found = new Map<string, { score: number; at: Set<number>; taken: Set<number> }>();
  const signs = new Set([...met.keys()].flatMap((part) => compiled.parts[part]?.signs ?? []));
  // Phrases first: a word that is counted in a phrase is not counted again alone.
  for (const sign of [...signs].sort((a, b) => b.weight - a.weight)) {
    const except = compiled.except.get(sign.topic);
    const hits = together(sign, met, ({ at }) => !except?.has(words[at]?.folded ?? ''));
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
