const api = globalThis.browser ?? globalThis.chrome;
const born = `${Date.now()} ${Math.random()}`;

api.runtime.onMessage.addListener((message, sender, answer) => {
  if (message === 'born') answer(born);
  if (message === 'badge') {
    api.action.setBadgeText({ tabId: sender.tab.id, text: '7' });
    api.action.setTitle({ tabId: sender.tab.id, title: 'семь' });
  }
  if (message === 'fail') console.error('the background fails');
});
