/** The site's own editor of posts, where one is open. It is found and read, never opened, sent or clicked. */
import { siteOf } from '../hosts';
import type { Layout } from '../layout';
import { recognise } from '../place';
import { isShown } from './editors';
import { readField } from './text';

export interface Composer {
  field: HTMLElement;
  /** What is written in it now. */
  text(): string;
}

/** @returns null when no editor of posts is open; the last on the page, for clients lay new ones over old ones. */
export function findComposer(document: Document, url: string, layouts: readonly Layout[]): Composer | null {
  const site = siteOf(url);
  const composer = site && recognise(layouts, document, site)?.layout.composer;
  if (!composer) return null;
  // A window for writing lies beside what is read of the page, not in it.
  const not = composer.not.join(', ');
  const fields = [...document.querySelectorAll<HTMLElement>(composer.field.join(', '))].filter(
    (field) => !(not && field.matches(not)) && isShown(field),
  );
  const field = fields.at(-1);
  return field ? { field, text: () => readField(field) } : null;
}
