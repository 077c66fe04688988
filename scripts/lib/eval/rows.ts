/** Labelled texts as the shared data hold them: one gzipped file of tab-separated rows for each source. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

export interface Row {
  id: string;
  source: string;
  /** The primary label first. */
  labels: readonly string[];
  text: string;
  /** Rows of one group say nearly the same; empty where the row stands alone. */
  cluster: string;
}

/** The data beside the repository; nobody needs them to build or use the extension. */
export const DATA = process.env.SMOTRITEL_DATA ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));

export type Part = 'train' | 'dev';

/** Whether the data are there at all. */
export function hasData(part: Part): boolean {
  return existsSync(join(DATA, part));
}

/**
 * Rows of one source.
 * @throws Error when the file is absent or its columns are others than expected.
 */
export function readRows(part: Part, source: string): Row[] {
  const lines = gunzipSync(readFileSync(join(DATA, part, `${source}.tsv.gz`)))
    .toString()
    .split('\n');
  if (lines[0] !== 'id\tsource\tlabels\ttext\tcluster') throw new Error(`${source}: unexpected columns: ${lines[0]}`);
  return lines.slice(1).flatMap((line) => {
    if (line === '') return [];
    const [id, from, labels, text, cluster] = line.split('\t');
    return { id: id!, source: from!, labels: labels!.split(';'), text: text!, cluster: cluster ?? '' };
  });
}
