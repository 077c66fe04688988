/** What a region's log server is set up with: an account and a stream for every office, and the nodes of the cluster. */
import { type JetStreamManager, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import { nanos } from '@nats-io/nats-core';
import { FIGURES_STREAM, MOST_FIGURES, PUBLISHED, PUBLISHING } from '../../sync/figures';
import { NEWS, PREFIX, STREAM } from '../../sync/nats';

/** `pass` as it stands in the configuration: in clear on loopback, else its bcrypt hash. */
export interface Login {
  user: string;
  pass: string;
}

export interface OfficeAccount {
  /** Letters, digits and «_»: name of the account. */
  name: string;
  /** The region's own: makes the stream, keeps and restores it. No browser has it. */
  admin: Login;
  /** One for every browser, so that one can be shut out alone. */
  members: Login[];
}

/** The account that figures of all offices come to; only those whose task that is read them. */
export interface DistrictAccount {
  admin: Login;
  readers: Login[];
}

/** Name of the district's account; offices are named in small letters. */
export const DISTRICT = 'DISTRICT';
const DISTRICT_BYTES = 64 * 1024 * 1024;

/** Bytes that the server sets aside for each office: it does not start when its disk has not that much. */
export const OFFICE_BYTES = 256 * 1024 * 1024;
/** Bytes of one file; pictures are the largest. */
export const MESSAGE_BYTES = 8 * 1024 * 1024;

/** What a member's browser may do: read and write the files of its own office, publish its figures. */
const MEMBER = rights(
  [
    `${PREFIX}>`,
    `$JS.API.STREAM.INFO.${STREAM}`,
    `$JS.API.DIRECT.GET.${STREAM}.>`,
    `$JS.API.STREAM.MSG.GET.${STREAM}`,
    `$JS.API.STREAM.PURGE.${STREAM}`,
    NEWS,
    PUBLISHING,
  ],
  ['_INBOX.>', NEWS],
);
/** What a reader of the district may do: read the figures, change nothing. */
const READER = rights(
  [`$JS.API.STREAM.INFO.${FIGURES_STREAM}`, `$JS.API.DIRECT.GET.${FIGURES_STREAM}.>`],
  ['_INBOX.>', `${PUBLISHED}*`],
);

function rights(publish: readonly string[], subscribe: readonly string[]): string {
  const list = (subjects: readonly string[]): string => subjects.map((one) => JSON.stringify(one)).join(', ');
  return `permissions: { publish: [${list(publish)}], subscribe: [${list(subscribe)}] }`;
}

function userConf({ user, pass }: Login, may = ''): string {
  return `      { ${[`user: ${JSON.stringify(user)}`, `password: ${JSON.stringify(pass)}`, may].filter(Boolean).join(', ')} }`;
}

function officeConf({ name, admin, members }: OfficeAccount, bytes: number, hasDistrict: boolean): string {
  const users = [userConf(admin), ...members.map((one) => userConf(one, MEMBER))];
  // The server writes the office's name into the subject: no office can publish in another's name.
  const source = `{ service: { account: ${DISTRICT}, subject: "${PUBLISHED}${name}" }, to: "${PUBLISHING}" }`;
  return `  ${name}: {
    jetstream: { max_file: ${bytes}, max_mem: 0, max_streams: 1 }
${hasDistrict ? `    imports: [ ${source} ]\n` : ''}    users: [
${users.join('\n')}
    ]
  }`;
}

function districtConf({ admin, readers }: DistrictAccount): string {
  return `  ${DISTRICT}: {
    jetstream: { max_file: ${DISTRICT_BYTES}, max_mem: 0, max_streams: 1 }
    exports: [ { service: "${PUBLISHED}*" } ]
    users: [
${[userConf(admin), ...readers.map((one) => userConf(one, READER))].join('\n')}
    ]
  }`;
}

/**
 * The accounts, as a file that every node includes; a member is shut out by taking his line away and reloading.
 * @param bytes set aside for each office
 */
export function accountsConf(
  offices: readonly OfficeAccount[],
  bytes = OFFICE_BYTES,
  district: DistrictAccount | null = null,
): string {
  const accounts = offices.map((office) => officeConf(office, bytes, district !== null));
  return `accounts: {\n${[...accounts, ...(district ? [districtConf(district)] : [])].join('\n')}\n}\n`;
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
  /** Address of the page of figures about the server itself, «127.0.0.1:8222»; left out: there is none. */
  monitor?: string;
}

/** How often the server asks whether a browser is there. Chromium ends a background that hears nothing for 30 s. */
const PING = '20s';

/** One node's configuration. */
export function nodeConf(options: NodeOptions): string {
  const { name, store, client, web, route, routes, host = '127.0.0.1', tls, monitor } = options;
  const secured = tls ? `tls { cert_file: "${tls.cert}", key_file: "${tls.key}" }` : 'no_tls: true';
  const list = routes.map((one) => `"${one}"`).join(', ');
  return [
    `server_name: ${name}`,
    `listen: "127.0.0.1:${client}"`,
    ...(monitor ? [`http: "${monitor}"`] : []),
    `max_payload: ${MESSAGE_BYTES}`,
    `ping_interval: "${PING}"`,
    `jetstream { store_dir: "${store}", max_mem: 64MB }`,
    `websocket { listen: "${host}:${web}", ${secured} }`,
    ...(routes.length > 0 ? [`cluster { name: smotritel, listen: "${host}:${route}", routes: [${list}] }`] : []),
    'include "accounts.conf"',
    '',
  ].join('\n');
}

/** Makes the stream of an account, or leaves what is in it as it is. @param replicas 3 in a cluster of three */
export async function makeStream(manager: JetStreamManager, replicas: number): Promise<void> {
  await make(manager, {
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

/** Makes the district's stream: of every office the last that it published. @param replicas 3 in a cluster of three */
export async function makeFigures(manager: JetStreamManager, replicas: number): Promise<void> {
  await make(manager, {
    name: FIGURES_STREAM,
    subjects: [`${PUBLISHED}*`],
    retention: RetentionPolicy.Limits,
    storage: StorageType.File,
    num_replicas: replicas,
    max_msgs_per_subject: 1,
    // Figures of an office that published nothing for a year are nobody's to keep.
    max_age: nanos(365 * 24 * 60 * 60 * 1000),
    max_msg_size: MOST_FIGURES,
    allow_direct: true,
  });
}

type Wanted = Parameters<JetStreamManager['streams']['add']>[0] & { name: string; num_replicas: number };

/** The server counts one that is there already against the most that there may be, so it is looked for first. */
async function make(manager: JetStreamManager, wanted: Wanted): Promise<void> {
  for await (const { config } of manager.streams.list()) {
    if (config.name !== wanted.name) continue;
    // A region grew from one node to three.
    if (config.num_replicas !== wanted.num_replicas)
      await manager.streams.update(wanted.name, { num_replicas: wanted.num_replicas });
    return;
  }
  await manager.streams.add(wanted);
}
