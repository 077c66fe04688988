/**
 * What comes with the extension, as a pack of the same format: to read, to check and to begin one's own from. Two things
 * of it a subscribed pack cannot have: rules that lean on the extension's own code or on signals and roles, and the menus
 * of layouts, which are left out here because a pack never says what to click.
 */
import { DEFAULT_CLAUSES } from '../detection/clauses';
import { RULES } from '../detection/rules';
import type { Layout } from '../sites/layout';
import { LAYOUTS } from '../sites/layouts';
import type { Pack, PackTemplate } from './pack';

export const BUILTIN = 'smotritel';

/** @param given what lies in rooms that packs know nothing of: the starter templates and the federal dates */
export function builtinPack(given: {
  templates: readonly Omit<PackTemplate, 'id'>[];
  dates: Pack['dates'];
  title: string;
  publisher: string;
}): Pack {
  return {
    id: BUILTIN,
    title: given.title,
    publisher: given.publisher,
    number: 1,
    // It is as new as the extension that it comes with.
    expires: '9999-12-31',
    note: '',
    templates: given.templates.map(({ title, text, topics }, at) => ({ id: `starter-${at + 1}`, title, text, topics })),
    clauses: [...DEFAULT_CLAUSES],
    rules: { ...RULES },
    layouts: LAYOUTS.map(withoutMenu),
    dates: [...given.dates],
  };
}

function withoutMenu({ menu: _, ...layout }: Layout): Omit<Layout, 'menu'> {
  return layout;
}
