/** How the letters of a CSV file are written; files from Russian offices come in any of these. */
export const ENCODINGS = ['utf-8', 'windows-1251', 'ibm866', 'koi8-r', 'utf-16le'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Letters that make up more than half of any Russian text. */
const COMMON = /[оеаинтсрвл]/gu;
const SAMPLE = 20_000;

/** The encoding that a file says of itself, or the one in which it reads most like Russian. */
export function guessEncoding(bytes: Uint8Array): Encoding {
  const sample = bytes.subarray(0, SAMPLE);
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (isUtf8(sample)) return 'utf-8';
  const scored = (['windows-1251', 'ibm866', 'koi8-r'] as const).map((encoding) => {
    const text = new TextDecoder(encoding).decode(sample);
    return { encoding, score: text.match(COMMON)?.length ?? 0 };
  });
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).encoding;
}

/** A sample that ends within a letter is still UTF-8. */
function isUtf8(sample: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}
