/**
 * An HTTP server on loopback that stands before a real one and spoils the traffic: breaks connections off, waits, cuts
 * bodies, answers with a status of its own. Which requests it spoils is told by a function, so that a run can be repeated.
 */
import { request as ask, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** `drop` breaks off before, `forget` after the server has done it; `cut` passes on a part of the body, either way. */
export type Spoiling =
  | { kind: 'drop' | 'forget' | 'cut' }
  | { kind: 'wait'; ms: number }
  | { kind: 'status'; status: number };

export interface FaultyProxy {
  /** What stands in place of the server's address. */
  port: number;
  /** null: nothing is spoilt. */
  choose: ((method: string) => Spoiling | null) | null;
  close(): Promise<void>;
}

/** @param target port of the real server on loopback */
export async function openFaultyProxy(target: number): Promise<FaultyProxy> {
  const proxy: FaultyProxy = { port: 0, choose: null, close: () => closed(server) };
  const server = createServer((request, response) => {
    const spoiling = proxy.choose?.(request.method ?? '') ?? null;
    void serve(request, response, target, spoiling).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy.port = (server.address() as AddressInfo).port;
  return proxy;
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  target: number,
  spoiling: Spoiling | null,
): Promise<void> {
  const body = await read(request);
  if (spoiling?.kind === 'drop') {
    request.socket.destroy();
    return;
  }
  if (spoiling?.kind === 'status') {
    response.writeHead(spoiling.status).end();
    return;
  }
  if (spoiling?.kind === 'wait') await new Promise((resolve) => setTimeout(resolve, spoiling.ms));
  const isCutPut = spoiling?.kind === 'cut' && request.method === 'PUT';
  const sent = isCutPut ? body.subarray(0, Math.floor(body.length / 2)) : body;
  const { status, headers, content } = await pass(request, target, sent);
  if (spoiling?.kind === 'forget') {
    request.socket.destroy();
    return;
  }
  response.writeHead(status, headers);
  if (spoiling?.kind === 'cut' && !isCutPut) {
    response.write(content.subarray(0, Math.floor(content.length / 2)), () => request.socket.destroy());
    return;
  }
  response.end(content);
}

function pass(
  { method, url, headers }: IncomingMessage,
  port: number,
  body: Buffer,
): Promise<{ status: number; headers: IncomingMessage['headers']; content: Buffer }> {
  return new Promise((resolve, reject) => {
    const length = body.length > 0 ? { 'content-length': String(body.length) } : {};
    const { 'transfer-encoding': _, 'content-length': __, ...rest } = headers;
    const onward = ask({ host: '127.0.0.1', port, method, path: url, headers: { ...rest, ...length } }, (answer) => {
      read(answer).then(
        (content) => resolve({ status: answer.statusCode ?? 502, headers: answer.headers, content }),
        reject,
      );
    });
    onward.on('error', reject);
    onward.end(body);
  });
}

async function read(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
