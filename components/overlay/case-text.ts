/** A comment with the grounds on which it was marked, for a letter or a memo. */
import type { InPageText } from '../../locales/inpage';
import type { Clause } from '../../types';
import { clauseName, clauseOf, type MarkedComment } from './view';

/** @param link used when the comment has no address of its own */
export function caseText(
  t: InPageText,
  clauses: readonly Clause[],
  { comment, verdict }: MarkedComment,
  link: string,
): string {
  const findings = verdict.findings
    .filter(({ kind }) => kind !== 'appeal')
    .map(({ kind, text, clause }) => {
      const found = clauseOf(clauses, clause);
      const name = found ? clauseName(t, found) : t('card.noClause');
      return t('copy.finding', { like: t(`like.${kind}`), fragment: text, clause: name });
    });
  return t('copy.text', {
    text: comment.text,
    author: comment.author.name,
    link: comment.permalink ?? link,
    findings: findings.join('\n'),
  });
}
