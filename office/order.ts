/** One order for records, the same on every machine: what was known to one comes before it. */

interface Ordered {
  id: string;
  parents: readonly string[];
  author: string;
  seq: number;
}

/**
 * Before comes before, by parents and by the author's own numbers; of those made apart the smaller id first. What forms
 * a ring, as only foreign data could, comes last by id.
 */
export function inLine<One extends Ordered>(records: readonly One[]): One[] {
  const byId = new Map(records.map((record) => [record.id, record]));
  const waiting = new Map<string, number>();
  const after = new Map<string, string[]>();
  const line = new Map<string, One[]>();
  for (const record of byId.values()) line.set(record.author, [...(line.get(record.author) ?? []), record]);
  const before = new Map<string, Set<string>>();
  for (const record of byId.values()) before.set(record.id, new Set(record.parents.filter((id) => byId.has(id))));
  for (const own of line.values()) {
    own.sort((a, b) => a.seq - b.seq || (a.id < b.id ? -1 : 1));
    for (const [index, { id }] of own.entries()) if (index > 0) before.get(id)!.add(own[index - 1]!.id);
  }
  for (const [id, parents] of before) {
    waiting.set(id, parents.size);
    for (const parent of parents) after.set(parent, [...(after.get(parent) ?? []), id]);
  }
  const ready = [...waiting].filter(([, count]) => count === 0).map(([id]) => id);
  const ordered: One[] = [];
  while (ready.length > 0) {
    ready.sort().reverse();
    const id = ready.pop()!;
    ordered.push(byId.get(id)!);
    waiting.delete(id);
    for (const next of after.get(id) ?? []) {
      waiting.set(next, waiting.get(next)! - 1);
      if (waiting.get(next) === 0) ready.push(next);
    }
  }
  return [...ordered, ...[...waiting.keys()].sort().map((id) => byId.get(id)!)];
}

/** Adds to the list that a key stands for. */
export function push<Key, Value>(into: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = into.get(key);
  if (known) known.push(value);
  else into.set(key, [value]);
}
