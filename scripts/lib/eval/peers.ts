/** Filters that people use today, to be measured on the same rows. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import leo from 'leo-profanity';
import { DataSet, pattern, RegExpMatcher } from 'obscenity';
import { DATA } from './rows';

export interface Peer {
  name: string;
  /** Whether the filter would stop the text. */
  stops(text: string): boolean;
}

/** The lists of profanity that mean no ordinary word by themselves, and those for spam. */
const RUDE_LISTS = ['ldnoobw_ru', 'bars38_ban_words', 'odaykhovskaya_obscene'];
const SPAM_LISTS = ['tgspam_ru_stop_phrases'];

function entries(list: string): string[] {
  return gunzipSync(readFileSync(join(DATA, 'lexicons', `${list}.txt.gz`)))
    .toString()
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** leo-profanity with its Russian dictionary. */
function leoProfanity(): Peer {
  leo.loadDictionary('ru');
  return { name: 'leo-profanity', stops: (text) => leo.check(text) };
}

/** obscenity has no Russian words of its own: it gets those of leo-profanity. */
function obscenity(): Peer {
  leo.loadDictionary('ru');
  const words: string[] = leo.list();
  const set = words.reduce(
    (all, word) => all.addPhrase((phrase) => phrase.setMetadata({ word }).addPattern(pattern`${word}`)),
    new DataSet<{ word: string }>(),
  );
  const matcher = new RegExpMatcher(set.build());
  return { name: 'obscenity', stops: (text) => matcher.hasMatch(text) };
}

/** A list of stop words as a social network's own filter uses it: whole words, small letters, phrases as they stand. */
function wordList(name: string, lists: readonly string[]): Peer {
  const all = lists.flatMap(entries).map((entry) => entry.toLowerCase());
  const words = new Set(all.filter((entry) => !entry.includes(' ')));
  const phrases = all.filter((entry) => entry.includes(' '));
  return {
    name,
    stops(text) {
      const small = text.toLowerCase();
      if (small.split(/[^a-zа-яё0-9]+/).some((word) => words.has(word))) return true;
      return phrases.some((phrase) => small.includes(phrase));
    },
  };
}

export function rudePeers(): Peer[] {
  return [leoProfanity(), obscenity(), wordList('word list', RUDE_LISTS)];
}

export function spamPeers(): Peer[] {
  return [wordList('stop phrases', SPAM_LISTS)];
}
