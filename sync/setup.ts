/** The remotes that an office has set up, as this browser keeps them. */
import * as z from 'zod/mini';
import { fromBase64, fromUtf8, random, toBase64, utf8 } from '../office/bytes';
import { Notes } from './notes';
import { Outcome } from './outcome';

/** A password as it lies in the database: under a key that cannot be taken out of this browser. */
export const Secret = z.object({
  key: z.custom<CryptoKey>((value) => value instanceof CryptoKey),
  iv: z.string(),
  sealed: z.string(),
});
export type Secret = z.infer<typeof Secret>;

const COMMON = {
  version: z.literal(1),
  id: z.string(),
  /** What the office calls it. */
  name: z.string(),
  paused: z.boolean(),
  /** ms since the epoch */
  addedAt: z.number(),
  /** Nothing was written there yet by this browser. */
  isNew: z.boolean(),
  /** One whose notes cannot be read begins anew. */
  notes: z.nullable(Notes),
  /** The last exchange, and the last that met no fault in listing; null: none yet. */
  last: z.nullable(Outcome),
  lastGood: z.nullable(z.number()),
  /** Author ids of those whose records came last, and when. */
  lastFrom: z.nullable(z.object({ authors: z.array(z.string()), at: z.number() })),
};

export const WebDavSetup = z.object({
  ...COMMON,
  kind: z.literal('webdav'),
  url: z.string(),
  user: z.string(),
  secret: Secret,
});
export const FolderSetup = z.object({
  ...COMMON,
  kind: z.literal('folder'),
  handle: z.custom<FileSystemDirectoryHandle>((value) => typeof value === 'object' && value !== null),
});
export const NatsSetup = z.object({
  ...COMMON,
  kind: z.literal('nats'),
  servers: z.array(z.string()).check(z.minLength(1)),
  user: z.string(),
  secret: Secret,
});
export const Setup = z.discriminatedUnion('kind', [WebDavSetup, FolderSetup, NatsSetup]);
export type Setup = z.infer<typeof Setup>;

function fresh(id: string, name: string, now: number) {
  return {
    version: 1 as const,
    id,
    name,
    paused: false,
    addedAt: now,
    isNew: true,
    notes: null,
    last: null,
    lastGood: null,
    lastFrom: null,
  };
}

export async function webDavSetup(
  { url, user, password }: { url: string; user: string; password: string },
  name: string,
  now: number,
): Promise<Setup> {
  return { ...fresh(crypto.randomUUID(), name, now), kind: 'webdav', url, user, secret: await hide(password) };
}

export async function natsSetup(
  { servers, user, password }: { servers: readonly string[]; user: string; password: string },
  name: string,
  now: number,
): Promise<Setup> {
  const secret = await hide(password);
  return { ...fresh(crypto.randomUUID(), name, now), kind: 'nats', servers: [...servers], user, secret };
}

export function folderSetup(handle: FileSystemDirectoryHandle, now: number): Setup {
  return { ...fresh(crypto.randomUUID(), handle.name, now), kind: 'folder', handle };
}

export async function hide(text: string): Promise<Secret> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const iv = random(12);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, utf8(text));
  return { key, iv: toBase64(iv), sealed: toBase64(new Uint8Array(sealed)) };
}

/** @throws DOMException for a secret that was altered */
export async function reveal({ key, iv, sealed }: Secret): Promise<string> {
  return fromUtf8(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: fromBase64(iv) }, key, fromBase64(sealed)));
}

/** How a newcomer reaches the same remote, for an invitation; null: he has to choose it himself. It holds the password. */
export async function invitationTo(setup: Setup): Promise<unknown> {
  if (setup.kind !== 'webdav') return null;
  const { name, url, user, secret } = setup;
  return { kind: 'webdav', name, url, user, password: await reveal(secret) } satisfies InvitedRemote;
}

export const InvitedRemote = z.object({
  kind: z.literal('webdav'),
  name: z.string(),
  url: z.string(),
  user: z.string(),
  password: z.string(),
});
export type InvitedRemote = z.infer<typeof InvitedRemote>;
