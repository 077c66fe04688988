import { describe, expect, it } from 'vitest';
import { medianText } from '../../components/dashboard/report/comments';
import { publishing } from '../../locales/publishing';

describe('how long answers took', () => {
  it.each([
    ['nothing, when they came outside working hours', 0, 'Половина ответов заняла меньше минуты рабочего времени'],
    ['minutes', 12 * 60_000, 'Половина ответов дана быстрее чем за 12 мин рабочего времени'],
    ['hours', 5_400_000, 'Половина ответов дана быстрее чем за 1,5 ч рабочего времени'],
  ])('is told in %s', (_, median, expected) => {
    expect(medianText(publishing('ru'), 'ru', median)).toBe(expected);
  });
});
