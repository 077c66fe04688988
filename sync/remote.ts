/**
 * A place where the browsers of one office leave files for each other. Nothing is expected of it but these four deeds:
 * no lock, no condition, no order, no atomic write. What a browser writes has a name that never was before, so that no
 * two writers ever meet in one file; whatever comes back is checked (`segment.ts`).
 *
 * A fourth kind beside file, folder and WebDAV, a log server, fits behind the same deeds.
 */
import type { Bytes } from '../office/bytes';

/** A file as the remote lists it. */
export interface Entry {
  name: string;
  /** Bytes; null where the remote does not tell. */
  size: number | null;
  /** Changes when the content does (ETag, time of the last change); null where the remote does not tell. */
  mark: string | null;
}

export interface Remote {
  /** All files, in one request. @throws RemoteError */
  list(signal?: AbortSignal): Promise<Entry[]>;
  /** The content; null when there is no such file any more. @throws RemoteError */
  get(name: string, signal?: AbortSignal): Promise<Bytes | null>;
  /** Writes a file under a name that was never used. @throws RemoteError; the file may be there, torn or not, all the same */
  put(name: string, bytes: Bytes, signal?: AbortSignal): Promise<void>;
  /** Removes a file; one that is not there is removed already. @throws RemoteError */
  delete(name: string, signal?: AbortSignal): Promise<void>;
  /** Ends what is held open between deeds, where anything is. */
  close?(): Promise<void>;
}

/**
 * Why a remote did not do what was asked; each has its sentence in the locales.
 * `offline` nobody answers, or 502 from somebody in between · `slow` no answer in time · `password` 401 · `forbidden` 403 · `missing` no such folder ·
 * `locked` 423 · `full` 507 or no quota · `busy` 429 or 503 · `server` any other 5xx · `strange` an answer that is none
 * of WebDAV's, such as a hotel's login page · `permission` the browser has dropped the leave to look there · `large` a
 * file of more bytes than the remote takes.
 */
export const REMOTE_FAULTS = [
  'offline',
  'slow',
  'password',
  'forbidden',
  'missing',
  'locked',
  'full',
  'busy',
  'server',
  'strange',
  'permission',
  'large',
] as const;
export type RemoteFault = (typeof REMOTE_FAULTS)[number];

export class RemoteError extends Error {
  constructor(
    readonly fault: RemoteFault,
    /** For a technician: the status and the request, never a password. */
    readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(`${fault}: ${detail}`, options);
    this.name = 'RemoteError';
  }
}

/** Tells what the status of an HTTP answer means for us. */
export function faultOfStatus(status: number): RemoteFault {
  if (status === 401 || status === 407) return 'password';
  if (status === 403 || status === 405 || status === 451) return 'forbidden';
  if (status === 404 || status === 409 || status === 410) return 'missing';
  if (status === 502) return 'offline';
  if (status === 408 || status === 504) return 'slow';
  if (status === 413) return 'large';
  if (status === 423) return 'locked';
  if (status === 507) return 'full';
  if (status === 429 || status === 503) return 'busy';
  return status >= 500 ? 'server' : 'strange';
}
