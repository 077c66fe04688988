import { describe, expect, it } from 'vitest';
import { holderOf, memberNamed } from '../../office/matters';
import type { Loan } from '../../office/walk';

const CASE = { kind: 'decision', entity: 'case-1' };
const PLAN = { kind: 'plan', entity: 'plan-1' };

let loans = 0;
function loan(owner: string, to: string, part: Partial<Loan> = {}): Loan {
  loans += 1;
  return {
    type: 'lend',
    office: 'o',
    roles: [],
    matters: [],
    everything: true,
    from: 10,
    until: 20,
    comment: '',
    ended: false,
    id: `loan-${loans}`,
    entity: `lend:${loans}`,
    by: owner,
    at: 0,
    owner,
    to,
    ...part,
  };
}
const named = (...matters: Loan['matters']): Partial<Loan> => ({ matters, everything: false });

describe('who answers for a thing', () => {
  it.each<[string, Loan[], string | null, number, string | null]>([
    ['its owner, while nothing is handed over', [], 'anna', 15, 'anna'],
    ['the colleague, from the first instant', [loan('anna', 'petr')], 'anna', 10, 'petr'],
    ['the owner before', [loan('anna', 'petr')], 'anna', 9, 'anna'],
    ['the owner again with the end', [loan('anna', 'petr')], 'anna', 20, 'anna'],
    ['the owner again once it is taken back', [loan('anna', 'petr', { ended: true })], 'anna', 15, 'anna'],
    [
      'the colleague whose loan names it',
      [loan('anna', 'petr', named(CASE)), loan('anna', 'vera')],
      'anna',
      15,
      'petr',
    ],
    ['the owner, when another thing is named', [loan('anna', 'petr', named(PLAN))], 'anna', 15, 'anna'],
    ['the owner, when rights alone are lent', [loan('anna', 'petr', named())], 'anna', 15, 'anna'],
    [
      'the colleague by a loan from before there was a word for all',
      [loan('anna', 'petr', { everything: undefined })],
      'anna',
      15,
      'petr',
    ],
    ['the last in a line', [loan('anna', 'petr'), loan('petr', 'vera')], 'anna', 15, 'vera'],
    [
      'the one who got it last of two who handed it to each other',
      [loan('anna', 'petr'), loan('petr', 'anna')],
      'anna',
      15,
      'petr',
    ],
    ['nobody, where all is handed over by one whose it is not', [loan('anna', 'petr')], null, 15, null],
    ['the colleague to whom nobody’s was handed by its name', [loan('anna', 'petr', named(CASE))], null, 15, 'petr'],
    [
      'its owner, whatever others hand over',
      [loan('vera', 'petr'), loan('vera', 'petr', named(CASE))],
      'anna',
      15,
      'anna',
    ],
  ])('is %s', (_, given, owner, now, holder) => {
    expect(holderOf(given, owner, CASE, now).member).toBe(holder);
  });

  it('is told with the loan by which it came', () => {
    const [first, second] = [loan('anna', 'petr'), loan('petr', 'vera')];
    expect(holderOf([first, second], 'anna', CASE, 15).loan).toBe(second);
    expect(holderOf([first, second], 'anna', CASE, 25).loan).toBeNull();
  });
});

describe('a name written by hand', () => {
  const members = [
    { id: 'anna', name: 'Петрова Анна Сергеевна' },
    { id: 'petr', name: 'Семёнов Пётр Ильич' },
    { id: 'ivan', name: 'Семёнов Иван' },
  ];
  it.each([
    ['Петрова', 'anna'],
    ['петрова а.с.', 'anna'],
    ['Петрова А. С.', 'anna'],
    ['Семенов П.', 'petr'],
    ['Семёнов', null],
    ['Семёнов Пётр Ильич', 'petr'],
    ['Петрова Б.', null],
    ['П.', null],
    ['', null],
    ['библиотека', null],
  ])('«%s» means %s', (written, id) => {
    expect(memberNamed(members, written)).toBe(id);
  });
});
