/** Steps of approvals as they count in the office, and taking one. */
import {
  APPROVAL,
  type ApprovalBody,
  ApprovalBody as ApprovalBodySchema,
  type ApprovalStep,
  approvalEntity,
} from '../office/approval';
import type { Revision } from '../office/record';
import { countedSteps, NEEDS, type PlacedStep } from '../office/rights';
import { OfficeError } from './office';
import type { Draft, Store } from './store';

/** Steps by the thing that they speak of; see `approvalEntity`. */
export type Steps = ReadonlyMap<string, readonly ApprovalStep[]>;

/**
 * Reads the steps that count: in an office those whose author signed them and had the role. Records never change, so
 * only those that came since are read and verified again.
 */
export class Approvals {
  readonly #steps = new Map<string, PlacedStep>();
  readonly #records = new Map<string, Revision>();
  readonly #authors = new Map<string, string>();
  readonly #read = new Set<string>();

  constructor(private readonly store: Store) {}

  /** @throws StorageError */
  async read(): Promise<Steps> {
    const ids = await this.store.read((database) => database.getAllKeysFromIndex('revisions', 'kind', APPROVAL));
    if (ids.some((id) => !this.#read.has(id))) {
      for (const record of await this.store.revisions(APPROVAL)) this.#take(record);
      for (const id of ids) this.#read.add(id);
    }
    const membership = await this.store.belonging.membership();
    const all = [...this.#steps.values()];
    if (!membership) return grouped(all);
    const signers = await this.store.belonging.signers.of([...this.#records.values()]);
    const disputed = all.filter((step) => step.body.verdict === 'approve' && !membership.ownApproval(step));
    await this.#findAuthors(disputed.flatMap(({ body }) => body.revisions));
    return grouped(countedSteps(all, (id) => this.#authors.get(id), membership, signers));
  }

  #take(record: Revision): void {
    const { id, entity, parents, at, author, seq, body } = record;
    const read = ApprovalBodySchema.safeParse(body);
    if (!read.success || entity !== approvalEntity(read.data.of.kind, read.data.of.entity)) return;
    this.#steps.set(id, { id, parents, at, author, seq, body: read.data });
    this.#records.set(id, record);
  }

  async #findAuthors(revisions: readonly string[]): Promise<void> {
    const fresh = [...new Set(revisions)].filter((id) => !this.#authors.has(id));
    if (fresh.length === 0) return;
    const records = await this.store.read(async (database) => {
      const { store } = database.transaction('revisions');
      return Promise.all(fresh.map((id) => store.get(id)));
    });
    for (const record of records) if (record) this.#authors.set(record.id, record.author);
  }
}

function grouped(steps: readonly PlacedStep[]): Steps {
  const found = new Map<string, ApprovalStep[]>();
  for (const step of steps) {
    const entity = approvalEntity(step.body.of.kind, step.body.of.entity);
    const known = found.get(entity);
    if (known) known.push(step);
    else found.set(entity, [step]);
  }
  return found;
}

/** The records of steps: signed by this member, in an office. */
export async function stepDrafts(store: Store, bodies: readonly ApprovalBody[]): Promise<Draft[]> {
  const self = await store.belonging.self();
  return bodies.map((body) => ({
    kind: APPROVAL,
    entity: approvalEntity(body.of.kind, body.of.entity),
    body,
    seal: self?.keys,
  }));
}

/** Takes steps, all or none. @throws OfficeError for one that would not count: a lent role may be over; StorageError */
export async function takeSteps(store: Store, bodies: readonly ApprovalBody[]): Promise<Revision[]> {
  const [self, membership] = await Promise.all([store.belonging.self(), store.belonging.membership()]);
  const roles = self && membership?.rolesOf(self.member, Date.now());
  if (roles && bodies.some(({ verdict }) => !roles.includes(NEEDS[verdict]))) throw new OfficeError('no-right');
  return store.reviseAll(await stepDrafts(store, bodies));
}
