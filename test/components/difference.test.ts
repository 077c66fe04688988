import { describe, expect, it } from 'vitest';
import { difference } from '../../components/dashboard/office/difference';

describe('the difference between two texts', () => {
  it('is told by whole words, Russian ones too', () => {
    expect(difference('Дорогу почистят завтра.', 'Дорогу почистят до пятницы.')).toEqual([
      { text: 'Дорогу почистят ', change: 'same' },
      { text: 'завтра', change: 'removed' },
      { text: 'до пятницы', change: 'added' },
      { text: '.', change: 'same' },
    ]);
    expect(difference('', '')).toEqual([]);
  });
});
