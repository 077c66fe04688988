/**
 * Who answers for a thing today: its owner, or the colleague to whom it was handed over for these days. Loans end by
 * themselves, so nothing is written when one begins or is over.
 */
import type { Matter } from './acts';
import { isActive, type Loan } from './walk';

/** A member and the loan by which the thing came to him; both null: nobody's, and his own without one. */
export interface Holder {
  member: string | null;
  loan: Loan | null;
}

/** Whether a loan hands over everything that its owner has open, what comes in its days too. */
export function isWhole({ everything, matters }: Pick<Loan, 'everything' | 'matters'>): boolean {
  // Before there was a word for it, nothing named meant all.
  return everything ?? matters.length === 0;
}

/**
 * @param owner member whose it is; null: nobody's, which only a loan that names it can hand over
 * @param now ms
 */
export function holderOf(loans: readonly Loan[], owner: string | null, matter: Matter, now: number): Holder {
  const active = loans.filter((loan) => isActive(loan, now));
  const passed = new Set([owner]);
  let holder: Holder = { member: owner, loan: null };
  for (;;) {
    const next = handing(active, holder.member, matter);
    // Two who handed it to each other: it stays with the one who got it last.
    if (!next || passed.has(next.to)) return holder;
    passed.add(next.to);
    holder = { member: next.to, loan: next };
  }
}

/** A loan that names the thing goes before one of everything; of two the later one. */
function handing(active: readonly Loan[], from: string | null, { kind, entity }: Matter): Loan | undefined {
  const names = ({ matters }: Loan): boolean => matters.some((one) => one.kind === kind && one.entity === entity);
  const own = active.filter(({ owner }) => from === null || owner === from);
  return own.findLast(names) ?? (from === null ? undefined : own.findLast(isWhole));
}

/** The member whom a name written by hand means, «Петрова А. С.» say; null: none, or more than one. */
export function memberNamed(members: Iterable<{ id: string; name: string }>, written: string): string | null {
  const wanted = wordsOf(written);
  if (wanted.length === 0) return null;
  const found = [...members].filter(({ name }) => {
    const words = wordsOf(name);
    return wanted.length <= words.length && wanted.every((word, at) => isWord(words[at] ?? '', word, at));
  });
  return found.length === 1 ? (found[0]?.id ?? null) : null;
}

/** The surname whole, what follows also by its first letter. */
function isWord(whole: string, written: string, at: number): boolean {
  return at === 0 || written.length > 1 ? whole === written : whole.startsWith(written);
}

function wordsOf(name: string): string[] {
  return (
    name
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/\p{L}+/gu) ?? []
  );
}
