/** Pieces of a pasted list that is not a table: what reads like a title, and a draft out of a few lines. */
import type { LeftLine, PastedLine } from './paste-lines';
import { TEXT_LIMIT, TITLE_LIMIT } from './template';

/** Lines of one draft. `titled`: the first of them is its title. */
export interface Parcel {
  lines: PastedLine[];
  titled: boolean;
}

export interface RawDraft {
  title: string;
  text: string;
  topics: string[];
  /** The title was made of the first words. */
  made: boolean;
  from: number;
  to: number;
}

const HEADING_LENGTH = 90;
const SHORTEST = 12;
const ADDRESS =
  /^(?:\{\s*имя\s*\}|здравствуйте|добр(?:ый|ое|ого)\s+(?:день|вечер|утро|времени)|уважаем|дорог(?:ой|ая|ие)\s|приветству)/iu;
const THANKS = /^(?:благодар(?:им|ю)|спасибо)/iu;
// «Телефон: 3-22-11» is a line of the text, no title.
const LABEL =
  /^(?:тел|адрес|почта|e-?mail|сайт|график|часы|режим|контакт|приём|прием|пн|вт|ср|чт|пт|сб|вс|внимание|ссылка|https?)/iu;
const INLINE = /^([^:.!?…\n]{2,80}):\s+(\S[\s\S]*)$/u;
const DASHED = /^([^:.!?…\n—–]{2,60})\s+[—–]\s+(\p{Lu}[\s\S]{30,})$/u;

/** Opens the way replies do. */
export const opensWithGreeting = (text: string): boolean => ADDRESS.test(text) || THANKS.test(text);

/** Short and not a sentence: no full stop at its end, no address at its start («Спасибо за критику» may be a title). */
export function looksLikeHeading(text: string): boolean {
  if (!text || text.length > HEADING_LENGTH || ADDRESS.test(text)) return false;
  return /[\p{L}\p{N})»"]:?$/u.test(text) && !/[.!?…;]\s/u.test(text) && text.split(/\s+/u).length <= 10;
}

const trimmedTitle = (text: string): string => text.replace(/[\s:—–-]+$/u, '').trim();

/** A title out of the first words that say something: without the greeting, whole words, at most 60 letters. */
export function titleFrom(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  const [opening = '', ...others] = line.split(/(?<=[.!?…])\s+/u);
  const rest = others.join(' ');
  const sentence = opensWithGreeting(opening) && opening.length < 60 && rest ? rest : line;
  const first = sentence.split(/(?<=[.!?…])\s+/u)[0] ?? sentence;
  const bare = first.replace(/[.!…]+$/u, '');
  if (bare.length <= 60) return bare;
  const cutAt = bare.slice(0, 60).lastIndexOf(' ');
  return `${bare.slice(0, cutAt > 20 ? cutAt : 59).replace(/[\s,;:—–-]+$/u, '')}…`;
}

/** A title that stands on the line of its text: «Уборка снега: Здравствуйте! …». */
function inline(text: string): { title: string; rest: string } | null {
  const [, title = '', rest = ''] = INLINE.exec(text) ?? DASHED.exec(text) ?? [];
  if (!title || LABEL.test(title) || opensWithGreeting(title) || title.split(/\s+/u).length > 8) return null;
  return { title, rest };
}

/**
 * The lines over a list that name it whole («Типовые ответы на комментарии»), before its first item or title. A line that
 * greets, or a paragraph of its own that ends as a sentence, may be a reply, so it is none.
 * @param isItem whether a line opens an item of the list
 */
