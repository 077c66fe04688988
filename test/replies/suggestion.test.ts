import { describe, expect, it } from 'vitest';
import type { CataloguedTemplate } from '../../replies/catalogue';
import { STARTERS } from '../../replies/starter';
import { createSuggester } from '../../replies/suggestion';
import { type Example, KEPT_APART, WORKED_ON } from './comments';

const approvedStarters: CataloguedTemplate[] = STARTERS.map(({ title, text, topics }, i) => ({
  id: `t${i}`,
  template: { title, text, topics: [...topics], status: 'approved' },
}));

const misses = (examples: readonly Example[]): string[] => {
  const suggester = createSuggester(approvedStarters);
  return examples.flatMap(({ text, topics, post }) => {
    const first = suggester.suggest({ text, ...(post ? { post } : {}) }, { limit: 3 });
    const hit = first.some(({ template }) => template.topics.some((topic) => topics.includes(topic)));
    return hit ? [] : [`${text} | ${topics.join('/')} | ${first.map((s) => s.template.title).join('; ')}`];
  });
};

describe('the expected topic is among the first three', () => {
  it.each([
    ['comments worked on', WORKED_ON, 0.97],
    ['comments kept apart', KEPT_APART, 0.9],
  ])('%s', (_name, examples, share) => {
    const missed = misses(examples);
    expect(1 - missed.length / examples.length, missed.join('\n')).toBeGreaterThanOrEqual(share);
  });
});
