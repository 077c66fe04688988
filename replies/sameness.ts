/** Whether a text is already among the office's templates: a list pasted twice must not make everything double. */
import type { CataloguedTemplate } from './catalogue';
import { folded } from './words';

/** Letters and digits only: blanks, quotes and dashes change when a text travels through Word. */
const bare = (text: string): string => folded(text).replace(/[^\p{L}\p{N}]+/gu, '');

/** Looks up the id of a template with the same text, whatever its title; null when there is none. */
export function sameTextAmong(templates: Iterable<CataloguedTemplate>): (text: string) => string | null {
  const ids = new Map<string, string>();
  for (const { id, template } of templates) {
    const key = bare(template.text);
    if (key && !ids.has(key)) ids.set(key, id);
  }
  return (text) => ids.get(bare(text)) ?? null;
}
