/** The sites' own hostnames, with the sample pages on them: shared by `npm start` and the end-to-end tests. */
import { SITE_HOSTS } from '../../sites/hosts';
import { SAMPLES } from '../../test/pages';
import type { SamplePage } from '../../test/pages/sample';
import { type Answer, type Internet, openInternet, type Route } from './internet';
import { loadSample } from './samples';

export type SampleName = keyof typeof SAMPLES;

/** Zone of the browsers in tests: that of the default office. */
export const ZONE = 'Asia/Tomsk';

export interface SampleSites {
  internet: Internet;
  /**
   * Puts something at an address, whatever stood there. The part after `#` never reaches a server, so it is left out:
   * of several pages under one address the last one put is shown.
   *
   * @param answer asked anew for each request, so that dates are those of the moment
   */
  put(url: string, answer: Route): void;
  /** Puts a sample page at its address, or at another. @returns the address */
  putSample(name: SampleName, options?: SampleOptions): string;
  /** Takes away all that was put, and forgets what was asked for. */
  clear(): void;
}

export interface SampleOptions {
  /** Instead of the sample's own address. */
  url?: string;
  /** Sent with the page, e.g. a Content-Security-Policy. */
  headers?: Readonly<Record<string, string>>;
}

/** @param zone that of the browser which will show the pages */
export async function openSampleSites(zone: string): Promise<SampleSites> {
  const places = new Map<string, Route>();
  const hosts = Object.values(SITE_HOSTS).flat();
  const internet = await openInternet(hosts, (url) => places.get(addressOf(url.href))?.(url) ?? furniture(url));
  const put: SampleSites['put'] = (url, answer) => places.set(addressOf(url), answer);
  const putSample: SampleSites['putSample'] = (name, { url, headers = {} } = {}) => {
    const sample: SamplePage = SAMPLES[name];
    const place = url ?? sample.url;
    put(place, () => ({ body: loadSample(sample.file, Date.now(), zone), headers }));
    return place;
  };
  const clear = (): void => {
    places.clear();
    internet.forget();
  };
  return { internet, put, putSample, clear };
}

function addressOf(url: string): string {
  const { host, pathname, search } = new URL(url);
  return host + pathname + search;
}

/** What browsers ask for by themselves. */
function furniture({ pathname }: URL): Answer | null {
  return pathname === '/favicon.ico' ? { status: 204, body: '' } : null;
}
