/** Where a server stands, as far as its address tells: personal data of citizens are to be kept in Russia (152-ФЗ). */

/** `office`: on the office's own network · `russia`: a Russian cloud or zone · `elsewhere`: abroad, or it cannot be told */
export type Place = 'office' | 'russia' | 'elsewhere';

const RUSSIAN_ZONES = ['ru', 'su', 'xn--p1ai', 'xn--p1acf', 'moscow', 'tatar', 'xn--80adxhks'];
const LOCAL_ZONES = ['local', 'lan', 'home', 'internal', 'localdomain', 'arpa'];

export function placeOf(url: URL): Place {
  const host = url.hostname.replace(/\.$/, '');
  const zone = host.slice(host.lastIndexOf('.') + 1);
  if (!host.includes('.') && !host.includes(':')) return 'office';
  if (isPrivate(host) || LOCAL_ZONES.includes(zone)) return 'office';
  return RUSSIAN_ZONES.includes(zone) ? 'russia' : 'elsewhere';
}

/** Addresses of RFC 1918, RFC 3927, RFC 4193 and loopback. */
function isPrivate(host: string): boolean {
  if (host.startsWith('[')) return /^\[(::1|f[cd]|fe[89ab])/.test(host);
  const [a = -1, b = -1, ...rest] = host.split('.').map(Number);
  if (rest.length !== 2 || [a, b, ...rest].some((part) => !Number.isInteger(part))) return false;
  return (
    a === 10 || a === 127 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168) || (a === 169 && b === 254)
  );
}

/**
 * The address that a person typed as one of a folder: with the scheme left out it is https, or http on an own network.
 * null: no address.
 */
export function readAddress(typed: string): URL | null {
  const text = typed.trim();
  if (text === '' || /\s/.test(text)) return null;
  try {
    if (/^https?:\/\//i.test(text)) return whole(new URL(text));
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return null;
    const guess = new URL(`https://${text}`);
    return whole(placeOf(guess) === 'office' ? new URL(`http://${text}`) : guess);
  } catch {
    return null;
  }
}

/** Without password, query and anchor, and with a slash at the end. */
function whole(url: URL): URL {
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/** The leave that the browser has to give for it: match patterns know no ports. */
export function originPattern(url: URL): string {
  return `${url.protocol}//${url.hostname}/*`;
}

/** Addresses of a log server's nodes, several with commas or spaces between; without a scheme they are wss. null: none. */
export function readServers(typed: string): URL[] | null {
  const words = typed.split(/[\s,;]+/).filter(Boolean);
  const texts = words.map((word) => (word.includes('://') ? word : `wss://${word}`));
  const isGood = texts.length > 0 && texts.every((text) => /^wss?:\/\//i.test(text) && URL.canParse(text));
  return isGood ? texts.map((text) => new URL(text)) : null;
}
