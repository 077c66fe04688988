/** Waiting gives what was waited for, or a reason. */
import { expect, test } from 'vitest';
import { until } from '../../scripts/lib/until';

test('gives the first truthy thing', async () => {
  let looks = 0;
  expect(await until(() => (++looks >= 3 ? { looks } : null), 'the third look')).toEqual({ looks: 3 });
});

test('an error is «not yet»', async () => {
  let looks = 0;
  const look = (): string => {
    looks += 1;
    if (looks < 2) throw new Error('too early');
    return 'there';
  };
  expect(await until(look, 'something')).toBe('there');
});

test.each([
  ['what was last seen', () => 0, 'Waited 0.1 s in vain for a number; last seen: 0'],
  [
    'the last error',
    () => {
      throw new Error('no page');
    },
    'Waited 0.1 s in vain for a number; last seen: no page',
  ],
])('gives up telling %s', async (_what, look: () => number, message) => {
  await expect(until(look, 'a number', { within: 100 })).rejects.toThrow(message);
});
