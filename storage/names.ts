/**
 * A database that cannot be opened is set aside, never deleted: the next one gets the next number in its name
 * (`smotritel`, `smotritel.2`, `smotritel.3`), the former stays as it is and can be tried again, by a later version of
 * the extension or after the disk was mended. The newest is the one in use.
 */

const nameOf = (base: string, number: number): string => (number === 1 ? base : `${base}.${number}`);

function numberOf(name: string, base: string): number | null {
  if (name === base) return 1;
  const number = name.startsWith(`${base}.`) ? Number(name.slice(base.length + 1)) : Number.NaN;
  return Number.isInteger(number) && number > 1 ? number : null;
}

/** A browser that cannot list its databases has but the first. */
async function numbers(base: string): Promise<number[]> {
  const listed = await indexedDB.databases().catch(() => []);
  return listed.flatMap(({ name = '' }) => numberOf(name, base) ?? []).sort((a, b) => a - b);
}

export async function currentName(base: string): Promise<string> {
  return nameOf(base, (await numbers(base)).at(-1) ?? 1);
}

/** What the next database is to be called once the one in use cannot be opened. */
export async function nextName(base: string): Promise<string> {
  return nameOf(base, ((await numbers(base)).at(-1) ?? 1) + 1);
}

/** Those that were set aside, the oldest first. */
export async function shelvedNames(base: string): Promise<string[]> {
  return (await numbers(base)).slice(0, -1).map((number) => nameOf(base, number));
}
