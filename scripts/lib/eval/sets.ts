/** What is asked of each data set: which rows count, which are positive, and what of the verdict answers. */
import type { Kind, Verdict } from '../../../types';
import type { Row } from './rows';

export interface Question {
  source: string;
  /** What is looked for: «rude», «spam», «appeal». */
  asked: 'rude' | 'threat' | 'spam' | 'appeal';
  /** Whether the row is positive; null leaves it out. */
  truth(row: Row): boolean | null;
  /** The model learned from this source's training part. */
  trained: boolean;
}

const first = (row: Row) => row.labels[0]!;
const oneOf = (positive: string) => (row: Row) => first(row) === positive;

export const QUESTIONS: readonly Question[] = [
  { source: 'ok_mlcup', asked: 'rude', truth: (row) => !row.labels.includes('normal'), trained: true },
  { source: 'ru_2ch_pikabu', asked: 'rude', truth: oneOf('toxic'), trained: false },
  { source: 'vk_distorted', asked: 'rude', truth: oneOf('toxic'), trained: true },
  { source: 'russe_detox', asked: 'rude', truth: oneOf('toxic'), trained: false },
  { source: 'yt_abusive', asked: 'rude', truth: oneOf('abusive'), trained: false },
  { source: 'ru_toxic_10k', asked: 'rude', truth: () => true, trained: true },
  {
    source: 'inappropriate',
    asked: 'rude',
    truth: (row) => (first(row) === 'appropriate' ? false : null),
    trained: true,
  },
  { source: 'vk_admin_pages', asked: 'rude', truth: () => false, trained: true },
  { source: 'ok_mlcup', asked: 'threat', truth: (row) => row.labels.includes('threat'), trained: true },
  { source: 'tg_spam_umputun', asked: 'spam', truth: oneOf('spam'), trained: true },
  { source: 'tg_spam_tizh', asked: 'spam', truth: oneOf('spam'), trained: false },
  { source: 'tg_spam_talyguryn', asked: 'spam', truth: oneOf('spam'), trained: false },
  { source: 'vk_distorted', asked: 'spam', truth: (row) => (first(row) === 'normal' ? false : null), trained: true },
  { source: 'vk_admin_pages', asked: 'spam', truth: () => false, trained: true },
  {
    source: 'vk_admin_pages',
    asked: 'appeal',
    truth: (row) => (first(row) === 'ambiguous' ? null : first(row) === 'appeal'),
    trained: true,
  },
];

const RUDE_KINDS: readonly Kind[] = ['obscenity', 'insult', 'aggression'];
const KINDS: Record<Question['asked'], readonly Kind[]> = {
  rude: RUDE_KINDS,
  threat: ['aggression'],
  spam: ['spam'],
  appeal: ['appeal'],
};

/** The verdict's score for what is asked: the highest of its kinds. */
export function scoreOf(verdict: Verdict, asked: Question['asked']): number {
  return Math.max(...KINDS[asked].map((kind) => verdict.scores[kind] ?? 0));
}

/** The shipped decision. Among rows that should stay untouched any flag counts, whatever its kind. */
export function decisionOf(verdict: Verdict, asked: Question['asked']): boolean {
  if (asked === 'appeal') return verdict.findings.some(({ kind }) => kind === 'appeal');
  if (asked === 'rude') return verdict.flagged;
  return verdict.kinds.some((kind) => KINDS[asked].includes(kind));
}
