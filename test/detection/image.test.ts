import { describe, expect, it, vi } from 'vitest';
import { compileImage, createJudge, RULES } from '../../detection';
import { SUITE } from './suite';

// Thousands of texts, on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 30_000 });

const file = compileImage(RULES);
const texts = SUITE.flatMap((group) => group.texts);

/** Bytes of a file, changed. */
function altered(change: (bytes: Uint8Array) => Uint8Array): ArrayBuffer {
  return change(new Uint8Array(file.slice(0))).slice().buffer;
}

describe('the compiled rules', () => {
  it('judge as the rules that they were compiled from', () => {
    const compiled = createJudge({ image: file });
    const fresh = createJudge();
    for (const text of texts) expect(compiled.judge(text)).toEqual(fresh.judge(text));
  });

  it('are the same whenever they are compiled', () => {
    expect(Buffer.from(compileImage(RULES)).equals(Buffer.from(file))).toBe(true);
  });

  it.each([
    ['of nothing', new ArrayBuffer(0)],
    ['torn', altered((bytes) => bytes.subarray(0, bytes.length - 1))],
    ['too long', altered((bytes) => Uint8Array.from([...bytes, 0]))],
    ['of another version', altered((bytes) => bytes.fill(7, 0, 4))],
    ['of other rules', compileImage({ ...RULES, rules: RULES.rules.slice(1) })],
  ])('are left aside when the file is %s', (_, image) => {
    const judge = createJudge({ image });
    expect(judge.judge('Хуйню пишете').kinds).toEqual(['obscenity']);
    expect(judge.judge('Ты дурак, Петя').kinds).toEqual(['insult']);
  });
});
