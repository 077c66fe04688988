/** Puts together what must still be known of a comment when it is gone, and keeps it. */
import { type Evidence, evidenceBytes, type Picture } from '../../moderation/evidence';
import type { Exhibit } from '../../moderation/protocol';
import type { StoredCase } from '../../moderation/stored';
import type { RegisteredPage } from '../../office/pages';
import { putEvidence } from '../../storage/evidence';
import type { Store } from '../../storage/store';
import type { Clause, Verdict } from '../../types';

export interface EvidenceInput {
  row: StoredCase;
  exhibit: Exhibit;
  verdict: Verdict;
  /** Clause that the person rests the decision on; null: none yet. */
  clause: Clause | null;
  picture: Picture | null;
  now: number;
  page: RegisteredPage | null;
  clauses: readonly Clause[];
  /** Id of the browser that decides. */
  by: string;
}

/** @returns id of the file and its salted hash @throws StorageError: then nothing else may be done */
export function keepEvidence(store: Store, input: EvidenceInput): Promise<{ id: string; hash: string }> {
  return putEvidence(store, input.row.id, evidenceBytes(evidenceOf(input)), 'application/json');
}

function evidenceOf(input: EvidenceInput): Evidence {
  const { row, exhibit, verdict, clause, picture, now, page, clauses, by } = input;
  const { comment, post, address, markup, readAt, about } = exhibit;
  const named = new Set([...verdict.findings.map((finding) => finding.clause), clause?.id]);
  return {
    version: 1,
    case: row.id,
    site: row.site,
    page: { id: row.page, name: page?.name ?? '', link: page?.link ?? '' },
    address,
    about,
    comment: {
      id: comment.id,
      permalink: comment.permalink,
      author: { name: comment.author.name, link: comment.author.link },
      text: comment.text,
      time: comment.time,
      timeLabel: comment.timeLabel,
    },
    post,
    readAt,
    findings: verdict.findings,
    criticism: verdict.criticism ?? false,
    clauses: clauses.filter(({ id }) => named.has(id)),
    basis: clause?.id ?? null,
    decided: { by, at: now },
    markup,
    picture,
  };
}
