/**
 * The weights as a file: what it says of itself as JSON, then a checked hash table of whole numbers. The table is used
 * as it lies in the file, so that loading costs no more than reading it.
 *
 * Layout, little-endian: `SMOT`, version (u32), length of the JSON (u32), the JSON padded with spaces to a multiple of
 * four, then `4 << bucketBits` checks (u16; 0 is an empty place) and as many groups of one int8 for each head.
 */
import * as z from 'zod/mini';

/** Changes with the features too: weights of another version would mean nothing. */
export const WEIGHTS_VERSION = 3;
/** Places in a bucket of the table. */
export const PLACES = 4;
const MAGIC = 0x544f4d53;
const HEADER = 12;

export const HEADS = ['rude', 'threat', 'spam', 'appeal'] as const;
export type Head = (typeof HEADS)[number];

const Curve = z.array(z.tuple([z.number(), z.number()]));

const HeadMeta = z.object({
  bias: z.number(),
  /** What one unit of the table's whole numbers is worth. */
  unit: z.number(),
  /** Points of the calibration, ascending: score → probability; straight lines between. */
  curve: Curve,
  /** Probability above which the head speaks: `likely`; from `look` on it is worth a look. */
  likely: z.number(),
  look: z.number(),
  /** Probability that must remain without the heaviest word for the head to speak. */
  alone: z.number(),
});

const Meta = z.object({
  features: z.number(),
  bucketBits: z.number(),
  heads: z.record(z.enum(HEADS), HeadMeta),
  /** Weights of what is no word, by name, one for each head. */
  signs: z.record(z.string(), z.array(z.number())),
  trainedOn: z.record(z.string(), z.number()),
  seed: z.number(),
  licence: z.string(),
  attribution: z.array(z.string()),
});
export type WeightsMeta = z.infer<typeof Meta>;

export interface Weights {
  meta: WeightsMeta;
  checks: Uint16Array;
  values: Int8Array;
}

/** The weights are absent, cut short, of another version, or not weights at all. */
export class WeightsError extends Error {
  override name = 'WeightsError';
}

/** Bucket of a feature: its upper bits; `check` are its lower ones, never 0. */
export function checkOf(feature: number): number {
  const check = feature & 0xffff;
  return check === 0 ? 1 : check;
}

/**
 * Reads weights.
 * @throws WeightsError when the bytes are no weights of this version.
 */
export function readWeights(bytes: ArrayBuffer): Weights {
  if (bytes.byteLength < HEADER) throw new WeightsError('too short to be weights');
  const view = new DataView(bytes);
  if (view.getUint32(0, true) !== MAGIC) throw new WeightsError('these are no weights');
  const version = view.getUint32(4, true);
  if (version !== WEIGHTS_VERSION) throw new WeightsError(`weights of version ${version}, not ${WEIGHTS_VERSION}`);
  const length = view.getUint32(8, true);
  const table = HEADER + length;
  if (table % 4 !== 0 || table > bytes.byteLength) throw new WeightsError('the weights are cut short');
  const meta = Meta.safeParse(parse(new TextDecoder().decode(new Uint8Array(bytes, HEADER, length))));
  if (!meta.success) throw new WeightsError(z.prettifyError(meta.error));
  const places = PLACES << meta.data.bucketBits;
  if (bytes.byteLength !== table + places * (2 + HEADS.length)) throw new WeightsError('the weights are cut short');
  return {
    meta: meta.data,
    checks: new Uint16Array(bytes, table, places),
    values: new Int8Array(bytes, table + places * 2, places * HEADS.length),
  };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new WeightsError('what the weights say of themselves is no JSON');
  }
}

/** Writes weights as `readWeights` reads them; the same weights give the same bytes. */
export function writeWeights({ meta, checks, values }: Weights): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(meta));
  const length = (json.length + 3) & ~3;
  const bytes = new Uint8Array(HEADER + length + checks.byteLength + values.byteLength).fill(0x20, 0, HEADER + length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, WEIGHTS_VERSION, true);
  view.setUint32(8, length, true);
  bytes.set(json, HEADER);
  bytes.set(new Uint8Array(checks.buffer, checks.byteOffset, checks.byteLength), HEADER + length);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), HEADER + length + checks.byteLength);
  return bytes;
}
