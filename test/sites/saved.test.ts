/** Pages made by `npm run fixture -- --save`: each is read as its description says. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SAVED_FOLDER, type SavedPage } from '../../scripts/lib/fixture';
import { describeReading } from '../../scripts/lib/fixture/description';
import { wholeReading } from '../../scripts/lib/reading';

const names = readdirSync(SAVED_FOLDER).flatMap((file) => (file.endsWith('.html') ? [file.slice(0, -5)] : []));

test('there are saved pages', () => expect(names.length).toBeGreaterThan(0));

describe.each(names)('%s', (name) => {
  const saved: SavedPage = JSON.parse(readFileSync(`${SAVED_FOLDER}${name}.json`, 'utf8'));

  test('is read as described', () => {
    const html = readFileSync(`${SAVED_FOLDER}${name}.html`, 'utf8');
    const { url, now, zone } = saved;
    const reading = wholeReading(html, { url, now: Date.parse(now), zone, known: [] });
    expect(describeReading(reading, zone)).toEqual(saved.expected);
  });
});
