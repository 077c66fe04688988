/**
 * Which approved templates to offer for a comment, and search as one types. A suggestion always says why it is made.
 * Order: what the comment broke or thanks for, then its topic, then the words it shares with a template, then favourites.
 */
import MiniSearch from 'minisearch';
import type { Kind } from '../types';
import { createTopicReader, type TopicMatch, type TopicReader } from './recognition';
import type { Template } from './template';
import { TOPICS, topicTitle } from './topics';
import { STOP_WORDS, stemOf, wordsOf } from './words';

/** A template as the suggester keeps it: `id` is that of the entity, the body that of the revision in use. */
export interface SuggestedTemplate {
  id: string;
  template: Template;
}

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

export interface Suggestion extends SuggestedTemplate {
  score: number;
  why: Why;
}

export interface SearchOptions {
  limit?: number;
  /** Also those not approved: for the list of templates, never for a reply. */
  all?: boolean;
}

export interface Suggester {
  suggest(comment: CommentAtHand, options?: SuggestOptions): Suggestion[];
  /** As one types: beginnings of words and slips of the hand count. An empty query lists all, favourites first. */
  search(query: string, options?: SearchOptions): Suggestion[];
  /** Adds a template or takes its new text. */
  put(entry: SuggestedTemplate): void;
  /** Forgets a template; tells whether it was there. */
  remove(id: string): boolean;
  /** Ids of this browser's favourites. */
  setFavourites(ids: Iterable<string>): void;
  readonly size: number;
}

interface Doc {
  id: string;
  title: string;
  topics: string;
  text: string;
}

const LIMIT = 5;
/** A comment of a megabyte is read no further than this. */
const QUERY_WORDS = 60;
const WEIGHT = { violation: 20, thanks: 10, topic: 4, post: 1.4, text: 1, favourite: 0.2, general: 0.3 } as const;
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
const GENERAL: ReadonlySet<string> = new Set(['clarify', 'accepted', 'appeal']);
// Thanks turned into a complaint: «спасибо, но…», «спасибо за ямы», «когда?».
const COMPLAINT = /(?:^|[^\p{L}])(?:но|однако|только|лучше бы|когда|почему|а вот|не|нет|до сих пор)(?![\p{L}])|\?/iu;

function indexOf(): MiniSearch<Doc> {
  return new MiniSearch<Doc>({
    fields: ['title', 'topics', 'text'],
    idField: 'id',
    tokenize: (text) => wordsOf(text, Number.POSITIVE_INFINITY).map(({ folded }) => folded),
    processTerm: (word) => (STOP_WORDS.has(word) ? null : stemOf(word)),
    searchOptions: { boost: { title: 3, topics: 2 } },
  });
}

const docOf = ({ id, template }: SuggestedTemplate): Doc => ({
  id,
  title: template.title,
  topics: template.topics.map(topicTitle).join(' '),
  text: template.text,
});

/** Ordered by score, equal ones by title and id, so that the same comment always gets the same list. */
function ranked(found: Iterable<Suggestion>, limit: number): Suggestion[] {
  return [...found]
    .sort(
      (a, b) =>
        b.score - a.score ||
        (a.template.title < b.template.title ? -1 : a.template.title > b.template.title ? 1 : a.id < b.id ? -1 : 1),
    )
    .slice(0, Math.max(0, limit));
}

const nothing = (favourite: boolean): Why => ({ manner: null, topic: null, words: [], favourite, general: false });

class IndexedSuggester implements Suggester {
  readonly #entries = new Map<string, SuggestedTemplate>();
  readonly #byTopic = new Map<string, Set<string>>();
  readonly #index = indexOf();
  readonly #topics: TopicReader;
  #favourites: ReadonlySet<string> = new Set();

  constructor(topics: TopicReader) {
    this.#topics = topics;
  }

  get size(): number {
    return this.#entries.size;
  }

  put(entry: SuggestedTemplate): void {
    this.remove(entry.id);
    this.#entries.set(entry.id, entry);
    this.#index.add(docOf(entry));
    for (const topic of entry.template.topics) {
      const ids = this.#byTopic.get(topic) ?? new Set();
      this.#byTopic.set(topic, ids.add(entry.id));
    }
  }

  remove(id: string): boolean {
    const entry = this.#entries.get(id);
    if (!entry) return false;
    this.#entries.delete(id);
    this.#index.remove(docOf(entry));
    for (const topic of entry.template.topics) this.#byTopic.get(topic)?.delete(id);
    return true;
  }

  setFavourites(ids: Iterable<string>): void {
    this.#favourites = new Set(ids);
  }

