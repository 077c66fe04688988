/** What a store shows of the extension: one file a language, in parts under headings. */

/** Longest that the stores take, characters: Chrome Web Store and addons.mozilla.org, whichever is less. */
export const MOST = { name: 50, summary: 132, description: 15_000 } as const;

type Part = keyof typeof MOST;

/**
 * Reads `# name`, `# summary` and `# description` with what stands below each.
 * @throws Error when a part is absent, empty or too long
 */
export function storeText(source: string): Record<Part, string> & { whole: string } {
  const parts = new Map(
    source
      .split(/^# /mu)
      .slice(1)
      .map((part) => {
        const [title = '', ...lines] = part.split('\n');
        return [title.trim(), lines.join('\n').trim()] as const;
      }),
  );
  const read = (part: Part): string => {
    const text = parts.get(part) ?? '';
    if (text === '' || [...text].length > MOST[part]) {
      throw new Error(`${part}: ${[...text].length} characters, 1 to ${MOST[part]} are taken`);
    }
    return text;
  };
  const [name, summary, description] = [read('name'), read('summary'), read('description')];
  return { name, summary, description, whole: `${name}\n\n${summary}\n\n${description}\n` };
}