export function listTitle(lines: readonly PastedLine[], isItem: (line: PastedLine) => boolean): PastedLine[] {
  const whole = lines.filter(({ text }) => text);
  const first = whole.findIndex(isItem);
  if (first > 0) return whole.slice(0, first).every(isNoReply) ? whole.slice(0, first) : [];
  const [line, next, after] = whole;
  if (first === 0 || !line || !next || !after || !isNoReply(line)) return [];
  const isAlone = !lines[lines.indexOf(line) + 1]?.text;
  const opens = inline(next.text) !== null || (looksLikeHeading(next.text) && !looksLikeHeading(after.text));
  if (isAlone && opens) return [line];
  // Over replies without titles of their own only a name that can be nothing else.
  const isNamed = OF_A_LIST.test(line.text) && whole.filter(({ text }) => looksLikeHeading(text)).length < 2;
  return isAlone && isNamed && opensWithGreeting(next.text) ? [line] : [];
}

const OF_A_LIST = /^(?:типов|шаблон|список|перечень|образц|заготовк|памятк|ответы|варианты\s+ответ)/iu;

function isNoReply({ text, cells }: PastedLine): boolean {
  return cells === null && !opensWithGreeting(text) && inline(text) === null && !/[.!?…]$/u.test(text);
}

/** A draft, or the reason why the text makes none. */
export function rawDraft(parts: Omit<RawDraft, 'made'>): RawDraft | LeftLine {
  const text = parts.text.trim();
  const title = trimmedTitle(parts.title);
  const all = [title, text].filter(Boolean).join('\n');
  const left = (why: LeftLine['why']): LeftLine => ({ line: parts.from, text: all, why });
  if (!text) return left('no-text');
  if ((text.match(/\p{L}/gu)?.length ?? 0) < SHORTEST) return left('too-short');
  // A «title» too long for one is a part of the text.
  const fits = title && title.length <= TITLE_LIMIT;
  const whole = fits ? text : all;
  if (whole.length > TEXT_LIMIT) return left('too-long');
  return fits ? { ...parts, title, text, made: false } : { ...parts, title: titleFrom(whole), text: whole, made: true };
}

/** The draft that a few lines make. */
export function draftOf({ lines, titled }: Parcel): RawDraft | LeftLine {
  const from = lines.find(({ text }) => text)?.number ?? 0;
  const to = lines.findLast(({ text }) => text)?.number ?? from;
  const [first, ...others] = lines.slice(lines.findIndex(({ text }) => text));
  const rest = others.map(({ text, item }) => (item ? `${item}. ${text}` : item === 0 ? `— ${text}` : text)).join('\n');
  const body = rest.replace(/\n{3,}/gu, '\n\n').trimEnd();
  const opening = first?.text ?? '';
  const made = { topics: [], from, to };
  if (body.trim() && (titled || first?.bold || looksLikeHeading(opening)))
    return rawDraft({ ...made, title: opening, text: body });
  const split = inline(opening);
  if (split) return rawDraft({ ...made, title: split.title, text: `${split.rest}\n${body}` });
  if (titled) return rawDraft({ ...made, title: opening, text: '' });
  return rawDraft({ ...made, title: '', text: `${opening}\n${body}` });
}

/** Replies that stand line under line without blank lines: each greets, or has its title, or is a sentence of its own. */
export function parted(block: PastedLine[]): Parcel[] {
  const one = (lines: PastedLine[]): Parcel => ({ lines, titled: false });
  const whole = block.filter(({ text }) => text);
  const starts = new Set<PastedLine>();
  whole.forEach((line, at) => {
    const above = whole[at - 1];
    const title = above && looksLikeHeading(above.text) ? above : null;
    if (opensWithGreeting(line.text) && !(title && starts.has(line))) starts.add(title ?? line);
  });
  const sentence = ({ text }: PastedLine): boolean => text.length >= 30 && /[.!?…»)]$/u.test(text);
  const separate = whole.length > 2 && starts.size === 0 && whole.every(sentence);
  if (whole.length > 1 && (separate || whole.every(({ text }) => inline(text) !== null)))
    return whole.map((line) => one([line]));
  if (starts.size < 2) return [one(block)];
  const parcels: PastedLine[][] = [];
  for (const line of block) {
    if (parcels.length === 0 || starts.has(line)) parcels.push([]);
    parcels.at(-1)?.push(line);
  }
  return parcels.map(one);
}
