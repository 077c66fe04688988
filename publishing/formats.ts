/** Forms of publication (point 2.7 of the decree) and how they were used in a month. */
import * as z from 'zod/mini';
import { Format } from '../types';

/** What no site marks: told by the post's own words, or by hand. */
export const WORDED_FORMATS = ['infographic', 'contest', 'promotion'] as const;
export const MixFormat = z.enum([...Format.options, ...WORDED_FORMATS]);
export type MixFormat = z.infer<typeof MixFormat>;

/** The forms that the decree asks to be used, in its order, each with what counts as it. */
export const DECREE_FORMATS: readonly { name: MixFormat; includes: readonly MixFormat[] }[] = [
  { name: 'text', includes: ['text', 'article', 'link', 'document', 'audio'] },
  { name: 'photo', includes: ['photo', 'album'] },
  { name: 'infographic', includes: ['infographic'] },
  { name: 'animation', includes: ['animation'] },
  { name: 'video', includes: ['video', 'clip', 'story'] },
  { name: 'live', includes: ['live'] },
  { name: 'poll', includes: ['poll'] },
  { name: 'contest', includes: ['contest'] },
  { name: 'promotion', includes: ['promotion'] },
];

const WORDS: readonly (readonly [MixFormat, RegExp])[] = [
  ['infographic', /(?<!\p{L})инфографик/iu],
  // A mention of somebody else's contest is none: it is announced, or has a prize.
  [
    'contest',
    /(?<!\p{L})(?:розыгрыш|викторин|разыгр(?:аем|ыва))|(?:объявл|стартует|проводим|участв|участи)\p{L}*[^.!?]{0,60}(?<!\p{L})конкурс|(?<!\p{L})конкурс[^.!?]{0,60}(?<!\p{L})(?:объявл|стартует|приз|победител|участник)/iu,
  ],
  ['promotion', /(?<!\p{L})(?:акци[яиюей]{1,2}(?!\p{L})|субботник|флешмоб|флэшмоб|челлендж|марафон)/iu],
];

/** What a post is: as the site shows it, as its words say, or as the office has said by hand. */
export function formatsOf(
  post: { formats: readonly Format[]; text: string },
  byHand: readonly MixFormat[] | null = null,
): MixFormat[] {
  if (byHand) return [...byHand];
  const worded = WORDS.filter(([, words]) => words.test(post.text)).map(([format]) => format);
  return [...new Set<MixFormat>([...post.formats, ...worded])];
}

export interface FormatShare {
  name: MixFormat;
  /** Keys of the posts in which it was used. */
  posts: string[];
}

export interface FormatMix {
  shares: FormatShare[];
  /** Forms of the decree that no post used. */
  unused: MixFormat[];
  /** Posts that are in none of the decree's forms. */
  others: string[];
}

/** How often each form was used; a post with a photo and a poll is in both. */
export function formatMix(posts: readonly { key: string; formats: readonly MixFormat[] }[]): FormatMix {
  const shares = DECREE_FORMATS.map(({ name, includes }) => ({
    name,
    posts: posts.filter(({ formats }) => formats.some((format) => includes.includes(format))).map(({ key }) => key),
  }));
  const placed = new Set(shares.flatMap((share) => share.posts));
  return {
    shares,
    unused: shares.filter((share) => share.posts.length === 0).map(({ name }) => name),
    others: posts.filter(({ key }) => !placed.has(key)).map(({ key }) => key),
  };
}
