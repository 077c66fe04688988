/** The remote behind a setup. */
import { Folder } from './folder';
import { NatsRemote } from './nats';
import type { Remote } from './remote';
import { reveal, type Setup } from './setup';
import { WebDav } from './webdav';

/** @throws DOMException when the password cannot be read any more */
export async function openRemote(setup: Setup): Promise<Remote> {
  if (setup.kind === 'folder') return new Folder(setup.handle);
  const { user, secret } = setup;
  const password = await reveal(secret);
  if (setup.kind === 'nats') return new NatsRemote({ servers: setup.servers, user, password });
  return new WebDav({ url: setup.url, user, password });
}
