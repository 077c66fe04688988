/**
 * Stands in for `webextension-polyfill` in the content script, where that would be a tenth of all that every page of
 * the sites has to load: the browsers' own API returns promises; only the answer to a message has to be given in the
 * one way that both know. The build puts it in its place, see wxt.config.ts.
 */
import type { Browser, Runtime } from 'webextension-polyfill';

type Listener = (message: unknown, sender: Runtime.MessageSender) => Promise<unknown> | undefined;
type Native = (message: unknown, sender: Runtime.MessageSender, answer: (reply: unknown) => void) => boolean;

interface NativeRuntime {
  readonly id: string | undefined;
  sendMessage(message: unknown): Promise<unknown>;
  readonly onMessage: { addListener(listener: Native): void; removeListener(listener: Native): void };
}

const namespaces = globalThis as unknown as { browser?: object; chrome?: object };
const api = namespaces.browser ?? namespaces.chrome;
const { runtime } = api as unknown as { runtime: NativeRuntime };
const natives = new Map<Listener, Native>();

function nativeOf(listener: Listener): Native {
  const known = natives.get(listener);
  if (known) return known;
  const made: Native = (message, sender, answer) => {
    const reply = listener(message, sender);
    void reply?.then(answer);
    // «true» keeps the way open for an answer that comes later.
    return reply !== undefined;
  };
  natives.set(listener, made);
  return made;
}

const browser = {
  runtime: {
    /** Gone once the extension was updated or removed; some browsers then throw. */
    get id() {
      return runtime.id;
    },
    sendMessage: (message: unknown) => runtime.sendMessage(message),
    onMessage: {
      addListener: (listener: Listener) => runtime.onMessage.addListener(nativeOf(listener)),
      removeListener: (listener: Listener) => runtime.onMessage.removeListener(nativeOf(listener)),
    },
  },
};

export { browser };
export default browser as unknown as Browser;
