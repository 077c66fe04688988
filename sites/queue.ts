/** Posts that wait in the site's own queue: VK's postponed posts, OK's delayed topics. */
import type { Layout } from './layout';

/** Whether an address shows the queue of a page. */
export function isQueue(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, pathname, searchParams } = new URL(url);
  if (/(?:^|\.)(?:vk\.com|vk\.ru)$/u.test(hostname)) return searchParams.has('postponed');
  return /(?:^|\.)ok\.ru$/u.test(hostname) && /\/delayed\/?$/u.test(pathname);
}

/** What the reader in the tab needs of a layout. */
export interface QueueSigns {
  items: string;
  text: string;
  label: string;
}

export function queueSigns({ posts }: Layout): QueueSigns | null {
  if (!posts?.unpublished) return null;
  return {
    items: posts.item.join(', '),
    text: posts.text.in.join(', '),
    label: posts.unpublished.map(({ at }) => at).join(', '),
  };
}

/**
 * Runs in the tab of a queue and stands alone. Waits until the page has been still for a while, for these lists come
 * late; null when nothing that is understood has come.
 */
export async function readQueue(layouts: readonly QueueSigns[]): Promise<{ text: string; label: string }[] | null> {
  const [stillness, patience, most] = [1500, 15_000, 200];
  await new Promise<void>((resolve) => {
    let rest = setTimeout(resolve, stillness);
    const observer = new MutationObserver(() => {
      clearTimeout(rest);
      rest = setTimeout(resolve, stillness);
    });
    observer.observe(document.documentElement, { childList: true, subtree: true });
    setTimeout(() => {
      observer.disconnect();
      resolve();
    }, patience);
  });
  const found = layouts.map(({ items, text, label }) =>
    [...document.querySelectorAll(items)].slice(0, most).map((item) => ({
      text: (text ? item.querySelector(text)?.textContent : '')?.trim().slice(0, 300) ?? '',
      label: item.querySelector(label)?.textContent?.trim().slice(0, 80) ?? '',
    })),
  );
  const best = found.reduce((longest, one) => (one.length > longest.length ? one : longest), []);
  return best.length > 0 ? best : null;
}
