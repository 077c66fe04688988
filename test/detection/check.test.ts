import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';

const COMMAND = ['--import', 'tsx', 'scripts/check.ts'];

interface Line {
  line: number;
  flagged: boolean;
  kinds: string[];
  scores: Record<string, number>;
  findings: {
    kind: string;
    rule: string;
    clause: string;
    start: number;
    end: number;
    text: string;
    confidence: number;
  }[];
}

/** Runs the command over an input. */
async function check(input: string | Buffer): Promise<{ lines: Line[]; code: number; errors: string }> {
  const child = spawn(process.execPath, COMMAND, { stdio: 'pipe' });
  const out: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  // A command that broke down has closed its input: its code and errors tell.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number];
  const text = Buffer.concat(out).toString();
  const lines = text.split('\n').filter((line) => line !== '');
  return { lines: lines.map((line) => JSON.parse(line) as Line), code, errors: Buffer.concat(errors).toString() };
}

describe('npm run -s check', { timeout: 120_000 }, () => {
  it('prints one JSON line for each comment, empty ones too', async () => {
    const { lines, code, errors } = await check('Ты дурак\n\nСпасибо за мост!\r\nКогда дадут свет?');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(lines.map(({ line, flagged, kinds }) => ({ line, flagged, kinds }))).toEqual([
      { line: 1, flagged: true, kinds: ['insult'] },
      { line: 2, flagged: false, kinds: [] },
      { line: 3, flagged: false, kinds: [] },
      { line: 4, flagged: false, kinds: [] },
    ]);
    expect(lines[0]!.findings).toMatchObject([
      { kind: 'insult', clause: '8-insult', start: 0, end: 8, text: 'Ты дурак' },
    ]);
    expect(lines[3]!.scores.appeal).toBeGreaterThan(0);
  });

  it('prints nothing for nothing', async () => {
    expect(await check('')).toEqual({ lines: [], code: 0, errors: '' });
  });

  it('takes a hundred thousand lines in a row', async () => {
    const unit = ['Когда почистят дорогу?', 'сука', 'Спасибо!', 'Заработок, пишите в лс'];
    const { lines, code } = await check(`${unit.join('\n')}\n`.repeat(25_000));
    expect(code).toBe(0);
    expect(lines).toHaveLength(100_000);
    expect(lines.every(({ line, flagged }, index) => line === index + 1 && flagged === (index % 2 === 1))).toBe(true);
  });

  it('takes a line of a megabyte', async () => {
    const long = 'слово '.repeat(174_000);
    const { lines, code } = await check(`${long}сука\nсука`);
    expect(code).toBe(0);
    // Whether the model sees a second kind at the same place is not asked here.
    expect(lines.map(({ findings }) => [...new Set(findings.map(({ start }) => start))])).toEqual([[long.length], [0]]);
  });

  it('takes bytes that are no text', async () => {
    const { lines, code } = await check(Buffer.from([0xff, 0xfe, 0x00, 0x0a, 0xd1, 0x81, 0x0a, 0xd1]));
    expect(code).toBe(0);
    expect(lines.map(({ line }) => line)).toEqual([1, 2, 3]);
  });

  it('ends quietly when its reader has seen enough', async () => {
    const child = spawn(process.execPath, COMMAND, { stdio: 'pipe' });
    const errors: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.stdin.on('error', () => undefined);
    child.stdin.end('сука\n'.repeat(50_000));
    await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
    child.stdout.destroy();
    const [code] = (await once(child, 'close')) as [number];
    expect({ code, errors: Buffer.concat(errors).toString() }).toEqual({ code: 0, errors: '' });
  });
});
