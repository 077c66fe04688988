/** Dates as replies print them: «24 ноября», so that «до {срок}» and «состоится {дата}» both read well. */

const MONTHS = [
  'января',
  'февраля',
  'марта',
  'апреля',
  'мая',
  'июня',
  'июля',
  'августа',
  'сентября',
  'октября',
  'ноября',
  'декабря',
] as const;

function dayIn(at: number, timeZone: string): { day: number; month: number; year: number } {
  // en-US in the Gregorian calendar: parts as plain digits in every browser and locale.
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone,
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
  });
  const found = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return { day: found.get('day') ?? 0, month: found.get('month') ?? 0, year: found.get('year') ?? 0 };
}

/**
 * The day of an instant in the office's time zone, with the year only when it is not that of `now`.
 * `at` and `now` in milliseconds since the epoch; throws RangeError on an unknown zone or an invalid instant.
 */
export function printedDate(at: number, now: number, timeZone: string): string {
  const { day, month, year } = dayIn(at, timeZone);
  const short = `${day} ${MONTHS[month - 1]}`;
  return year === dayIn(now, timeZone).year ? short : `${short} ${year} года`;
}
