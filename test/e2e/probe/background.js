/** Tells a content script in which tab it is; only a background is told so. */
const api = globalThis.browser ?? globalThis.chrome;

api.runtime.onMessage.addListener((_message, sender, answer) => {
  answer(sender.tab.id);
});
