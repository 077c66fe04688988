/** What a page shows about itself: its card, its description, its contacts. Nothing is opened for it. */
import type { Layout } from './layout';

export type Card = NonNullable<Layout['card']>;

export interface Details {
  texts: string[];
  phones: string[];
  emails: string[];
  sites: string[];
  /** The whole card is on the page, so that what is not in it is missing. */
  complete: boolean;
}

/**
 * Runs in the page's tab when a person asks, so it stands alone: everything that it needs is in it or given to it.
 * @param cards of the layouts of this site; the one that finds most speaks
 */
export function readDetails(cards: readonly Card[]): Details | null {
  const all = (selectors: readonly string[]): Element[] =>
    selectors.length === 0 ? [] : [...document.querySelectorAll(selectors.join(', '))];
  const text = (element: Element): string =>
    ((element as HTMLElement).innerText ?? element.textContent ?? '').replace(/[ \t\u00a0]+/gu, ' ').trim();
  const target = (element: Element): string => {
    const href = element.getAttribute('href') ?? '';
    // VK leads outside by way of a page of its own.
    const away = URL.canParse(href, location.href) ? new URL(href, location.href).searchParams.get('to') : null;
    return away ?? href.replace(/^(?:tel|mailto):/u, '');
  };
  const found = cards.map((card) => ({
    texts: all(card.texts).map(text).filter(Boolean),
    phones: all(card.phones).map(target).filter(Boolean),
    emails: all(card.emails).map(target).filter(Boolean),
    sites: all(card.sites).map(target).filter(Boolean),
    complete: card.whole.some((selector) => document.querySelector(selector) !== null),
  }));
  const best = found.reduce((most, one) => (one.texts.length > most.texts.length ? one : most), found[0]!);
  return best && best.texts.length > 0 ? best : null;
}
