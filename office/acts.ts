/**
 * Acts: the records that say who belongs to the office and what each may do. Every act is sealed singly (`seal.ts`) by
 * the member who does it, or by the root key, which only the recovery file holds.
 */
import * as z from 'zod/mini';
import { idOfKey, PublicKeys, Wrapped } from './keys';
import type { Revision } from './record';
import { Seal, signerOf } from './seal';

/** Kind of the records. */
export const ACT = 'act';

/** `author` writes, `approver` takes into use, `head` admits, revokes and gives roles. */
export const ROLES = ['author', 'approver', 'head'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

export const NAME_LIMIT = 120;

/** What the office knows of a member: a browser profile with keys of its own, and who works in it. */
export const Card = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(NAME_LIMIT)),
  /** «Главный специалист»; may be empty. */
  post: z.string().check(z.maxLength(NAME_LIMIT)),
  keys: PublicKeys,
});
export type Card = z.infer<typeof Card>;

/** By author: the number of the last record that is meant. */
export const Numbers = z.record(z.string(), z.int());
export type Numbers = z.infer<typeof Numbers>;

const MemberId = z.string().check(z.regex(/^[0-9a-f]{32}$/));
/** `office`: id of the root's signing key, which is the office's id. */
const COMMON = { office: MemberId, seal: z.optional(Seal) };

/** A thing that is handed over: its kind and entity. */
export const Matter = z.object({ kind: z.string(), entity: z.string() });
export type Matter = z.infer<typeof Matter>;

export const Act = z.discriminatedUnion('type', [
  /** Sealed by the root. */
  z.object({ type: z.literal('found'), ...COMMON, root: PublicKeys, founder: Card }),
  z.object({
    type: z.literal('admit'),
    ...COMMON,
    member: Card,
    roles: z.array(Role),
    /** By id: the keys that the office has, wrapped to the member. */
    keys: z.record(z.string(), Wrapped),
  }),
  /** From the numbers `after` on these are the member's roles, and no others. */
  z.object({ type: z.literal('grant'), ...COMMON, member: MemberId, roles: z.array(Role), after: Numbers }),
  /** Of the member's records those up to `last` stay accepted. By himself: he leaves. */
  z.object({ type: z.literal('revoke'), ...COMMON, member: MemberId, last: Numbers, reason: z.string() }),
  /** A new key of the office, wrapped to each member's and to the root's. */
  z.object({ type: z.literal('rotate'), ...COMMON, keyId: z.string(), wrapped: z.record(z.string(), Wrapped) }),
  /** Whether an approver may approve what he wrote himself, from the numbers `after` on. */
  z.object({ type: z.literal('policy'), ...COMMON, ownApproval: z.boolean(), after: Numbers }),
  /** «Передать дела»: matters and roles that the author holds, for given days. */
  z.object({
    type: z.literal('lend'),
    ...COMMON,
    /** Whose they are: the author himself, or an absent colleague whose matters somebody takes over. */
    owner: MemberId,
    to: MemberId,
    roles: z.array(Role),
    matters: z.array(Matter),
    /** All that the owner has open, also what comes meanwhile; left out: just when no matter is named. */
    everything: z.optional(z.boolean()),
    /** From this instant to before that one, ms: midnights in the office's zone. */
    from: z.number(),
    until: z.number(),
    comment: z.string(),
    /** Taken back before its end. */
    ended: z.boolean(),
    /** With `ended`: of the borrower's records those up to here were written while it held. */
    last: z.optional(Numbers),
  }),
]);
export type Act = z.infer<typeof Act>;
export type ActOf<Type extends Act['type']> = Extract<Act, { type: Type }>;

interface DeedOf<A extends Act> {
  id: string;
  entity: string;
  parents: readonly string[];
  author: string;
  seq: number;
  at: number;
  /** Id of the key that sealed it. */
  signer: string;
  /** Id of the member that it is about. */
  member: string;
  act: A;
}

/** An act where it lies. */
export type Deed<Type extends Act['type'] = Act['type']> = DeedOf<ActOf<Type>>;

/** The entity that an act is a record of; `subject` is the member it admits, or the id of a loan. */
export function actEntity(act: Act, subject = ''): string {
  switch (act.type) {
    case 'admit':
      return `member:${subject}`;
    case 'grant':
    case 'revoke':
      return `member:${act.member}`;
    case 'lend':
      return `lend:${subject}`;
    default:
      return `${act.type}:${act.office}`;
  }
}

/**
 * Reads acts out of records: whose seal verifies, and whom they admit. What was read once is not verified again, for a
 * record never changes.
 */
export class Acts {
  readonly #known = new Map<string, Deed | null>();

  async read(records: Iterable<Revision>): Promise<Deed[]> {
    const acts = [...records].filter(({ kind }) => kind === ACT);
    await Promise.all(
      acts.filter(({ id }) => !this.#known.has(id)).map(async (one) => this.#known.set(one.id, await deedOf(one))),
    );
    return acts.flatMap(({ id }) => this.#known.get(id) ?? []);
  }
}

async function deedOf(record: Revision): Promise<Deed | null> {
  const act = Act.safeParse(record.body);
  const signer = act.success ? await signerOf(record) : null;
  if (!act.success || !signer) return null;
  const { id, entity, parents, author, seq, at } = record;
  return { id, entity, parents, author, seq, at, signer, member: await subjectOf(act.data), act: act.data };
}

/** Id of the member that an act is about; empty for one about the whole office. */
async function subjectOf(act: Act): Promise<string> {
  switch (act.type) {
    case 'found':
      return idOfKey(act.founder.keys.sign);
    case 'admit':
      return idOfKey(act.member.keys.sign);
    case 'grant':
    case 'revoke':
      return act.member;
    case 'lend':
      return act.to;
    default:
      return '';
  }
}
