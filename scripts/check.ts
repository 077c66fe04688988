/**
 * `npm run -s check`: comments on standard input, one a line; a verdict on standard output for each, one JSON a line:
 * `{"line","flagged","kinds","scores","findings":[{"kind","rule","clause","start","end","text","confidence","level"}]}`.
 * `line` counts from 1; an empty line is a comment too. Memory does not grow with the number of lines.
 */
import { once } from 'node:events';
import { StringDecoder } from 'node:string_decoder';
import { createJudge } from '../detection';
import { shippedModel } from './lib/weights';

const BATCH = 1 << 16;

/** Lines of a stream, without their ends; `\r\n` counts as one end. Linear however the chunks cut the lines. */
async function* linesOf(input: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let pieces: string[] = [];
  for await (const chunk of input) {
    const text = decoder.write(chunk);
    let from = 0;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
      pieces.push(text.slice(from, at));
      yield trimmed(pieces.join(''));
      pieces = [];
      from = at + 1;
    }
    if (from < text.length) pieces.push(text.slice(from));
  }
  const rest = pieces.join('') + decoder.end();
  if (rest !== '') yield trimmed(rest);
}

function trimmed(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

async function check(input: AsyncIterable<Buffer>, output: NodeJS.WriteStream): Promise<void> {
  const judge = createJudge({ model: shippedModel() });
  let line = 0;
  let batch = '';
  const flush = async () => {
    if (batch !== '' && !output.write(batch)) await once(output, 'drain');
    batch = '';
  };
  for await (const text of linesOf(input)) {
    batch += `${JSON.stringify({ line: ++line, ...judge.judge(text) })}\n`;
    if (batch.length >= BATCH) await flush();
  }
  await flush();
}

// A reader that has seen enough (`| head`) closes the pipe: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
await check(process.stdin, process.stdout);
