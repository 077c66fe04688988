/** When the extension's own pages show what they know, for those who take pictures of them. */
import { dashboard } from '../../locales/dashboard';

/** What they say while they are still reading. */
export const LOADING: readonly string[] = [dashboard('ru')('dashboard.loading'), dashboard('ru')('popup.loading')];

/** Runs in the page, so it sees nothing but its argument. */
export function isDrawn(loading: readonly string[]): boolean {
  const said = document.body.innerText;
  return document.querySelector('h2') !== null && !loading.some((words) => said.includes(words));
}
