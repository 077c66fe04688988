/** Layouts of packs among those of the extension. */
import type { Layout } from '../sites/layout';
import type { Pack } from './pack';

/**
 * The layouts that a reader tries, in order. A pack's come first: it was published because the site had changed. One with
 * the id of the extension's stands in its place, and without its menu: only what is shipped may say what opens one.
 */
export function layoutsWith(shipped: readonly Layout[], packs: readonly Pack[]): Layout[] {
  const packed: Layout[] = [];
  for (const layout of packs.flatMap(({ layouts }) => layouts)) {
    if (!packed.some(({ id }) => id === layout.id)) packed.push(layout);
  }
  const replaced = new Set(packed.map(({ id }) => id));
  return [...packed, ...shipped.filter(({ id }) => !replaced.has(id))];
}
