// @vitest-environment jsdom
import axe from 'axe-core';
import { afterEach, expect, it, vi } from 'vitest';
import { faultReport } from '../../components/fault-report';
import { Guard } from '../../components/overlay/Guard';
import { inPage } from '../../locales/inpage';
import { click, type Screen, screen } from './screen';

const t = inPage('ru');
let isBroken = true;

function Fragile() {
  if (isBroken) throw new TypeError('no author «Иванов» on https://vk.com/id1');
  return <p>целое</p>;
}

const draw = (report: (error: Error) => Promise<string>): Screen =>
  screen(
    <Guard t={t} report={report}>
      <Fragile />
    </Guard>,
  );

afterEach(() => {
  vi.unstubAllGlobals();
  isBroken = true;
});

it('the panel that breaks says so, gives a report without anybody’s words, and is drawn again', async () => {
  const writeText = vi.fn((_text: string) => Promise.resolve());
  vi.stubGlobal('navigator', { clipboard: { writeText } });
  const shown = draw(async (error) => faultReport(error, 'panel', '1.0'));
  expect(shown.text()).toContain(t('fault.said'));
  await vi.waitFor(() =>
    expect(shown.root.querySelector('pre')?.textContent).toContain('Smotritel 1.0\npanel\nTypeError'),
  );
  expect(shown.text()).not.toMatch(/Иванов|vk\.com/u);
  await click(shown.button(t('fault.copy')));
  expect(writeText.mock.calls[0]?.[0]).toBe(shown.root.querySelector('pre')?.textContent);
  const { violations } = await axe.run(shown.root, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
  isBroken = false;
  await click(shown.button(t('fault.again')));
  expect(shown.text()).toBe('целое');
});

it('the notice stands even where nobody answers for the report', async () => {
  const shown = draw(() => Promise.reject(new Error('the extension was updated')));
  await vi.waitFor(() => expect(shown.text()).toContain(t('fault.said')));
  expect(shown.buttons()).toContain(t('fault.again'));
});
