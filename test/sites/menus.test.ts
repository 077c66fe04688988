import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LAYOUTS } from '../../sites/layouts';

const text = readFileSync(new URL('../../docs/moderation.md', import.meta.url), 'utf8');
const table = text.slice(text.indexOf('| layout |'), text.indexOf('## Messages'));
const rows = new Map(
  table.split('\n').flatMap((line) => {
    const [, names = '', seen = ''] = line.split('|').map((cell) => cell.trim());
    return [...names.matchAll(/`([\w-]+)`/g)].map(([, name]) => [name!, seen] as const);
  }),
);

describe('the document on the sites\u2019 menus', () => {
  it.each(LAYOUTS.map((layout) => [layout.id, layout] as const))('says of %s what its layout says', (id, { menu }) => {
    expect(rows.get(id)).toBe(menu ? (menu.seen ?? 'nobody') : 'none');
  });
});
