/** What keeps a template from being approved, in words, with the variable that was probably meant. */
import { type Problem, problemsOf } from '../../../replies/readiness';
import { TEXT_LIMIT, type Template, TITLE_LIMIT } from '../../../replies/template';
import type { Speech } from '../model';

export function problemText(problem: Problem, t: Speech['t']): string {
  if (problem.kind === 'unknown-variable') {
    const { written, meant } = problem.placeholder;
    const name = `{${written}}`;
    return meant ? t('fault.variableMeant', { name, meant: `{${meant}}` }) : t('fault.variable', { name });
  }
  return t(`fault.${problem.kind}`, { n: problem.kind === 'title-too-long' ? TITLE_LIMIT : TEXT_LIMIT });
}

export function Problems({ problems, t }: { problems: readonly Problem[]; t: Speech['t'] }) {
  return (
    <div role="status">
      {problems.length > 0 && (
        <ul class="notice notice-warn faults">
          {problems.map((problem) => (
            <li key={problemText(problem, t)}>{problemText(problem, t)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The first fault of a template in words; empty: none. */
export function firstFault(template: Pick<Template, 'title' | 'text'>, t: Speech['t']): string {
  const [problem] = problemsOf(template);
  return problem ? problemText(problem, t) : '';
}
