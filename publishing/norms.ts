/** The norm of a page as it was, by what the register said. */
import { RegisteredPage } from '../office/pages';
import type { Revision } from '../office/revisions';
import type { Week } from './week';

/** The norm that was in force when a week ended, by what the register said then; before the first entry, its first. */
export function normsOf(history: readonly Revision[]): (week: Week) => number {
  const norms = history
    .flatMap(({ at, body }) => {
      const page = RegisteredPage.safeParse(body);
      return page.success ? [{ at, norm: page.data.norm }] : [];
    })
    .sort((a, b) => a.at - b.at);
  return (week) => (norms.findLast(({ at }) => at < week.end) ?? norms[0])?.norm ?? 0;
}
