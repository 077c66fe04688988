/** What differs between two texts, word by word. `diff` finds it (BSD-3-Clause); its own notion of a word is Latin. */
import { diffArrays } from 'diff';
import type { DashboardText } from '../../../locales/dashboard';

const WORDS = /[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu;

export interface Piece {
  text: string;
  change: 'same' | 'added' | 'removed';
}

export function difference(before: string, after: string): Piece[] {
  const parts = diffArrays(before.match(WORDS) ?? [], after.match(WORDS) ?? []);
  return parts.map(({ value, added, removed }) => ({
    text: value.join(''),
    change: added ? 'added' : removed ? 'removed' : 'same',
  }));
}

/** Read aloud with the words «добавлено» and «убрано», which the eye is told by line and colour. */
export function Difference({ before, after, t }: { before: string; after: string; t: DashboardText }) {
  return (
    <p class="prewrap difference">
      {difference(before, after).map(({ text, change }, index) => {
        if (change === 'same') return text;
        const Tag = change === 'added' ? 'ins' : 'del';
        return (
          <Tag key={`${index}-${change}`}>
            <span class="unseen">{t(`diff.${change}`)}</span>
            {text}
          </Tag>
        );
      })}
    </p>
  );
}
