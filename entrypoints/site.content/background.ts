/**
 * The content script's side of `messages.ts`, without its schemas: they would be a third of what every page of the
 * sites has to load. The background checks what it is asked and, before it sends them, its own answers; here only the
 * envelope is looked at. A script whose extension was updated cannot talk to the new background at all.
 */
import browser from 'webextension-polyfill';
import { MARK } from '../../envelope';
import type { Handlers, MessageName, ProblemCode, Reply, Request } from '../../messages';
import { Problem } from '../../problem';

type Answer = { ok: true; data: unknown } | { ok: false; code: ProblemCode; message: string };

/**
 * Asks the background.
 * @throws Problem with the code that the background gave, `bad-message` for what is no answer, whatever the browser
 * throws when the background is gone.
 */
export async function ask<Name extends MessageName>(name: Name, data: Request<Name>): Promise<Reply<Name>> {
  const answer: unknown = await browser.runtime.sendMessage({ mark: MARK, name, data });
  if (!isAnswer(answer)) throw new Problem('bad-message', name);
  if (!answer.ok) throw new Problem(answer.code, answer.message);
  return answer.data as Reply<Name>;
}

function isAnswer(value: unknown): value is Answer {
  if (typeof value !== 'object' || value === null || !('ok' in value)) return false;
  return value.ok === true ? 'data' in value : 'code' in value && typeof value.code === 'string';
}

/** Answers what popup and background ask of the tab, until `signal` is aborted. None of it carries anything. */
export function serve(handlers: Handlers, signal: AbortSignal): void {
  const listener = (raw: unknown, sender: browser.Runtime.MessageSender): Promise<unknown> | undefined => {
    if (sender.id !== browser.runtime.id || typeof raw !== 'object' || raw === null) return undefined;
    const { mark, name } = raw as { mark?: unknown; name?: unknown };
    const handler = mark === MARK && typeof name === 'string' ? handlers[name as 'describe'] : undefined;
    return handler && answered(handler(null, sender));
  };
  browser.runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(listener), { once: true });
}

async function answered(work: Promise<unknown>): Promise<Answer> {
  try {
    return { ok: true, data: await work };
  } catch (error) {
    const code = error instanceof Problem ? error.code : 'unexpected';
    return { ok: false, code, message: error instanceof Error ? error.message : String(error) };
  }
}
