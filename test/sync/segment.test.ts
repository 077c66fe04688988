import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bytes, utf8 } from '../../office/bytes';
import { encrypt } from '../../sync/cipher';
import { openParcel, ParcelError, packParcel } from '../../sync/file';
import { formatName, parseName, type SegmentName } from '../../sync/names';
import { checkRun, openSegment, packSegment, SegmentError, sealRun } from '../../sync/segment';
import { type Browser, OFFICE, officeOf, recordOf } from './office';

async function office(): Promise<[Browser, Browser]> {
  return (await officeOf(2)) as [Browser, Browser];
}

async function reasonOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof SegmentError) return error.reason;
    throw error;
  }
  return 'opened';
}

async function packed(browser: Browser, count = 3) {
  const records = await browser.write(count);
  return packSegment(browser.author, [await sealRun(browser.author, records, browser.trust)], browser.trust);
}

/** A file with any content under the office's key, as a malicious member could make it. */
async function made(
  browser: Browser,
  content: unknown,
  name: SegmentName,
): Promise<{ text: string; bytes: Bytes; name: SegmentName }> {
  const plain = utf8(typeof content === 'string' ? content : JSON.stringify(content));
  let named = name;
  const { name: text, bytes } = await encrypt(plain, await browser.trust.sealing(), OFFICE, (size) => {
    named = { ...name, size };
    return formatName(named);
  });
  return { text, bytes, name: named };
}

describe('a segment', () => {
  test('opens with what was put in, under the signature of its author', async () => {
    const [anna, boris] = await office();
    const { bytes, text, name } = await packed(anna);
    const { author, runs } = await openSegment(bytes, text, name, boris.trust);
    expect(author).toBe(anna.author);
    expect(runs.flatMap(({ records }) => records)).toEqual([...anna.ledger.byId.values()]);
    expect(await checkRun(author, runs[0]!, boris.trust)).toBe('good');
    expect(bytes.length).toBe(name.size);
    expect(parseName(text)).toEqual(name);
  });

  test('says nothing of who and what in its name or bytes', async () => {
    const [anna] = await office();
    const { bytes, text } = await packed(anna);
    const seen = text + new TextDecoder('latin1').decode(bytes);
    for (const word of [anna.author, 'member0', 'template', OFFICE]) expect(seen).not.toContain(word);
  });

  test.each<[string, (bytes: Bytes, text: string) => [Bytes, string], string]>([
    ['cut', (bytes, text) => [bytes.slice(0, -5), text], 'torn'],
    ['cut in its head', (bytes, text) => [bytes.slice(0, 7), text], 'torn'],
    ['empty', (_, text) => [new Uint8Array(0), text], 'torn'],
    ['with one bit turned', (bytes, text) => [bytes.map((byte, at) => (at === 60 ? byte ^ 1 : byte)), text], 'torn'],
    [
      'under the name of another',
      (bytes, text) => [bytes, text.replace('.s.', '.s.').replace(/.{20}\.smotritel$/, '0.0000000000000000.smotritel')],
      'torn',
    ],
    ['of another program', (_, text) => [utf8('<html>Вход в сеть</html>'), text], 'foreign'],
    ['of a later format', (bytes, text) => [new Uint8Array([...utf8('SMO2'), ...bytes.slice(4)]), text], 'newer'],
    [
      'with the id of another key',
      (bytes, text) => [bytes.map((byte, at) => (at === 6 ? byte ^ 3 : byte)), text],
      'key',
    ],
  ])('%s is not opened', async (_, spoil, reason) => {
    const [anna, boris] = await office();
    const { bytes, text, name } = await packed(anna);
    const [other, called] = spoil(bytes, text);
    expect(await reasonOf(() => openSegment(other, called, name, boris.trust))).toBe(reason);
  });

  test.each<[string, (content: Record<string, unknown>) => unknown, string]>([
    ['no JSON', () => '{', 'forged'],
    ['a later format', () => ({ format: 2, anything: true }), 'newer'],
    ['no runs', (content) => ({ ...content, runs: [] }), 'forged'],
    ['another author', (content) => ({ ...content, author: 'member9.a1' }), 'forged'],
    [
      'a record that is none',
      (content) => ({ ...content, runs: [{ signer: 'x', signature: 'y', records: [{ id: 1 }] }] }),
      'forged',
    ],
  ])('from a malicious member with %s is not taken in', async (_, change, reason) => {
    const [anna, boris] = await office();
    const records = await anna.write(2);
    const { seal } = await sealRun(anna.author, records, anna.trust);
    const content = {
      format: 1,
      author: anna.author,
      runs: [{ signer: seal.signer, signature: seal.signature, records }],
    };
    const { name } = await packSegment(anna.author, [{ seal, records }], anna.trust);
    const file = await made(anna, change(content), name);
    expect(await reasonOf(() => openSegment(file.bytes, file.text, file.name, boris.trust))).toBe(reason);
  });

  test('with a record whose content was changed is not taken in', async () => {
    const [anna, boris] = await office();
    const [record] = await anna.write(1);
    const changed = { ...record!, body: { title: 'Другое' } } as typeof record;
    const run = await sealRun(anna.author, [changed!], anna.trust);
    const { bytes, text, name } = await packSegment(anna.author, [run], anna.trust);
    expect(await reasonOf(() => openSegment(bytes, text, name, boris.trust))).toBe('forged');
  });

  test('signed by another member in the author’s name is told from a good one', async () => {
    const [anna, boris] = await office();
    const record = await recordOf(anna.author, 1, 'Не от Анны');
    const run = await sealRun(anna.author, [record], boris.trust);
    expect(await checkRun(anna.author, run, anna.trust)).toBe('bad');
    const [mine] = await anna.write(1);
    const good = await sealRun(anna.author, [mine!], anna.trust);
    const moved = { ...good, seal: { ...good.seal, ids: ['0'.repeat(64)] } };
    expect(await checkRun(anna.author, moved, anna.trust)).toBe('bad');
    expect(await checkRun(anna.author, { ...good, seal: { ...good.seal, signature: 'no base64 ' } }, anna.trust)).toBe(
      'bad',
    );
    anna.ring.members.delete('member0');
    expect(await checkRun(anna.author, good, anna.trust)).toBe('unknown');
  });
});

