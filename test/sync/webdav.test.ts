import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { utf8 } from '../../office/bytes';
import { originPattern, placeOf, readAddress, readServers } from '../../sync/place';
import { readListing } from '../../sync/propfind';
import { RemoteError } from '../../sync/remote';
import { WebDav } from '../../sync/webdav';

const FOLDER = 'https://disk.example.ru/dav/%D0%9E%D0%B1%D0%BC%D0%B5%D0%BD/';

function listing(...responses: string[]): Uint8Array<ArrayBuffer> {
  return utf8(`<?xml version="1.0"?><d:multistatus xmlns:d="DAV:">${responses.join('')}</d:multistatus>`);
}

function response(href: string, props: string): string {
  const propstat = `<d:propstat><d:prop>${props}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>`;
  return `<d:response><d:href>${href}</d:href>${propstat}</d:response>`;
}

describe('a listing', () => {
  test('names the files of the folder, however the server writes addresses and prefixes', () => {
    const body = utf8(`<D:multistatus xmlns:D="DAV:" xmlns:lp1="DAV:">
      <D:response><D:href>/dav/%D0%9E%D0%B1%D0%BC%D0%B5%D0%BD/</D:href><D:propstat><D:prop><lp1:resourcetype><D:collection/></lp1:resourcetype></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>
      <D:response><D:href>https://disk.example.ru/dav/%D0%9E%D0%B1%D0%BC%D0%B5%D0%BD/%D0%B0%20%26.bin</D:href><D:propstat><D:prop><lp1:resourcetype/><lp1:getcontentlength>17</lp1:getcontentlength><lp1:getetag>W/&quot;1&quot;</lp1:getetag></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>
      <D:response><D:href>b</D:href><D:propstat><D:prop><lp1:getcontentlength/></D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat><D:propstat><D:prop><lp1:getlastmodified>вчера</lp1:getlastmodified></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>
    </D:multistatus>`);
    expect(readListing(body, FOLDER)).toEqual([
      { name: 'а &.bin', size: 17, mark: 'W/"1"' },
      { name: 'b', size: null, mark: 'вчера' },
    ]);
  });

  test('without sense is told as such, and hostile ones neither crash nor reach out', () => {
    const isStrange = (bytes: Uint8Array<ArrayBuffer>): boolean => {
      try {
        readListing(bytes, FOLDER);
      } catch (error) {
        return error instanceof RemoteError && error.fault === 'strange';
      }
      return false;
    };
    expect(isStrange(utf8('<html><body>Войдите в сеть</body></html>'))).toBe(true);
    expect(isStrange(utf8(''))).toBe(true);
    expect(isStrange(utf8('<d:multistatus xmlns:d="DAV:"><d:response>'))).toBe(true);
    expect(isStrange(new Uint8Array([0xff, 0xfe, 0x00]))).toBe(true);
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>';
    expect(isStrange(utf8(bomb))).toBe(true);
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(isStrange(utf8(text))).toBe(true);
      }),
    );
  });

  test('with addresses that are none leaves those out', () => {
    expect(
      readListing(
        listing(response('http://[', '<d:getetag>1</d:getetag>'), response('/x/%E0%A4%A', '<d:getetag>1</d:getetag>')),
        FOLDER,
      ),
    ).toEqual([]);
  });
});

describe('a request', () => {
  test('carries the password in UTF-8, no cookies, and no address of another folder', async () => {
    const asked: [string, RequestInit][] = [];
    const remote = new WebDav({ url: FOLDER.slice(0, -1), user: 'глава', password: 'ключ' }, async (url, init) => {
      asked.push([String(url), init ?? {}]);
      return new Response(null, { status: 201 });
    });
    await remote.put('../имя?.bin', utf8('x'));
    const [[url, init]] = asked as [[string, RequestInit]];
    expect(url).toBe(`${FOLDER}..%2F%D0%B8%D0%BC%D1%8F%3F.bin`);
    expect(init).toMatchObject({ method: 'PUT', credentials: 'omit', cache: 'no-store' });
    const sent = new Headers(init.headers).get('Authorization')!.slice('Basic '.length);
    expect(new TextDecoder().decode(Uint8Array.from(atob(sent), (char) => char.charCodeAt(0)))).toBe('глава:ключ');
  });

  test('that is broken off by the person is no fault of the remote', async () => {
    const remote = new WebDav({ url: FOLDER, user: '', password: '' }, async (_, init) => {
      init?.signal?.throwIfAborted();
      return new Response();
    });
    await expect(remote.list(AbortSignal.abort())).rejects.toThrow(DOMException);
  });
});

describe('an address', () => {
  test.each([
    [
      'webdav.yandex.ru/Смотритель',
      'https://webdav.yandex.ru/%D0%A1%D0%BC%D0%BE%D1%82%D1%80%D0%B8%D1%82%D0%B5%D0%BB%D1%8C/',
      'russia',
    ],
    ['192.168.1.20/smotritel', 'http://192.168.1.20/smotritel/', 'office'],
    [' http://10.0.0.5:5005/share/ ', 'http://10.0.0.5:5005/share/', 'office'],
    ['nas/papka', 'http://nas/papka/', 'office'],
    ['nas.local/a?b#c', 'http://nas.local/a/', 'office'],
    ['диск.рф/а', 'https://xn--d1aig1a.xn--p1ai/%D0%B0/', 'russia'],
    ['https://user:pw@dav.example.com/x', 'https://dav.example.com/x/', 'elsewhere'],
    ['172.32.0.1/x', 'https://172.32.0.1/x/', 'elsewhere'],
    ['[fd00::1]/x', 'http://[fd00::1]/x/', 'office'],
  ])('«%s» is %s, which stands in «%s»', (typed, href, place) => {
    const url = readAddress(typed)!;
    expect(url.href).toBe(href);
    expect(placeOf(url)).toBe(place);
  });

  test.each(['', '   ', 'ftp://a/b', 'javascript:alert(1)', 'две папки'])('«%s» is none', (typed) => {
    expect(readAddress(typed)).toBeNull();
  });

  test('is asked for with its host alone', () => {
    expect(originPattern(new URL('http://nas:5005/a/b/'))).toBe('http://nas/*');
  });
});

describe('addresses of a log server', () => {
  test.each([
    ['obmen1.rayon.ru, wss://obmen2.rayon.ru:8443', ['wss://obmen1.rayon.ru/', 'wss://obmen2.rayon.ru:8443/']],
    ['ws://10.0.0.7:8080', ['ws://10.0.0.7:8080/']],
    ['https://obmen.rayon.ru', null],
    ['wss://a, ftp://b', null],
    ['  ', null],
  ])('«%s»', (typed, hrefs) => {
    expect(readServers(typed)?.map(({ href }) => href) ?? null).toEqual(hrefs);
  });
});
