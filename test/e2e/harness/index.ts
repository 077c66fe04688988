/** What end-to-end tests import; described in ../README.md. */
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import type { Engine } from '../../../scripts/browsers.mjs';
import { Session, type SessionOptions } from './session';

export { type Patience, until } from '../../../scripts/lib/until';
export type { Mutation } from './guard';
export { Overlay, type Which } from './overlay';
export type { Popup } from './popup';
export { type AxeReport, HOST, type Seen } from './probe';
export { Session, type SessionOptions } from './session';
export { type Badge, SitePage, saveScreenshot } from './site-page';

/** Both, or the one that `SMOTRITEL_ENGINE` names. */
const ENGINES: Engine[] = (['chromium', 'firefox'] as const).filter(
  (engine) => (process.env.SMOTRITEL_ENGINE ?? engine) === engine,
);

/** The browser of the tests before these, of this file: to start one takes longer than many a test. */
let kept: { session: Session; as: string } | null = null;

async function closeKept(): Promise<void> {
  const { session } = kept ?? {};
  kept = null;
  await session?.close();
}

/** The session kept, with the extension installed anew, or another where these tests ask for another browser. */
async function takeSession(engine: Engine, options: SessionOptions): Promise<Session> {
  const { theme, ...others } = options;
  const as = JSON.stringify({ engine, ...others });
  if (kept?.as === as) {
    await kept.session.renew(theme);
    return kept.session;
  }
  await closeKept();
  kept = { session: await Session.launch(engine, options), as };
  return kept.session;
}

/**
 * Declares tests for each browser. One browser serves them all, with nothing of other tests in the extension; its tabs
 * are closed after each test, and a test fails when the extension has reported an error meanwhile.
 *
 * @param declare gets a function that gives the running session to a test
 */
export function inBrowsers(
  title: string,
  declare: (session: () => Session) => void,
  options: SessionOptions = {},
): void {
  // Here rather than at the top: the files share this module, which is loaded for the first of them.
  afterAll(closeKept);
  describe.each(ENGINES)(`${title} (%s)`, (engine) => {
    let session: Session | null = null;
    const running = (): Session => {
      if (!session) throw new Error('The session runs inside tests only');
      return session;
    };

    beforeAll(async () => {
      session = await takeSession(engine, options);
    });

    afterEach(async () => {
      await session?.closePages();
      expect(await session?.takeFaults()).toEqual([]);
    });

    declare(running);
  });
}
