/** Whether a text has arrived: found out by reading the field back, since sites redraw it whenever they please. */
import type { FieldTrace } from './field';
import { linesOf, readField } from './text';

/** `landed`: what was there, then the text, nothing else. */
export type Landing = 'landed' | 'untouched' | 'changed';

/** A site that undoes a change does so at once or with its next frame; what has stood this long stays. In ms. */
const QUIET = 150;
/** A site that takes the text later than this has not taken it. In ms. */
const DEADLINE = 700;

/** What is in the field compared with what was before and what was to be added. */
export function landingOf(now: string, before: string, text: string): Landing {
  const lines = linesOf(now).join('\n');
  const former = linesOf(before);
  if (lines === [...former, ...linesOf(text)].join('\n')) return 'landed';
  return lines === former.join('\n') ? 'untouched' : 'changed';
}

/** Waits until the text has landed and stayed, or until there is no hope. */
export function awaitLanding(
  root: Document | ShadowRoot,
  trace: FieldTrace,
  before: string,
  text: string,
): Promise<Landing> {
  const view = (root.ownerDocument ?? (root as Document)).defaultView;
  if (!view) return Promise.resolve('untouched');
  const look = (): Landing => {
    const field = trace.current();
    return field ? landingOf(readField(field), before, text) : 'changed';
  };
  return new Promise((resolve) => {
    const deadline = Date.now() + DEADLINE;
    let seen: Landing | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const check = (): void => {
      const now = look();
      if (now === seen) return;
      seen = now;
      clearTimeout(timer);
      timer = setTimeout(finish, now === 'landed' ? QUIET : Math.max(0, deadline - Date.now()));
    };
    const observer = new view.MutationObserver(check);
    const finish = (): void => {
      observer.disconnect();
      root.removeEventListener('input', check);
      resolve(look());
    };
    observer.observe(root, { childList: true, characterData: true, subtree: true });
    root.addEventListener('input', check);
    check();
  });
}
