/** Our own internet, asked as a browser would: through a tunnel, under the site's name. */
import { connect } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Internet, openInternet } from '../../scripts/lib/internet';

let internet: Internet;

beforeAll(async () => {
  internet = await openInternet(['vk.com', 'ok.ru'], ({ host, pathname }) =>
    pathname === '/here' ? { body: `Здравствуйте, ${host}`, headers: { 'X-Told': 'so' } } : null,
  );
});

afterAll(() => internet.close());

/** What the proxy says to a request for a tunnel, and the socket. */
function tunnel(target: string): Promise<{ reply: string; socket: ReturnType<typeof connect> }> {
  return new Promise((resolve, reject) => {
    const socket = connect(internet.port, '127.0.0.1', () => socket.write(`CONNECT ${target} HTTP/1.1\r\n\r\n`));
    socket.once('data', (data) => resolve({ reply: data.toString().split('\r\n')[0] ?? '', socket }));
    socket.once('error', reject);
  });
}

async function get(host: string, path: string): Promise<{ response: string; names: string | undefined }> {
  const { socket } = await tunnel(`${host}:443`);
  return new Promise((resolve, reject) => {
    const secure: TLSSocket = connectTls({ socket, servername: host, rejectUnauthorized: false }, () =>
      secure.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
    );
    let response = '';
    secure.setEncoding('utf8').on('data', (text: string) => {
      response += text;
    });
    const names = () => secure.getPeerCertificate().subjectaltname;
    let known: string | undefined;
    secure.once('secureConnect', () => {
      known = names();
    });
    secure.once('end', () => resolve({ response, names: known }));
    secure.once('error', reject);
  });
}

describe('a site', () => {
  test('answers under its own name, with a certificate for it', async () => {
    const { response, names } = await get('ok.ru', '/here');
    expect(response).toMatch(/^HTTP\/1\.1 200 /);
    expect(response).toContain('X-Told: so');
    expect(response).toContain('Здравствуйте, ok.ru');
    expect(names).toBe('DNS:vk.com, DNS:ok.ru');
    expect(internet.asked).toContain('https://ok.ru/here');
  });

  test('has no other pages', async () => {
    expect((await get('vk.com', '/elsewhere')).response).toMatch(/^HTTP\/1\.1 404 /);
  });
});

test.each(['example.org:443', 'vk.com:80', 'vk.com.example.org:443'])('%s is refused, and told', async (target) => {
  const { reply, socket } = await tunnel(target);
  socket.destroy();
  expect(reply).toBe('HTTP/1.1 502 Bad Gateway');
  expect(internet.refused).toContain(target);
});
