/** How long the journal of fifty thousand entries takes to be sorted, searched and checked: `npx tsx bench/journal.ts`. */
import { checkChain } from '../moderation/chain';
import { Journal, WHOLE_JOURNAL } from '../moderation/journal';
import type { StoredCase } from '../moderation/stored';
import { sealRevision } from '../office/record';

const ENTRIES = 50_000;
const WORDS = ['дорога', 'автобус', 'мусор', 'Сомов', 'вода', 'школа', 'снег', 'свет', 'клуб', 'паром'];
const DECISIONS = ['answered', 'leave', 'warn', 'handed', 'remove'] as const;

function entry(index: number): StoredCase {
  const word = (shift: number): string => WORDS[(index * 7 + shift * 3) % WORDS.length]!;
  const text = Array.from({ length: 25 }, (_, shift) => word(shift)).join(' ');
  return {
    version: 1,
    id: `case-${index}`,
    page: `page-${index % 3}`,
    site: 'vk',
    comment: String(index),
    about: 'comment',
    subject: {
      post: null,
      permalink: null,
      author: { name: `Житель ${index}`, link: null },
      text,
      time: null,
      timeLabel: '',
    },
    textKey: '',
    kinds: ['insult'],
    rules: [],
    level: 'certain',
    criticism: false,
    state: 'closed',
    decision: DECISIONS[index % DECISIONS.length]!,
    clause: null,
    evidence: null,
    outcome: null,
    open: 0,
    firstSeen: index,
    lastSeen: index,
    changedAt: (index * 7919) % 1e9,
    decidedAt: (index * 7919) % 1e9,
    firstAnswer: null,
    by: { author: 'a', seq: index, record: '' },
    rivals: 0,
    erasedAt: null,
  };
}

function took(what: string, work: () => unknown): void {
  const start = performance.now();
  const result = work();
  const found = Array.isArray(result) ? `, ${result.length} found` : '';
  console.log(`${what}: ${(performance.now() - start).toFixed(0)} ms${found}`);
}

const rows = Array.from({ length: ENTRIES }, (_, index) => entry(index));
let journal = new Journal([]);
took(`sort ${ENTRIES}`, () => {
  journal = new Journal(rows);
});
took('first search by words', () => journal.find({ ...WHOLE_JOURNAL, words: 'сомов паром' }));
took('next search by words', () => journal.find({ ...WHOLE_JOURNAL, words: 'житель 49999' }));
took('by page, decision and dates', () =>
  journal.find({ ...WHOLE_JOURNAL, page: 'page-1', decision: 'remove', from: 1e8, to: 5e8 }),
);

/** The check of as many records, each of which names the one before it; reading them and the signatures comes on top. */
const records = [];
for (let seq = 1, previous: string | null = null; seq <= ENTRIES; seq++) {
  const place = { kind: 'decision-bench', entity: `case-${seq}`, parents: [], at: seq, author: 'a', seq, previous };
  const record = await sealRevision({ version: 2, ...place, body: { state: 'closed', decision: 'remove' } });
  records.push(record);
  previous = record.id;
}
const start = performance.now();
const { ok } = await checkChain(records, { check: async () => 'whole' });
console.log(`check of ${ENTRIES} records: ${(performance.now() - start).toFixed(0)} ms, ${ok ? 'whole' : 'broken'}`);
