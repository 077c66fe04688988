/**
 * Which approved templates to offer for a comment, and search as one types. A suggestion always says why it is made.
 * Order: what the comment broke or thanks for, then its topic, then the words it shares with a template, then favourites.
 */
import type { Kind } from '../types';
import { Catalogue, type CataloguedTemplate } from './catalogue';
import { createTopicReader, type TopicMatch, type TopicReader } from './recognition';
import { MANNER_IDS, MATTER_IDS, TOPICS, topicTitle } from './topics';
import { STOP_WORDS, stemOf, wordsOf } from './words';

/** The comment at hand and, where it is known, the text of the post it stands under. */
export interface CommentAtHand {
  text: string;
  post?: string;
}

export interface SuggestOptions {
  /** What the judge found in the comment. */
  kinds?: readonly Kind[];
  /** How many at most; 5 unless told. */
  limit?: number;
}

/** Why a template is offered. `words` are those of the comment (or query) that spoke for it, as written there. */
export interface Why {
  /** The comment breaks a rule, or it thanks; null: neither decided. */
  manner: 'violation' | 'thanks' | null;
  topic: { id: string; title: string; from: 'comment' | 'post' } | null;
  words: string[];
  favourite: boolean;
  /** Nothing fits better: a template for any question. */
  general: boolean;
}

export interface Suggestion extends CataloguedTemplate {
  /** For ordering within one answer only; means nothing between two. */
  score: number;
  why: Why;
}

export interface SearchOptions {
  /** How many at most; 50 unless told. */
  limit?: number;
  /** Also those not approved: for the list of templates, never for a reply. */
  all?: boolean;
}

export interface Suggester {
  suggest(comment: CommentAtHand, options?: SuggestOptions): Suggestion[];
  /** As one types: beginnings of words and slips of the hand count. An empty query lists all, favourites first. */
  search(query: string, options?: SearchOptions): Suggestion[];
  /** Adds a template or takes its new text. */
  put(entry: CataloguedTemplate): void;
  /** Forgets a template; tells whether it was there. */
  remove(id: string): boolean;
  /** Ids of this browser's favourites. */
  setFavourites(ids: Iterable<string>): void;
  readonly size: number;
}

/** A comment of a megabyte is read no further than this many words. */
const QUERY_WORDS = 60;
const WEIGHT = {
  violation: 20,
  thanks: 10,
  topic: 4,
  post: 3,
  words: 0.7,
  favourite: 0.2,
  general: 0.3,
  generalWhenUnclear: 1.2,
} as const;
/** «Позор, воды нет»: where a matter is clear, the tone comes after it. */
const TONE_BESIDE_MATTER = 0.8;
/** Below this a topic of the comment was only hinted at, and what the post speaks of is asked as well. */
const CLEAR = 0.45;

/** Topics of templates that answer a broken rule, the fitting one first. */
const ANSWERS: Partial<Record<Kind, readonly string[]>> = {
  unlawful: ['warning'],
  aggression: ['warning'],
  obscenity: ['warning'],
  insult: ['warning'],
  'personal-data': ['personal-data', 'warning'],
  spam: ['spam', 'warning'],
};
const GENERAL: readonly string[] = ['clarify', 'accepted', 'appeal'];

// Thanks turned into a complaint or a request: «спасибо, но…», «спасибо за ямы, когда…», «помогите, спасибо».
const REQUEST = /(?:^|[^\p{L}])(?:бы|прошу|просим|просьба|помогите|сделайте)(?!\p{L})|\?/iu;
const COMPLAINT = /(?:^|[^\p{L}])(?:но|однако|только|когда|почему|зато|не|нет|до сих пор)(?!\p{L})/iu;

type Found = Map<string, Suggestion>;

