/**
 * What to call a commenter by. Display names are written by strangers and end in the office's own reply, so that
 * everything is cleaned away that is no name: markup, line breaks, control and direction characters, links, mentions.
 */
import { FIRST_NAMES } from './first-names';

/** A longer «name» is a message, not a name. */
const LONGEST = 60;

// A link in the office's reply would advertise whatever the commenter calls himself.
const LINK =
  /https?:|www\.|(?:^|[^\p{L}])[\p{L}\p{N}-]+\.(?:ru|рф|com|net|org|su|me|info|online|site|shop|top|xyz|club|pro)(?![\p{L}\p{N}])/iu;
const TAG = /<[^<>]*>/g;
// VK reads [id1|Имя], @id1 and *id1 as mentions.
const MENTION = /\[(?:id|club|public)\d+\|([^\][|]*)\]/gi;
const REMOVED_ACCOUNT =
  /^(?:deleted|deleted account|удал[её]нный аккаунт|страница удалена|пользователь удал[её]н|пользователь)$/i;
const PATRONYMIC = /(?:вич|ьич|кич|мич|фич|вна|чна)$/;
const ORGANISATION =
  /(?:^|[\s«"])(?:администрац|библиотек|газет|групп|дет|дом|ансамбл|клуб|комитет|лицей|магазин|мо[уу]|музе|новост|общин|ооо|ип|отдел|подслушано|посел|приход|район|редакц|сад|сел|совет|храм|хор|центр|школ|фап|больниц|турнир|команд)/iu;

/** Invisible, control, direction and private characters; emoji and other signs; stacked accents. */
function visible(text: string): string {
  return (
    text
      .normalize('NFC')
      // Controls part words, format characters (zero width, direction marks) sit inside them.
      .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Zs}]+/gu, ' ')
      .replace(/[\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{M}]/gu, '')
      .replace(/[^\p{L}\p{N} .'’«»"()-]/gu, ' ')
  );
}

/** A display name made fit to stand in a line of plain text; empty when nothing of a name is left. */
export function cleanName(shown: string): string {
  // The cut comes first: a megabyte of «name» costs nothing.
  const start = shown.slice(0, LONGEST * 20);
  const plain = start.replace(MENTION, '$1').replace(TAG, ' ');
  const probe = plain.replace(/[\p{Cf}\p{M}]/gu, '');
  if (LINK.test(probe)) return '';
  const name = visible(plain)
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.'’-]+|[\s'’-]+$/gu, '')
    .trim();
  if (name.length > LONGEST || shown.length > start.length) return '';
  if (!/\p{L}{2}|^\p{L}$/u.test(name) || REMOVED_ACCOUNT.test(name)) return '';
  return name;
}

const capital = (word: string): string =>
  word
    .toLowerCase()
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('-');

const key = (word: string): string => word.toLowerCase().replaceAll('ё', 'е');

const plausible = (word: string): boolean => FIRST_NAMES.has(key(word));

/**
 * How to address a commenter: the first name when one can plausibly be told («Иванова Анна» → «Анна»), with the
 * patronymic when it stands right after («Анна Петровна»), otherwise the whole cleaned name. Empty: ask the person.
 */
export function greetingName(shown: string): string {
  const name = cleanName(shown);
  const words = name.split(' ');
  if (words.length > 3 || ORGANISATION.test(name) || words.some((word) => !/^[\p{L}-]+\.?$/u.test(word))) return name;
  const at = words.findIndex((word) => plausible(word));
  const first = words[at];
  if (first === undefined) return name;
  const next = words[at + 1];
  return next && PATRONYMIC.test(key(next)) ? `${capital(first)} ${capital(next)}` : capital(first);
}
