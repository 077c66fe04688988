/**
 * A line on loopback that leads to a server and goes bad: TCP passed on byte by byte, until it is cut, or falls silent as
 * that of a laptop that slept does.
 */

import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

export interface FaultyLine {
  port: number;
  /** Breaks all connections off. @param after bytes that still pass, from the server or to it */
  cut(after?: number): void;
  /** All connections are held open, and nothing passes on them any more; new ones work. */
  silence(): void;
  /** Nobody is let in until `lift`. */
  refuse(): void;
  lift(): void;
  close(): Promise<void>;
}

/** @param target port of the real server on loopback */
export async function openFaultyLine(target: () => number): Promise<FaultyLine> {
  const pairs = new Set<{ sockets: [Socket, Socket]; left: number; isSilent: boolean }>();
  let isRefusing = false;
  const server = createServer((here) => {
    if (isRefusing) return void here.destroy();
    const there = connect(target(), '127.0.0.1');
    const pair = { sockets: [here, there] as [Socket, Socket], left: Number.POSITIVE_INFINITY, isSilent: false };
    pairs.add(pair);
    const end = (): void => {
      pairs.delete(pair);
      for (const socket of pair.sockets) socket.destroy();
    };
    for (const [from, to] of [pair.sockets, [...pair.sockets].reverse() as [Socket, Socket]]) {
      from.on('data', (data) => {
        if (pair.isSilent) return;
        to.write(data.subarray(0, pair.left));
        pair.left -= data.length;
        if (pair.left <= 0) end();
      });
      from.on('error', end).on('close', () => {
        if (!pair.isSilent) end();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cut: (after = 0) => {
      for (const pair of pairs) {
        if (after > 0) pair.left = after;
        else for (const socket of pair.sockets) socket.destroy();
      }
    },
    silence: () => {
      for (const pair of pairs) pair.isSilent = true;
    },
    refuse: () => {
      isRefusing = true;
    },
    lift: () => {
      isRefusing = false;
    },
    close: async () => {
      for (const { sockets } of pairs) for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
