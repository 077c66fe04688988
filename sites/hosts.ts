/**
 * The hosts we read. They are the extension's required permissions and never grow in an update: a new required
 * host makes browsers switch the extension off until somebody agrees.
 */
import type { Site } from '../types';

export const SITE_HOSTS: Readonly<Record<Site, readonly string[]>> = {
  vk: ['vk.com', 'vk.ru', 'm.vk.com', 'm.vk.ru'],
  ok: ['ok.ru', 'm.ok.ru'],
  telegram: ['web.telegram.org', 't.me'],
};

export const SITE_MATCHES: string[] = Object.values(SITE_HOSTS).flatMap((hosts) =>
  hosts.map((host) => `https://${host}/*`),
);

/** Which site a URL belongs to, or null. The `www.` form redirects and is not read. */
export function siteOf(url: string): Site | null {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  for (const [site, hosts] of Object.entries(SITE_HOSTS) as [Site, readonly string[]][]) {
    if (hosts.includes(host)) return site;
  }
  return null;
}
