/**
 * An internet of our own for one browser: a proxy on one local port, and behind it the sites, served under their own
 * names with a certificate made at the start. Nothing else can be reached through it, and what was tried is told.
 */
import { createHash, X509Certificate } from 'node:crypto';
import { request as ask, createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer, type Server } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { generate } from 'selfsigned';

export interface Answer {
  body: string;
  status?: number;
  /** `text/html; charset=utf-8` unless told. */
  type?: string;
  headers?: Readonly<Record<string, string>>;
}

/** What stands at an address; null: nothing (404). */
export type Route = (url: URL) => Answer | null;

export interface Internet {
  /** Port of the proxy on 127.0.0.1. */
  port: number;
  /** Base64 SHA-256 of the certificate's public key, the only one that a browser is asked to believe. */
  spki: string;
  /** Addresses asked of the sites so far, oldest first. */
  asked: readonly string[];
  /** `host:port` of everything outside that was asked for, and refused. */
  refused: readonly string[];
  /** Plain http and WebSockets to this host go to a port of this machine from now on; null: nobody answers any more. */
  forward(host: string, port: number | null): void;
  /** Empties `asked` and `refused`, and ends all forwarding. */
  forget(): void;
  close(): Promise<void>;
}

/**
 * @param hosts names that are served; the others are refused
 * @param route finds the answer for an address of one of them
 */
export async function openInternet(hosts: readonly string[], route: Route): Promise<Internet> {
  const { key, cert } = await makeCertificate(hosts);
  const asked: string[] = [];
  const refused: string[] = [];
  const sites = createHttpsServer({ key, cert }, (request, response) => {
    const url = new URL(request.url ?? '/', `https://${request.headers.host}`);
    asked.push(url.href);
    const answer = route(url) ?? { status: 404, type: 'text/plain; charset=utf-8', body: 'Нет такой страницы' };
    response.writeHead(answer.status ?? 200, {
      'Content-Type': answer.type ?? 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      ...answer.headers,
    });
    response.end(answer.body);
  });
  // Browsers break off connections at will.
  sites.on('tlsClientError', () => {});
  const forwards = new Map<string, number>();
  const { port, close } = await openProxy(sites, new Set(hosts), forwards, refused);
  const forward: Internet['forward'] = (host, to) => {
    if (to === null) forwards.delete(host);
    else forwards.set(host, to);
  };
  const spki = createHash('sha256')
    .update(new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
  const forget = (): void => {
    asked.length = 0;
    refused.length = 0;
    forwards.clear();
  };
  return { port, spki, asked, refused, forward, forget, close };
}

async function makeCertificate(hosts: readonly string[]): Promise<{ key: string; cert: string }> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'smotritel samples' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2 as const, value })) }],
  });
  return { key, cert };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}

/** As it came, to a server of this machine. */
function passOn(request: IncomingMessage, response: ServerResponse, port: number): void {
  const { pathname, search } = new URL(request.url ?? '');
  const { method, headers } = request;
  const onward = ask({ host: '127.0.0.1', port, method, path: pathname + search, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}

/** Tunnels to the hosts end in `sites`; everything else is answered 502 and noted. */
/** As it comes and goes, to a server of this machine: browsers ask a proxy for this before they open a WebSocket. */
function tunnel(socket: Duplex, port: number): void {
  const onward = connect(port, '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    socket.pipe(onward).pipe(socket);
  });
  onward.on('error', () => socket.destroy());
  socket.on('close', () => onward.destroy());
}

async function openProxy(
  sites: Server,
  hosts: ReadonlySet<string>,
  forwards: ReadonlyMap<string, number>,
  refused: string[],
): Promise<{ port: number; close: () => Promise<void> }> {
  const sockets = new Set<Duplex>();
  const proxy = createHttpServer((request, response) => {
    const to = forwards.get(hostOf(request.url ?? ''));
    if (to !== undefined) return passOn(request, response, to);
    refused.push(request.url ?? '');
    response.writeHead(502).end();
  });
  proxy.on('connect', (request, socket: Duplex) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    const [host = '', port] = (request.url ?? '').split(':');
    const to = forwards.get(host);
    if (to !== undefined) return tunnel(socket, to);
    if (port !== '443' || !hosts.has(host)) {
      refused.push(`${host}:${port}`);
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    sites.emit('connection', socket);
  });
  await new Promise<void>((resolve, reject) => proxy.once('error', reject).listen(0, '127.0.0.1', resolve));
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => proxy.close(resolve));
  };
  return { port: (proxy.address() as AddressInfo).port, close };
}
