import { beforeEach, describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { ask } from '../messages';

const send = vi.spyOn(browser.runtime, 'sendMessage');
const TEXTS = [
  'Could not establish connection. Receiving end does not exist.',
  'A listener indicated an asynchronous response by returning true, but the message channel closed before a response was received',
  'The message port closed before a response was received.',
  'An unexpected error occurred',
];

beforeEach(() => void send.mockReset());

describe('a background that is stopped while it works', () => {
  it.each(TEXTS)('is asked once more for what may be repeated: %s', async (text) => {
    send.mockRejectedValueOnce(new Error(text)).mockResolvedValueOnce({ ok: true, data: 'a {}' });
    expect(await ask('styles', null)).toBe('a {}');
    expect(send).toHaveBeenCalledTimes(2);
    expect(send.mock.calls[1]).toEqual(send.mock.calls[0]);
  });

  it('is not asked a third time', async () => {
    send.mockRejectedValue(new Error(TEXTS[0]));
    await expect(ask('styles', null)).rejects.toThrow('Receiving end');
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('is never asked twice to write down what a person did', async () => {
    send.mockRejectedValue(new Error(TEXTS[0]));
    await expect(ask('dismiss', { page: 'p', text: 'т', dismissed: true })).rejects.toThrow('Receiving end');
    expect(send).toHaveBeenCalledTimes(1);
  });
});

it('other failures are passed on at once', async () => {
  send.mockRejectedValue(new Error('Extension context invalidated.'));
  await expect(ask('styles', null)).rejects.toThrow('invalidated');
  expect(send).toHaveBeenCalledTimes(1);
});
