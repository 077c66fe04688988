/** On every sample page the judge says of each comment what the page's description says an attentive person would. */
import { describe, expect, test, vi } from 'vitest';
import { createJudge } from '../../detection';
import { shippedModel } from '../../scripts/lib/weights';
import type { Verdict } from '../../types';
import { SAMPLES } from '../pages';
import type { SamplePage } from '../pages/sample';
import { readSample } from '../sites/open';

// Whole pages under jsdom, on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 30_000 });

const judge = createJudge({ model: shippedModel() });

/** As the panel lists them: a violation before the appeal beside it, and the page's own answers wait for nobody. */
function kindsOf({ kinds, scores }: Verdict, own: boolean | null): string[] {
  if (kinds.length > 0) return [...kinds].sort();
  return scores.appeal && !own ? ['appeal'] : [];
}

describe.each(Object.entries<SamplePage>(SAMPLES))('%s', (_name, sample) => {
  test('what the judge says of its comments', () => {
    const { comments } = readSample(sample);
    const said = comments.map(
      ({ id, text, author }) => `${id} «${text}»: ${kindsOf(judge.judge(text), author.own).join(', ')}`,
    );
    const expected = sample.comments.map(({ id, text, kinds = [] }) => {
      const violations = kinds.filter((kind) => kind !== 'appeal').sort();
      return `${id} «${text}»: ${(violations.length > 0 ? violations : kinds).join(', ')}`;
    });
    expect(said).toEqual(expected);
  });
});
