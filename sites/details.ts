/** What the open page shows about itself: its card, its description, its contacts. Nothing is opened for it. */
import { siteOf } from './hosts';
import type { Layout } from './layout';
import { recognise } from './place';

export interface Details {
  texts: string[];
  phones: string[];
  emails: string[];
  sites: string[];
  /** The whole card is on the page, so that what is not in it is missing. */
  complete: boolean;
}

/** @returns null where no layout knows how a page speaks of itself. */
export function readDetails(document: Document, url: string, layouts: readonly Layout[]): Details | null {
  const site = siteOf(url);
  const card = site && recognise(layouts, document, site)?.layout.card;
  if (!card) return null;
  const all = (selectors: readonly string[]): Element[] =>
    selectors.length === 0 ? [] : [...document.querySelectorAll(selectors.join(', '))];
  const text = (element: Element): string => (element.textContent ?? '').replace(/[ \t\u00a0]+/gu, ' ').trim();
  const target = (element: Element): string => {
    const href = element.getAttribute('href') ?? '';
    // VK leads outside by way of a page of its own.
    const away = URL.canParse(href, url) ? new URL(href, url).searchParams.get('to') : null;
    return away ?? href.replace(/^(?:tel|mailto):/u, '');
  };
  return {
    texts: all(card.texts).map(text).filter(Boolean),
    phones: all(card.phones).map(target).filter(Boolean),
    emails: all(card.emails).map(target).filter(Boolean),
    sites: all(card.sites).map(target).filter(Boolean),
    complete: card.whole.some((selector) => document.querySelector(selector) !== null),
  };
}