  suggest({ text, post = '' }: CommentAtHand, { kinds = [], limit = LIMIT }: SuggestOptions = {}): Suggestion[] {
    const found = new Map<string, Suggestion>();
    const topics = this.#topics.read(text);
    this.#addViolation(found, kinds);
    const matter = topics.some(
      ({ topic, strength }) => topic !== 'thanks' && topic !== 'criticism' && strength >= CLEAR,
    );
    for (const match of topics) this.#addTopic(found, match, 'comment', isThanks(match, text, kinds, matter));
    if (!matter) for (const match of this.#topics.read(post)) this.#addTopic(found, match, 'post', false);
    this.#addWords(found, text);
    for (const topic of GENERAL) {
      for (const entry of this.#approved(this.#byTopic.get(topic) ?? [])) {
        if (!found.has(entry.id)) this.#entry(found, entry, WEIGHT.general).why.general = true;
      }
    }
    return ranked(this.#withFavourites(found.values()), limit);
  }

  search(query: string, { limit = 50, all = false }: SearchOptions = {}): Suggestion[] {
    const asked = wordsOf(query, QUERY_WORDS);
    const found: Suggestion[] = [];
    const add = (id: string, score: number, words: string[]): void => {
      const entry = this.#entries.get(id);
      if (!entry || !(all || entry.template.status === 'approved')) return;
      found.push({ ...entry, score, why: { ...nothing(this.#favourites.has(id)), words } });
    };
    if (asked.length === 0) {
      for (const id of this.#entries.keys()) add(id, 0, []);
    } else {
      const written = new Map(asked.map((word) => [stemOf(word.folded), query.slice(word.start, word.end)]));
      for (const hit of this.#lookUp(query))
        add(
          hit.id,
          hit.score,
          hit.queryTerms.map((term) => written.get(term) ?? term),
        );
    }
    return ranked(this.#withFavourites(found), limit);
  }

  #lookUp(query: string) {
    const options = {
      prefix: true,
      fuzzy: (term: string) => (term.length > 4 ? 0.2 : false),
      maxFuzzy: 2,
      weights: { prefix: 0.7, fuzzy: 0.3 },
    } as const;
    const every = this.#index.search(query, { ...options, combineWith: 'AND' });
    return every.length > 0 ? every : this.#index.search(query, options);
  }

  *#approved(ids: Iterable<string>): Generator<SuggestedTemplate> {
    for (const id of ids) {
      const entry = this.#entries.get(id);
      if (entry?.template.status === 'approved') yield entry;
    }
  }

  #entry(found: Map<string, Suggestion>, entry: SuggestedTemplate, score: number): Suggestion {
    const suggestion = found.get(entry.id) ?? { ...entry, score: 0, why: nothing(this.#favourites.has(entry.id)) };
    suggestion.score += score;
    found.set(entry.id, suggestion);
    return suggestion;
  }

  #addViolation(found: Map<string, Suggestion>, kinds: readonly Kind[]): void {
    for (const kind of kinds) {
      const topics = ANSWERS[kind] ?? [];
      for (const [place, topic] of topics.entries()) {
        for (const entry of this.#approved(this.#byTopic.get(topic) ?? [])) {
          if (found.has(entry.id)) continue;
          const { why } = this.#entry(found, entry, WEIGHT.violation - place);
          why.manner = 'violation';
          why.topic = { id: topic, title: topicTitle(topic), from: 'comment' };
        }
      }
    }
  }

  #addTopic(found: Map<string, Suggestion>, match: TopicMatch, from: 'comment' | 'post', thanks: boolean): void {
    const score = match.strength * (from === 'comment' ? WEIGHT.topic : WEIGHT.post) + (thanks ? WEIGHT.thanks : 0);
    for (const entry of this.#approved(this.#byTopic.get(match.topic) ?? [])) {
      const { why } = this.#entry(found, entry, score);
      if (thanks) why.manner = 'thanks';
      // Matches come strongest first: the first topic is the one to name.
      why.topic ??= { id: match.topic, title: topicTitle(match.topic), from };
      if (from === 'comment') why.words = [...new Set([...why.words, ...match.words])];
    }
  }

  #addWords(found: Map<string, Suggestion>, text: string): void {
    const words = wordsOf(text, QUERY_WORDS).filter(({ folded }) => !STOP_WORDS.has(folded));
    if (words.length === 0) return;
    const written = new Map(words.map(({ stem, start, end }) => [stem, text.slice(start, end)]));
    const hits = this.#index.search(words.map(({ folded }) => folded).join(' '), {
      filter: ({ id }) => this.#entries.get(id)?.template.status === 'approved',
    });
    const best = hits[0]?.score ?? 1;
    for (const hit of hits) {
      const entry = this.#entries.get(hit.id);
      if (!entry) continue;
      const { why } = this.#entry(found, entry, (WEIGHT.text * hit.score) / best);
      why.words = [...new Set([...why.words, ...hit.queryTerms.map((term) => written.get(term) ?? term)])];
    }
  }

  *#withFavourites(found: Iterable<Suggestion>): Generator<Suggestion> {
    for (const one of found) yield one.why.favourite ? { ...one, score: one.score + WEIGHT.favourite } : one;
  }
}

/** A comment that thanks and neither complains, asks nor breaks a rule. */
function isThanks({ topic }: TopicMatch, text: string, kinds: readonly Kind[], matter: boolean): boolean {
  if (topic !== 'thanks' || kinds.length > 0) return false;
  return matter ? !COMPLAINT.test(text) : !text.includes('?');
}

/**
 * A suggester over the templates of the office. Templates of any status may be given; only approved ones are suggested.
 * Building costs about one reading of all texts; `put` and `remove` cost one text.
 */
export function createSuggester(templates: Iterable<SuggestedTemplate>, topics = createTopicReader(TOPICS)): Suggester {
  const suggester = new IndexedSuggester(topics);
  for (const entry of templates) suggester.put(entry);
  return suggester;
}
