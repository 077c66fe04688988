/**
 * An article of the guide, from the little Markdown that the guide is written in: `# title`, paragraphs, `- items`,
 * `## heading {#anchor}`, `[words](#/place)`. Whatever else stands there is shown as it is written.
 */

/** Plain words, or a link within the dashboard: `href` begins with `#/`. */
export type Run = string | { text: string; href: string };
export type Block = { kind: 'text'; runs: Run[] } | { kind: 'list'; items: Run[][] };

export interface Part {
  /** Unique within its article; what `#/help/<article>/<part>` names. */
  id: string;
  title: string;
  blocks: Block[];
}

export interface Article {
  id: string;
  title: string;
  /** What stands before the first heading. */
  lead: Block[];
  parts: Part[];
}

const HEADING = /^## (.+?) \{#([a-z0-9-]+)\}$/u;
const LINK = /\[([^\]]+)\]\((#\/[^)\s]+)\)/gu;

/**
 * @param id what the article is called in addresses: the name of its file
 * @throws when there is no title, or a heading without an anchor or with one used before: a mistake of the author
 */
export function readArticle(id: string, source: string): Article {
  const [first = '', ...lines] = source.trim().split(/\r?\n/u);
  if (!first.startsWith('# ')) throw new Error(`${id}: no title`);
  const article: Article = { id, title: first.slice(2), lead: [], parts: [] };
  for (const line of lines) {
    if (line.startsWith('#')) article.parts.push(partOf(article, line));
    else if (line.trim() !== '') put(article.parts.at(-1)?.blocks ?? article.lead, line);
  }
  return article;
}

function partOf(article: Article, line: string): Part {
  const [, title, id] = HEADING.exec(line) ?? [];
  if (!title || !id) throw new Error(`${article.id}: heading without an anchor: ${line}`);
  if (article.parts.some((part) => part.id === id)) throw new Error(`${article.id}: two anchors ${id}`);
  return { id, title, blocks: [] };
}

function put(blocks: Block[], line: string): void {
  if (!line.startsWith('- ')) {
    blocks.push({ kind: 'text', runs: runsOf(line) });
    return;
  }
  const last = blocks.at(-1);
  const item = runsOf(line.slice(2));
  if (last?.kind === 'list') last.items.push(item);
  else blocks.push({ kind: 'list', items: [item] });
}

function runsOf(line: string): Run[] {
  const runs: Run[] = [];
  let from = 0;
  for (const link of line.matchAll(LINK)) {
    if (link.index > from) runs.push(line.slice(from, link.index));
    runs.push({ text: link[1]!, href: link[2]! });
    from = link.index + link[0].length;
  }
  if (from < line.length) runs.push(line.slice(from));
  return runs;
}

/** The words alone, one block a line. */
export function plain(blocks: readonly Block[]): string {
  const words = (runs: readonly Run[]): string =>
    runs.map((run) => (typeof run === 'string' ? run : run.text)).join('');
  return blocks
    .map((block) => (block.kind === 'text' ? words(block.runs) : block.items.map(words).join('\n')))
    .join('\n');
}

/** Every link of an article. */
export function linksOf({ lead, parts }: Article): string[] {
  const blocks = [...lead, ...parts.flatMap((part) => part.blocks)];
  const runs = blocks.flatMap((block) => (block.kind === 'text' ? block.runs : block.items.flat()));
  return runs.flatMap((run) => (typeof run === 'string' ? [] : [run.href]));
}
