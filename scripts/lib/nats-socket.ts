/** A WebSocket for the log server's library where there is none of the browser's: Node 20 has none of its own. */
import { WebSocket } from 'ws';

export async function socketFactory(url: string): Promise<{ socket: globalThis.WebSocket; encrypted: boolean }> {
  return { socket: new WebSocket(url) as unknown as globalThis.WebSocket, encrypted: url.startsWith('wss:') };
}

/** As `socketFactory`, for a server whose certificate only the test believes. */
export function trusting(ca: string): typeof socketFactory {
  return async (url) => ({ socket: new WebSocket(url, { ca }) as unknown as globalThis.WebSocket, encrypted: true });
}
