/** The table of `npm start`: what a sample says of itself and what the extension says of it, in the same words. */
import { describe, expect, test } from 'vitest';
import type { TabView } from '../../messages';
import { differences, expectedFindings, foundFindings } from '../../scripts/lib/findings';

const NOTHING: TabView = {
  identity: null,
  page: null,
  layout: null,
  health: null,
  coverage: null,
  week: null,
  marked: {},
};
const WEEK = { monday: '2026-11-23', sunday: '2026-11-29', norm: 2, readBackTo: null, asOf: null };

test('a sample with a feed speaks for itself', () => {
  expect(expectedFindings('vk-react')).toEqual({
    layout: 'vk-react',
    week: '4',
    read: '15 of 18',
    marked: 'aggression 1, appeal 2, insult 1, obscenity 1, personal-data 1, spam 1',
  });
});

test('a topic has the week of its group', () => {
  expect(expectedFindings('ok-topic', 'ok-desktop')).toMatchObject({ layout: 'ok-desktop', week: '4' });
});

describe('what was found', () => {
  test('nothing is no zero', () => {
    expect(foundFindings(NOTHING)).toEqual({ layout: '?', week: '?', read: '?', marked: 'none' });
  });

  test.each([
    ['exact', 3, '3'],
    ['atLeast', 3, '≥ 3'],
    ['unknown', 0, '?'],
  ] as const)('a week that is %s', (state, count, words) => {
    expect(foundFindings({ ...NOTHING, week: { ...WEEK, count, state } }).week).toBe(words);
  });

  test('an unknown number of comments stays unknown', () => {
    const coverage = { posts: [], read: 4, said: null, complete: false };
    expect(foundFindings({ ...NOTHING, coverage }).read).toBe('4 of ?');
  });
});

test('differences are named by column', () => {
  const findings = expectedFindings('vk-react');
  expect(differences(findings, findings)).toEqual([]);
  expect(differences(findings, { ...findings, week: '≥ 4', marked: 'none' })).toEqual(['week', 'marked']);
});
