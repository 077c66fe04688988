/** Point 2.4 of the decree: whether a page shows who runs it and how to reach them, as the register says. */
import type { OfficeProfile, ProfileField } from '../replies/profile';
import type { DetailCheck, DetailState, ShownDetails } from './shown-details';
import { wordsOf } from './similarity';

const FIELDS: readonly ProfileField[] = ['fullName', 'address', 'email', 'phones', 'site'];

export function checkDetails(profile: OfficeProfile, shown: ShownDetails): DetailCheck[] {
  const text = shown.texts.join('\n');
  const absent: DetailState = shown.complete ? 'missing' : 'hidden';
  const found: Record<ProfileField, () => { isThere: boolean; other: string }> = {
    fullName: () => ({ isThere: holds(text, profile.fullName), other: '' }),
    address: () => ({ isThere: holdsAddress(text, profile.address), other: otherAddress(text, profile.address) }),
    email: () => oneOf([...shown.emails, ...emailsIn(text)], [profile.email], (email) => email.trim().toLowerCase()),
    phones: () => oneOf([...shown.phones, ...phonesIn(text)], profile.phones, phoneKey),
    site: () => oneOf([...shown.sites, ...sitesIn(text)], [profile.site], siteKey),
  };
  return FIELDS.map((field) => {
    const wanted = wantedOf(profile, field);
    if (!wanted) return { field, state: 'unset', wanted, shown: '' };
    const { isThere, other } = found[field]();
    return { field, state: isThere ? 'present' : other ? 'different' : absent, wanted, shown: isThere ? '' : other };
  });
}

/** The text to put on the page for one detail. */
export function wantedOf(profile: OfficeProfile, field: ProfileField): string {
  return field === 'phones' ? profile.phones.filter((phone) => phone.trim()).join(', ') : profile[field].trim();
}

const plain = (text: string): string => ` ${wordsOf(text.replace(/[-–—]/gu, ' ')).join(' ')} `;

function holds(text: string, wanted: string): boolean {
  return plain(text).includes(plain(wanted));
}

const SHORT: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})(?:улица|ул)(?!\p{L})\.?/giu, 'ул'],
  [/(?<!\p{L})(?:село|с)(?!\p{L})\.?/giu, 'с'],
  [/(?<!\p{L})(?:дом|д)(?!\p{L})\.?/giu, ' '],
  [/(?<!\p{L})(?:область|обл)(?!\p{L})\.?/giu, 'обл'],
  [/(?<!\p{L})(?:район|р-н)(?!\p{L})\.?/giu, 'район'],
  [/(?<!\p{L})(?:переулок|пер)(?!\p{L})\.?/giu, 'пер'],
];

function addressWords(text: string): string[] {
  return wordsOf(
    SHORT.reduce((so, [long, short]) => so.replace(long, ` ${short} `), text).replace(/(\d)([а-яё])/giu, '$1 $2'),
  );
}

/** The same address when all its numbers and nearly all of its words are there, however abbreviated and in what order. */
function holdsAddress(text: string, wanted: string): boolean {
  const shown = new Set(addressWords(text));
  const words = addressWords(wanted);
  const numbers = words.filter((word) => /\d/u.test(word));
  const names = words.filter((word) => !/\d/u.test(word) && word.length > 2);
  return (
    numbers.every((number) => shown.has(number)) &&
    names.filter((word) => shown.has(word)).length >= Math.ceil(names.length * 0.7)
  );
}

/** Another postcode, or the line with the street. */
function otherAddress(text: string, wanted: string): string {
  const line = text.split('\n').find((one) => /(?<!\d)\d{6}(?!\d)|(?<!\p{L})ул(?:\.|ица\s)/iu.test(one));
  return line && !holdsAddress(line, wanted) ? line.trim().slice(0, 200) : '';
}

function oneOf(
  shown: readonly string[],
  wanted: readonly string[],
  key: (written: string) => string,
): { isThere: boolean; other: string } {
  const ours = new Set(wanted.map(key).filter(Boolean));
  const isThere = shown.some((one) => ours.has(key(one)));
  return { isThere, other: isThere ? '' : (shown.find((one) => key(one)) ?? '') };
}

const emailsIn = (text: string): string[] => text.match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu) ?? [];
const phonesIn = (text: string): string[] =>
  (text.match(/(?:\+7|(?<!\d)8)?[\s(-]*\d{3,5}[\s)-]*(?:\d[\s-]*){4,6}\d/gu) ?? []).filter(
    (one) => digitsOf(one).length >= 10,
  );
const sitesIn = (text: string): string[] =>
  text
    .match(/(?:https?:\/\/)?(?:[\p{L}\d-]+\.)+(?:ru|рф|com|su|org)(?![\p{L}\d@])(?:\/[^\s,;]*)?/giu)
    ?.filter((one) => !/^(?:https?:\/\/)?(?:vk\.|ok\.|t\.me)/iu.test(one)) ?? [];

const digitsOf = (text: string): string => text.replace(/\D/gu, '');
/** Ten digits without the country's. */
const phoneKey = (phone: string): string => digitsOf(phone).slice(-10);

/** Host and path without what does not matter. */
function siteKey(site: string): string {
  return site
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//u, '')
    .replace(/^www\./u, '')
    .replace(/[/\s]+$/u, '');
}
