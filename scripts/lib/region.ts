/** What a region's log server is set up with: an account and a stream for every office, and the nodes of the cluster. */
import { type JetStreamManager, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import { PREFIX, STREAM } from '../../sync/nats';

interface Login {
  user: string;
  pass: string;
}

export interface OfficeAccount {
  /** Letters, digits and «_»: name of the account. */
  name: string;
  /** Makes the stream, and nothing else. */
  admin: Login;
  /** One for every browser, so that one can be shut out alone. */
  members: Login[];
}

/** Bytes that the server sets aside for each office: it does not start when its disk has not that much. */
export const OFFICE_BYTES = 256 * 1024 * 1024;
/** Bytes of one file; pictures are the largest. */
export const MESSAGE_BYTES = 8 * 1024 * 1024;

/** What a member's browser may do: read and write the files of its own office. Accounts see nothing of each other. */
const MEMBER = `{
        publish: ["${PREFIX}>", "$JS.API.STREAM.INFO.${STREAM}", "$JS.API.DIRECT.GET.${STREAM}.>", "$JS.API.STREAM.PURGE.${STREAM}"]
        subscribe: ["_INBOX.>", "${PREFIX}>"]
      }`;

/** The accounts, as a file that every node includes; a member is shut out by taking his line away and reloading. */
export function accountsConf(offices: readonly OfficeAccount[], bytes = OFFICE_BYTES): string {
  const accounts = offices.map(
    ({ name, admin, members }) => `  ${name}: {
    jetstream: { max_file: ${bytes}, max_mem: 0, max_streams: 1 }
    users: [
      { user: ${JSON.stringify(admin.user)}, password: ${JSON.stringify(admin.pass)} }
${members.map(({ user, pass }) => `      { user: ${JSON.stringify(user)}, password: ${JSON.stringify(pass)}, permissions: ${MEMBER} }`).join('\n')}
    ]
  }`,
  );
  return `accounts: {\n${accounts.join('\n')}\n}\n`;
}

export interface NodeOptions {
  name: string;
  /** Folder of the log. */
  store: string;
  client: number;
  web: number;
  route: number;
  /** Addresses of all nodes; none: it stands alone. */
  routes: readonly string[];
  host?: string;
  /** Certificate and key of the WebSocket; left out, as on loopback, it is not encrypted. */
  tls?: { cert: string; key: string };
}

/** One node's configuration. */
export function nodeConf({ name, store, client, web, route, routes, host = '127.0.0.1', tls }: NodeOptions): string {
  const secured = tls ? `tls { cert_file: "${tls.cert}", key_file: "${tls.key}" }` : 'no_tls: true';
  const cluster = `cluster { name: smotritel, listen: "${host}:${route}", routes: [${routes.map((one) => `"${one}"`).join(', ')}] }`;
  return `server_name: ${name}
listen: "${host}:${client}"
max_payload: ${MESSAGE_BYTES}
jetstream { store_dir: "${store}", max_mem: 64MB }
websocket { listen: "${host}:${web}", ${secured} }
${routes.length > 0 ? cluster : ''}
include "accounts.conf"
`;
}

/** Makes the stream of an account, or leaves it as it is. @param replicas 3 in a cluster of three */
export async function makeStream(manager: JetStreamManager, replicas: number): Promise<void> {
  await manager.streams.add({
    name: STREAM,
    subjects: [`${PREFIX}>`],
    retention: RetentionPolicy.Limits,
    storage: StorageType.File,
    num_replicas: replicas,
    // A name is one file; writing it once more after a broken line changes nothing.
    max_msgs_per_subject: 1,
    allow_direct: true,
    deny_delete: true,
  });
}