describe('names', () => {
  const tag = fc.stringMatching(/^[0-9a-f]{16}$/);
  test('say what was put into them', () => {
    const name = fc.record({
      kind: fc.constant('segment' as const),
      office: tag,
      author: tag,
      first: fc.integer({ min: 1, max: 1000 }),
      last: fc.integer({ min: 1000, max: 999_999 }),
      digest: fc.stringMatching(/^[0-9a-f]{32}$/),
      writer: tag,
      key: tag,
      size: fc.nat(),
      nonce: tag,
    });
    fc.assert(
      fc.property(name, (one) => {
        expect(parseName(formatName(one))).toEqual(one);
      }),
    );
  });

  test('of anything else are none of ours, and nothing makes the parser fail', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseName(text)).toBeNull();
      }),
    );
    expect(parseName('Отчёт за год.docx')).toBeNull();
    expect(parseName('.smotritel')).toBeNull();
  });
});

describe('an exchange file', () => {
  test('gives back what was put in', () => {
    const files = fc.dictionary(fc.string({ minLength: 1 }), fc.uint8Array({ maxLength: 50 }));
    fc.assert(
      fc.property(files, (inside) => {
        const parcel = new Map(Object.entries(inside).map(([name, bytes]) => [name, new Uint8Array(bytes)]));
        expect(openParcel(packParcel(parcel))).toEqual(parcel);
      }),
    );
  });

  test('that was cut, is later, or is something else is refused with the reason', () => {
    const whole = packParcel(new Map([['a', utf8('content')]]));
    const faultOf = (bytes: Bytes): string => {
      try {
        openParcel(bytes);
      } catch (error) {
        if (error instanceof ParcelError) return error.fault;
        throw error;
      }
      return 'none';
    };
    for (let length = 9; length < whole.length; length += 1) expect(faultOf(whole.slice(0, length))).toBe('torn');
    expect(faultOf(utf8('SMOF2 and more'))).toBe('newer');
    expect(faultOf(utf8('%PDF-1.7'))).toBe('foreign');
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(faultOf(new Uint8Array(bytes))).not.toBe('none');
      }),
    );
  });
});
