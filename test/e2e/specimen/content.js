/** Draws a card into a closed root; an event of the page makes it meddle with the page or fail. */
const api = globalThis.browser ?? globalThis.chrome;
const host = document.createElement('smotritel-host');
const root = host.attachShadow({ mode: 'closed' });
host.style.cssText = 'position: fixed; inset: auto 20px 20px auto';

const button = document.createElement('button');
button.textContent = 'Ответить';
button.addEventListener('click', (event) => {
  button.textContent = event.isTrusted ? 'Нажато рукой' : 'Нажато скриптом';
});
const unnamed = document.createElement('input');
root.append(button, unnamed);
document.documentElement.append(host);

const range = new Range();
range.setStart(document.querySelector('p').firstChild, 0);
range.setEnd(document.querySelector('p').firstChild, 6);
CSS.highlights.set('specimen', new Highlight(range));
api.runtime.sendMessage('badge');

document.addEventListener('specimen', (event) => {
  if (event.detail === 'meddle') document.querySelector('p').setAttribute('data-meddled', '');
  if (event.detail === 'fail') {
    api.runtime.sendMessage('fail');
    setTimeout(() => {
      throw new Error('the content script fails');
    });
  }
});
