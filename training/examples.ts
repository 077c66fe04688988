/**
 * What the model learns from: the MIT and Creative Commons sets and the texts written for the project. Sets under GPL
 * or without a licence are for evaluation only; whatever nearly repeats one of their texts is left out.
 */
import { HEADS, type Head } from '../detection/model/weights';
import { type Part, type Row, readRows } from '../scripts/lib/eval/rows';
import { ownTexts } from './texts';

export interface Example {
  text: string;
  source: string;
  /** What belongs together, so that folds do not part it. */
  group: string;
  /** Target of each head that learns from it. */
  targets: Partial<Record<Head, number>>;
  /** Weight beside other rows of its source. */
  weight: number;
}

export const UNTRAINED = ['ru_2ch_pikabu', 'russe_detox', 'yt_abusive', 'tg_spam_tizh', 'tg_spam_talyguryn'] as const;

/** Clusters of the sets that the model must not have seen. */
export function untrainedClusters(): Set<string> {
  const clusters = new Set<string>();
  for (const source of UNTRAINED) {
    for (const part of ['train', 'dev'] as const satisfies readonly Part[]) {
      for (const { cluster } of readRows(part, source)) if (cluster !== '') clusters.add(cluster);
    }
  }
  return clusters;
}

type Targets = Partial<Record<Head, number>>;

/** Targets of a row by its source; null leaves the row out. */
const READERS: Readonly<Record<string, (row: Row) => Targets | null>> = {
  ok_mlcup: ({ labels }) =>
    labels.includes('normal')
      ? { rude: 0, threat: 0, spam: 0, appeal: 0 }
      : { rude: 1, threat: labels.includes('threat') ? 1 : 0, spam: 0, appeal: 0 },
  vk_distorted: ({ labels }) => (labels[0] === 'toxic' ? { rude: 1, spam: 0 } : { rude: 0, threat: 0, spam: 0 }),
  ru_toxic_10k: () => ({ rude: 1, spam: 0 }),
  // What a crowd found to harm its author's name is rude more often than not.
  inappropriate: ({ labels }) =>
    labels[0] === 'appropriate' ? { rude: 0, threat: 0, spam: 0 } : labels[0] === 'inappropriate' ? { rude: 1 } : null,
  tg_spam_umputun: ({ labels }) =>
    labels[0] === 'spam' ? { spam: 1, rude: 0, threat: 0, appeal: 0 } : { spam: 0, rude: 0, threat: 0, appeal: 0 },
  // The page of the Perm ministry comes from a repository without a licence.
  vk_admin_pages: ({ labels }) => {
    if (!labels.includes('page:spb_central_district') || labels[0] === 'ambiguous') return null;
    return { rude: 0, threat: 0, spam: 0, appeal: labels[0] === 'appeal' ? 1 : 0 };
  },
};

/** Targets of the texts written for the project, by file. */
const OWN: Readonly<Record<string, Targets>> = {
  rude: { rude: 1, threat: 0, spam: 0, appeal: 0 },
  threat: { rude: 1, threat: 1, spam: 0, appeal: 0 },
  spam: { rude: 0, threat: 0, spam: 1, appeal: 0 },
  notices: { rude: 0, threat: 0, spam: 0, appeal: 0 },
  ordinary: { rude: 0, threat: 0, spam: 0, appeal: 0 },
  remarks: { rude: 0, threat: 0, spam: 0, appeal: 0 },
  criticism: { rude: 0, threat: 0, spam: 0 },
  appeal: { rude: 0, threat: 0, spam: 0, appeal: 1 },
};

const WEAK = 0.08;

/** How much one row of a source weighs for a head, where it is not 1. */
const WEIGHTS: Partial<Record<Head, Readonly<Record<string, number>>>> = {
  rude: { tg_spam_umputun: 0.3, own: 1.5, 'own:ordinary': 4, unlabelled: 0.3 },
  threat: { inappropriate: 0.5, own: 1.5, 'own:ordinary': 4 },
  spam: { ok_mlcup: 0.6, ru_toxic_10k: 0.2, inappropriate: 0.4, vk_distorted: 1, tg_spam_umputun: 2, 'own:notices': 4 },
  appeal: { ok_mlcup: 0.15, vk_admin_pages: 2, tg_spam_umputun: 0.5 },
};

export function weightOf(head: Head, { source, targets }: Example): number {
  if (source === 'inappropriate' && targets[head] === 1) return WEAK;
  const [general] = source.split(':');
  const weights = WEIGHTS[head];
  return weights?.[source] ?? weights?.[general!] ?? 1;
}

/** Texts without a label that says rude or not: a first model's sure opinion of them is learnt from. */
export function readUnlabelled(): Example[] {
  const untrained = untrainedClusters();
  return ['sensitive_topics', 'inappropriate'].flatMap((source) =>
    readRows('train', source).flatMap((row) => {
      if ((row.cluster !== '' && untrained.has(row.cluster)) || row.labels[0] === 'appropriate') return [];
      return { text: row.text, source: `unlabelled:${source}`, group: row.cluster || row.id, targets: {}, weight: 1 };
    }),
  );
}

/**
 * All examples in a fixed order.
 * @param except keys of texts that must not be learnt
 * @throws Error when the data are absent
 */
export function readExamples(seed: number, except: ReadonlySet<string>): Example[] {
  const untrained = untrainedClusters();
  const examples: Example[] = [];
  const seen = new Set<string>();
  for (const [source, targetsOf] of Object.entries(READERS)) {
    for (const row of readRows('train', source)) {
      if (row.cluster !== '' && untrained.has(row.cluster)) continue;
      const targets = targetsOf(row);
      if (targets === null || seen.has(row.text)) continue;
      seen.add(row.text);
      examples.push({ text: row.text, source, group: row.cluster || row.id, targets, weight: 1 });
    }
  }
  for (const { name, text, line } of ownTexts(seed, except)) {
    const targets = OWN[name];
    if (targets === undefined) throw new Error(`training/texts/${name}.txt: nobody says what it teaches`);
    examples.push({ text, source: `own:${name}`, group: line, targets, weight: 1 });
  }
  return examples;
}

/** How many examples teach each head, by source. */
export function composition(examples: readonly Example[]): Record<string, Record<Head, [number, number]>> {
  const counts: Record<string, Record<Head, [number, number]>> = {};
  for (const { source, targets } of examples) {
    counts[source] ??= Object.fromEntries(HEADS.map((head) => [head, [0, 0]])) as unknown as Record<
      Head,
      [number, number]
    >;
    for (const head of HEADS) {
      const target = targets[head];
      if (target !== undefined) counts[source]![head][target >= 0.5 ? 1 : 0]++;
    }
  }
  return counts;
}
