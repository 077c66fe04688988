/** The real judge over the invented comments, and the real suggestions; nothing is read from or written to the net. */
import { additionsOf, createJudge } from '../../detection';
import { PRACTICE_COMMENTS } from '../../locales/practice';
import type { SuggestionView } from '../../messages';
import type { OfficeProfile } from '../../replies/profile';
import { STARTERS } from '../../replies/starter';
import { createSuggester } from '../../replies/suggestion';
import type { Template } from '../../replies/template';
import { fill } from '../../replies/variables';
import { readApproved, readWords } from '../../storage/register';
import type { Store } from '../../storage/store';
import type { Clause, Comment, Verdict } from '../../types';
import { loadModel } from '../background/model';
import { loadRules } from '../background/rules';

export interface Judged {
  comment: Comment;
  verdict: Verdict;
}

const SUGGESTIONS = 5;

/** Judges by the office's own words and clauses too, so that what is tried is what will happen. */
export async function judgePractice(store: Store, clauses: readonly Clause[]): Promise<Judged[]> {
  const [image, model, words] = await Promise.all([loadRules(), loadModel(), readWords(store)]);
  const judge = createJudge({ image, model, clauses, office: additionsOf(words) });
  return PRACTICE_COMMENTS.map(({ author, text }, at) => ({
    comment: {
      id: `practice-${at}`,
      post: 'practice',
      parent: null,
      permalink: null,
      author: { name: author, link: null, own: false },
      text,
      time: null,
      timeLabel: '',
    },
    verdict: judge.judge(text),
  }));
}

export interface PracticeReplies {
  /** There is no approved template: the starters stand in. */
  starters: boolean;
  suggest(judged: Judged, query: string, favourites: ReadonlySet<string>): SuggestionView[];
}

export async function practiceReplies(store: Store, profile: OfficeProfile, post: string): Promise<PracticeReplies> {
  const approved = await readApproved(store);
  const starters = approved.length === 0;
  const suggester = createSuggester(starters ? STARTERS.map(asApproved) : approved);
  return {
    starters,
    suggest({ comment, verdict }, query, favourites) {
      suggester.setFavourites(favourites);
      const isAppeal = verdict.findings.some(({ kind }) => kind === 'appeal');
      const kinds = isAppeal ? [...verdict.kinds, 'appeal' as const] : verdict.kinds;
      const found =
        query.trim() === ''
          ? suggester.suggest({ text: comment.text, post }, { kinds, limit: SUGGESTIONS })
          : suggester.search(query);
      return found.map(({ id, template, why }) => ({
        template: id,
        title: template.title,
        ...fill(template.text, { profile, author: comment.author.name, date: null, term: null }),
        favourite: favourites.has(id),
        why: [...(why.topic ? [why.topic.title] : []), ...why.words],
      }));
    },
  };
}

function asApproved({ title, text, topics }: (typeof STARTERS)[number]): { id: string; template: Template } {
  return { id: title, template: { title, text, topics: [...topics], status: 'approved' } };
}