/** Thanks and neither complains, asks nor breaks a rule. Beside a clear matter even «не» makes one doubt. */
function isThanks({ topic }: TopicMatch, text: string, kinds: readonly Kind[], matter: boolean): boolean {
  if (topic !== 'thanks' || kinds.some((kind) => kind !== 'appeal')) return false;
  return !REQUEST.test(text) && !(matter && COMPLAINT.test(text));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By score; equal ones by title and id, so that the same comment always gets the same list. */
function ranked(found: Iterable<Suggestion>, limit: number): Suggestion[] {
  return [...found]
    .sort((a, b) => b.score - a.score || compare(a.template.title, b.template.title) || compare(a.id, b.id))
    .slice(0, Math.max(0, limit));
}

class IndexedSuggester implements Suggester {
  readonly #catalogue: Catalogue;
  readonly #topics: TopicReader;
  #favourites: ReadonlySet<string> = new Set();

  constructor(topics: TopicReader) {
    this.#topics = topics;
    this.#catalogue = new Catalogue(topics);
  }

  get size(): number {
    return this.#catalogue.size;
  }

  put(entry: CataloguedTemplate): void {
    this.#catalogue.put(entry);
  }

  remove(id: string): boolean {
    return this.#catalogue.remove(id);
  }

  setFavourites(ids: Iterable<string>): void {
    this.#favourites = new Set(ids);
  }

  suggest({ text, post = '' }: CommentAtHand, { kinds = [], limit = 5 }: SuggestOptions = {}): Suggestion[] {
    const found: Found = new Map();
    const topics = this.#topics.read(text);
    const matter = topics.some(({ topic, strength }) => MATTER_IDS.has(topic) && strength >= CLEAR);
    const clear = topics.some(({ strength }) => strength >= CLEAR);
    this.#addViolation(found, kinds);
    for (const match of topics) {
      const thanks = isThanks(match, text, kinds, matter);
      const weight = WEIGHT.topic * (matter && MANNER_IDS.has(match.topic) ? TONE_BESIDE_MATTER : 1);
      this.#addTopic(found, match, 'comment', match.strength * weight + (thanks ? WEIGHT.thanks : 0), thanks);
    }
    if (!clear) {
      for (const match of this.#topics.read(post)) {
        this.#addTopic(found, match, 'post', match.strength * WEIGHT.post, false);
      }
    }
    this.#addWords(found, text);
    this.#addGeneral(found, clear ? WEIGHT.general : WEIGHT.generalWhenUnclear);
    return ranked(this.#scored(found.values()), limit);
  }

  search(query: string, { limit = 50, all = false }: SearchOptions = {}): Suggestion[] {
    const found: Found = new Map();
    const add = (id: string, score: number, words: string[]): void => {
      const entry = this.#catalogue.get(id);
      if (!entry || !(all || entry.template.status === 'approved')) return;
      this.#add(found, entry, score).why.words = words;
    };
    const asked = wordsOf(query, QUERY_WORDS);
    if (asked.length === 0) {
      for (const id of this.#catalogue.ids()) add(id, 0, []);
    } else {
      const written = new Map(asked.map((word) => [stemOf(word.folded), query.slice(word.start, word.end)]));
      for (const hit of this.#catalogue.asTyped(asked.map(({ folded }) => folded).join(' '))) {
        add(
          hit.id,
          hit.score,
          hit.queryTerms.map((term) => written.get(term) ?? term),
        );
      }
    }
    return ranked(this.#scored(found.values()), limit);
  }

  #add(found: Found, entry: CataloguedTemplate, score: number): Suggestion {
    let suggestion = found.get(entry.id);
    if (!suggestion) {
      const favourite = this.#favourites.has(entry.id);
      const why: Why = { manner: null, topic: null, words: [], favourite, general: false };
      suggestion = { ...entry, score: 0, why };
      found.set(entry.id, suggestion);
    }
    suggestion.score += score;
    return suggestion;
  }

  #addViolation(found: Found, kinds: readonly Kind[]): void {
    for (const kind of kinds) {
      for (const [place, topic] of (ANSWERS[kind] ?? []).entries()) {
        for (const entry of this.#catalogue.approvedOn(topic)) {
          if (found.has(entry.id)) continue;
          const { why } = this.#add(found, entry, WEIGHT.violation - place);
          why.manner = 'violation';
          why.topic = { id: topic, title: topicTitle(topic), from: 'comment' };
        }
      }
    }
  }

  #addTopic(found: Found, match: TopicMatch, from: 'comment' | 'post', score: number, thanks: boolean): void {
    for (const entry of this.#catalogue.approvedOn(match.topic)) {
      const { why } = this.#add(found, entry, score);
      if (thanks) why.manner = 'thanks';
      // Matches come strongest first: the first topic is the one to name.
      why.topic ??= { id: match.topic, title: topicTitle(match.topic), from };
      if (from === 'comment') why.words = [...new Set([...why.words, ...match.words])];
    }
  }

  #addWords(found: Found, text: string): void {
    const words = wordsOf(text, QUERY_WORDS).filter(({ folded }) => !STOP_WORDS.has(folded));
    const written = new Map(words.map(({ stem, start, end }) => [stem, text.slice(start, end)]));
    const hits = this.#catalogue.sharing([...new Set(words.map(({ folded }) => folded))]);
    const best = hits[0]?.score ?? 1;
    for (const hit of hits) {
      const entry = this.#catalogue.get(hit.id);
      if (!entry) continue;
      // The search engine's score says which is nearest, the share of words met says how near that is.
      const share = hit.queryTerms.length / written.size;
      const { why } = this.#add(found, entry, (WEIGHT.words * share * hit.score) / best);
      why.words = [...new Set([...why.words, ...hit.queryTerms.map((term) => written.get(term) ?? term)])];
    }
  }

  #addGeneral(found: Found, score: number): void {
    for (const topic of GENERAL) {
      for (const entry of this.#catalogue.approvedOn(topic)) {
        const met = found.get(entry.id);
        if (met && met.score >= score) continue;
        this.#add(found, entry, score - (met?.score ?? 0)).why.general = true;
      }
    }
  }

  *#scored(found: Iterable<Suggestion>): Generator<Suggestion> {
    for (const one of found) yield one.why.favourite ? { ...one, score: one.score + WEIGHT.favourite } : one;
  }
}

/**
 * A suggester over the templates of the office. Templates of any status may be given; only approved ones are suggested.
 * Building costs about one reading of all texts; `put` and `remove` cost one text. `topics` reads what a text is about;
 * the built-in topics unless told.
 */
export function createSuggester(
  templates: Iterable<CataloguedTemplate>,
  topics: TopicReader = createTopicReader(TOPICS),
): Suggester {
  const suggester = new IndexedSuggester(topics);
  for (const entry of templates) suggester.put(entry);
  return suggester;
}
