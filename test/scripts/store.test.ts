import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/lib/command.mjs';
import { MOST, storeText } from '../../scripts/release/store-text';

describe('the texts of the stores', () => {
  it.each(['ru', 'en'])('%s: whole, short enough, under the name that the browser shows', (language) => {
    const { name, summary } = storeText(readFileSync(`${ROOT}locales/store/${language}.md`, 'utf8'));
    const shown = JSON.parse(readFileSync(`${ROOT}public/_locales/${language}/messages.json`, 'utf8'));
    expect([name, summary]).toEqual([shown.extensionName.message, shown.extensionDescription.message]);
  });

  it.each([
    ['without a part', '# name\n\nИмя\n\n# summary\n\nКратко'],
    [
      'with a summary that is too long',
      `# name\nИмя\n# summary\n${'я'.repeat(MOST.summary + 1)}\n# description\nТекст`,
    ],
  ])('%s are refused', (_name, source) => {
    expect(() => storeText(source)).toThrow();
  });
});
