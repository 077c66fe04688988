import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Publisher } from '../../packs/composition';
import { fetchPack } from '../../packs/fetching';
import { MOST_BYTES } from '../../packs/pack';
import { type Arrival, type Refusal, received, type Subscription, subscribed } from '../../packs/subscription';
import { fileOf, publisher } from './samples';

let by: Publisher;
let start: Subscription;
const when = { now: 1000, today: '2026-11-24' };
const fresh = (text: string, etag: string | null = '"1"'): Arrival => ({ type: 'fresh', text, etag, modified: null });

beforeAll(async () => {
  by = await publisher();
  start = subscribed({ url: 'https://region.example/pack.json', key: by.key, from: 'person' }, 0);
});

const took = async (...files: string[]): Promise<Subscription> => {
  let now = start;
  for (const file of files) now = await received(now, fresh(file), when);
  return now;
};

describe('a subscription', () => {
  it('takes the first good issue and the next one', async () => {
    const first = await took(await fileOf(by));
    expect(first).toMatchObject({ etag: '"1"', checkedAt: 1000, trouble: null });
    const next = await took(await fileOf(by), await fileOf(by, { number: 4 }));
    expect(next.good?.signed.pack.number).toBe(4);
  });

  it('takes the very issue again', async () => {
    expect((await took(await fileOf(by), await fileOf(by))).trouble).toBeNull();
  });

  const refused: [Refusal, () => Promise<string>][] = [
    ['rollback', async () => fileOf(by, { number: 2 })],
    ['same-number', async () => fileOf(by, { note: 'Иначе' })],
    ['expired', async () => fileOf(by, { number: 4, expires: '2026-11-23' })],
    ['other-pack', async () => fileOf(by, { number: 4, id: 'other' })],
    ['key', async () => fileOf(await publisher(), { number: 4 })],
    ['signature', async () => (await fileOf(by, { number: 4 })).replace('очереди', 'порядку')],
    [
      'rules',
      async () =>
        fileOf(by, {
          number: 4,
          clauses: [],
          rules: { classes: {}, rules: [], vetoes: {}, roles: {}, signals: { a: ['б'] } },
        }),
    ],
    ['not-json', async () => '<html>'],
  ];
  it.each(refused)('refuses for the reason «%s», and keeps the last good one', async (why, file) => {
    const before = await took(await fileOf(by));
    const after = await received(before, fresh(await file(), '"2"'), { ...when, now: 2000 });
    expect(after.trouble).toMatchObject({ why, at: 2000 });
    expect(after.good).toEqual(before.good);
    // The server is asked about the good one still, so the bad one is looked at anew.
    expect(after.etag).toBe('"1"');
  });

  it('is not left without a word on the day on which the issue ends', async () => {
    expect((await took(await fileOf(by, { expires: '2026-11-24' }))).good).not.toBeNull();
  });

  it('keeps all it has when nothing came', async () => {
    const before = await took(await fileOf(by));
    const failed = await received(before, { type: 'failed', why: 'server', detail: '503' }, { ...when, now: 2000 });
    expect(failed).toEqual({ ...before, trouble: { why: 'server', detail: '503', at: 2000, number: null } });
    const again = await received(failed, { type: 'unchanged' }, { ...when, now: 3000 });
    expect(again).toEqual({ ...before, checkedAt: 3000 });
  });

  it('never goes back, whatever comes in whatever order', async () => {
    const other = await publisher();
    const files = await Promise.all([
      ...[1, 2, 3, 4].map((number) => fileOf(by, { number, rules: null, layouts: [] })),
      fileOf(by, { number: 5, expires: '2020-01-01', rules: null, layouts: [] }),
      fileOf(other, { number: 9, rules: null, layouts: [] }),
    ]);
    const arrival = fc.oneof(
      fc.nat(files.length - 1).map((at): Arrival => fresh(files[at]!)),
      fc.string().map((text): Arrival => fresh(text)),
      fc.constant<Arrival>({ type: 'unchanged' }),
      fc.constant<Arrival>({ type: 'too-large' }),
      fc.constant<Arrival>({ type: 'failed', why: 'network', detail: '' }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(arrival, { maxLength: 8 }), async (arrivals) => {
        let now = start;
        let highest = 0;
        for (const one of arrivals) {
          now = await received(now, one, when);
          const number = now.good?.signed.pack.number ?? 0;
          expect(number).toBeGreaterThanOrEqual(highest);
          expect(number).toBeLessThanOrEqual(4);
          if (now.good) expect(now.good.signed.key).toEqual(by.key);
          highest = number;
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('asking a server', () => {
  const asked = async (from: Subscription, response: Response | Error) => {
    const seen: Headers[] = [];
    const get = async (_url: unknown, init?: RequestInit): Promise<Response> => {
      seen.push(new Headers(init?.headers));
      expect(init).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer' });
      if (response instanceof Error) throw response;
      return response;
    };
    return { arrival: await fetchPack(from, get as typeof fetch), headers: seen[0]! };
  };

  it('names what it has, and takes «unchanged» for an answer', async () => {
    const known = await took(await fileOf(by));
    const { arrival, headers } = await asked(known, new Response(null, { status: 304 }));
    expect(headers.get('If-None-Match')).toBe('"1"');
    expect(arrival).toEqual({ type: 'unchanged' });
  });

  it('does not take «unchanged» when it has nothing', async () => {
    const { arrival, headers } = await asked({ ...start, etag: '"1"' }, new Response(null, { status: 304 }));
    expect(headers.has('If-None-Match')).toBe(false);
    expect(arrival).toMatchObject({ type: 'failed', why: 'server', detail: '304' });
  });

  it('stops reading what is too long, says which error, and survives a lost line', async () => {
    expect((await asked(start, new Response('x'.repeat(MOST_BYTES + 1)))).arrival).toEqual({ type: 'too-large' });
    expect((await asked(start, new Response('', { status: 404 }))).arrival).toMatchObject({
      why: 'server',
      detail: '404',
    });
    expect((await asked(start, new TypeError('offline'))).arrival).toMatchObject({ why: 'network' });
    expect((await asked(start, new Response('{}', { headers: { ETag: '"7"' } }))).arrival).toMatchObject({
      text: '{}',
      etag: '"7"',
    });
  });
});
