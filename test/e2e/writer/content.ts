/** Writes into the editor of the page when the test asks, as our content script would, and answers how that went. */
import { insertText } from '../../../sites/writer';

export interface Asked {
  text: string;
}

document.addEventListener('writer-asked', async (event) => {
  const { text } = JSON.parse((event as CustomEvent<string>).detail) as Asked;
  const host = document.querySelector('comment-form');
  const field = (host?.shadowRoot ?? document).querySelector<HTMLElement>('#field');
  const detail = JSON.stringify(field && (await insertText(field, text)));
  document.dispatchEvent(new CustomEvent('writer-answered', { detail }));
});
