// @vitest-environment jsdom
import axe from 'axe-core';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { Boundary } from '../../components/boundary';
import { faultReport } from '../../components/fault-report';
import { common } from '../../locales/common';
import { click, screen } from './screen';

const t = common('ru');
const FRAME = '    at Card (chrome-extension://abcdefghijklmnop/chunks/dashboard-Xy1.js:12:34)';

function failing(message: string): Error {
  const error = new TypeError(message);
  error.stack = `TypeError: ${message}\n${FRAME}\n    at https://vk.com/wall-1_2:3:4`;
  return error;
}

describe('the report of a fault', () => {
  it.each([
    ['quoted by the JSON reader', 'Unexpected token \'В\', "Вы дебилы, Иванов" is not valid JSON', /дебил|Иванов/],
    ['in Latin letters', 'cannot read ivan petrov kozel of undefined', /ivan|petrov|kozel/],
    ['with a link and a telephone', 'no comment at https://vk.com/id123456 +7 900 123-45-67', /vk|123|900/],
    ['that poses as a frame', `x\n    at Иванов (https://vk.com/ivanov:1:1)`, /Иванов|ivanov/],
  ])('holds no words of people %s', (_name, message, words) => {
    expect(faultReport(failing(message), 'dashboard: plan', '1.0')).not.toMatch(words);
  });

  it('holds nothing of any comment, whatever was made of it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zа-я]{9,14}$/u), (word) => {
        const report = faultReport(failing(`no verdict on ${word}`), 'panel', '1.0');
        const rest = report.replace(FRAME.trim(), '');
        return !rest.includes(word) || /^(?:chunks|dashboard)$/u.test(word);
      }),
    );
  });

  it('tells version, place, kind and where in our code', () => {
    expect(faultReport(failing('Cannot read properties of undefined'), 'dashboard: plan', '1.0').split('\n')).toEqual([
      'Smotritel 1.0',
      'dashboard: plan',
      'TypeError: Cannot read properties of undefined',
      '  Card chunks/dashboard-Xy1.js:12:34',
    ]);
  });
});

describe('a view that breaks', () => {
  it('is held, told with a report to copy, and tried again', async () => {
    let isBroken = true;
    const Fragile = () => {
      if (isBroken) throw failing('no author «Иванов»');
      return <p>целое</p>;
    };
    const writeText = vi.fn((_text: string) => Promise.resolve());
    vi.stubGlobal('navigator', { clipboard: { writeText } });
    const shown = screen(
      <Boundary t={t} place="popup" version="1.0">
        <Fragile />
      </Boundary>,
    );
    expect(shown.text()).toContain(t('fault.title'));
    await click(shown.button(t('fault.copy')));
    expect(writeText.mock.calls[0]?.[0]).toContain('popup');
    expect(writeText.mock.calls[0]?.[0]).not.toContain('Иванов');
    expect(shown.text()).toContain(t('fault.copied.yes'));
    vi.unstubAllGlobals();
    const { violations } = await axe.run(shown.root, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
    isBroken = false;
    await click(shown.button(t('fault.again')));
    expect(shown.text()).toBe('целое');
  });
});
