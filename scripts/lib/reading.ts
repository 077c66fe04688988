/** The reading of a saved page as JSON: what `npm run read` does, apart from its process. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { TZDate } from '@date-fns/tz';
import { formatISO } from 'date-fns';
import { JSDOM, VirtualConsole } from 'jsdom';
import { countWeek } from '../../publishing/count';
import { addReading, NOTHING_READ } from '../../publishing/feed';
import { OFFICE_ZONE, weekOf } from '../../publishing/week';
import { SITE_HOSTS, siteOf } from '../../sites/hosts';
import { LAYOUTS } from '../../sites/layouts';
import { PageReader } from '../../sites/reader';
import type { Comment, Format, Moment, Post, Reading } from '../../types';

const USAGE =
  'Usage: npm run -s read -- --url URL [--now ISO] [--zone Z] [--known KEY]… [--no-reposts] FILE.html\n' +
  '  --url         address of the saved page, on vk.com, vk.ru, ok.ru, web.telegram.org or t.me\n' +
  '  --now         when the page was saved, e.g. 2026-11-24T12:00:00+07:00 (default: now)\n' +
  `  --zone        zone of the labels and of the office (default: ${OFFICE_ZONE})\n` +
  '  --known       another key of the same page, e.g. vk:name:selo; may be repeated\n' +
  '  --no-reposts  leave reposts out of the week';

/** Something the person can put right; everything else is a fault of ours and is thrown on. */
export class Misuse extends Error {}

interface Arguments {
  file: string;
  url: string;
  now: number;
  zone: string;
  known: string[];
  countReposts: boolean;
}

function argumentsOf(argv: readonly string[]): Arguments {
  const { values, positionals } = parsed(argv);
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw new Misuse(`One file is read at a time.\n${USAGE}`);
  return {
    file,
    url: pageAddress(values.url, USAGE),
    now: instantOf(values.now),
    zone: zoneOf(values.zone),
    known: values.known ?? [],
    countReposts: !values['no-reposts'],
  };
}

/** The address of a saved page. @throws Misuse when there is none, or no site of it is read */
export function pageAddress(url: string | undefined, usage: string): string {
  if (url === undefined) throw new Misuse(`The address of the page is missing.\n${usage}`);
  if (siteOf(url)) return url;
  const hosts = Object.values(SITE_HOSTS).flat().join(', ');
  throw new Misuse(`Not a page of the sites that are read (${hosts}): ${url}`);
}

/** ms; left out: now. @throws Misuse */
export function instantOf(iso: string | undefined): number {
  const now = iso === undefined ? Date.now() : Date.parse(iso);
  if (Number.isNaN(now)) throw new Misuse(`Not a date in ISO 8601: ${iso}`);
  return now;
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        url: { type: 'string' },
        now: { type: 'string' },
        zone: { type: 'string' },
        known: { type: 'string', multiple: true },
        'no-reposts': { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new Misuse(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

/** The zone's name; left out: the office's. @throws Misuse */
export function zoneOf(zone = OFFICE_ZONE): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    throw new Misuse(`Not a time zone: ${zone}`);
  }
}

/** @throws Misuse */
export function fileText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Misuse(`Cannot read ${file}: ${error instanceof Error ? error.message : error}`);
  }
}

/** The whole reading at once; the page has come to rest, since it is a file. */
export function wholeReading(
  html: string,
  { url, now, zone, known }: Pick<Arguments, 'url' | 'now' | 'zone' | 'known'>,
): Reading {
  // A page's broken style sheets are no fault worth telling.
  const { document } = new JSDOM(html, { url, virtualConsole: new VirtualConsole() }).window;
  const steps = new PageReader(LAYOUTS).read(document, { url, now, zone, knownKeys: known, settled: true });
  let step = steps.next();
  while (!step.done) step = steps.next();
  if (!step.value) throw new Error(`No reading of ${url}`);
  return step.value;
}

function output(reading: Reading, { now, zone, countReposts }: Arguments): object {
  const { layout, page, posts, comments, feed, coverage, health } = reading;
  const isFeed = feed !== null;
  const spans = addReading(NOTHING_READ, reading);
  const week = countWeek({ posts, spans, week: weekOf(now, zone), now, options: { countReposts } });
  return {
    layout,
    health,
    coverage,
    page,
    posts: posts.map((post) => ({ ...post, ...timesOf(post, zone), format: mainFormat(post.formats) })),
    comments: comments.map((comment) => ({ ...comment, ...timesOf(comment, zone) })),
    feed,
    week: isFeed ? { ...week, asOf: isoOf(week.asOf, zone), readBackTo: isoOf(week.readBackTo, zone) } : null,
    readAt: isoOf(now, zone),
  };
}

function timesOf({ time }: Post | Comment, zone: string): { time: string | null; timeSpan: number | null } {
  return { time: time && isoOf(time.at, zone), timeSpan: time && spanOf(time) };
}

function spanOf({ span }: Moment): number {
  return Math.round(span / 1000);
}

/** -Infinity stands for «back to the first post», which has no date. */
export function isoOf(instant: number | null, zone: string): string | null {
  return instant === null || !Number.isFinite(instant) ? null : formatISO(new TZDate(instant, zone));
}

/** The format by which people would call a post that has several: the rarest first. */
const BY_RARITY: readonly Format[] = [
  'live',
  'poll',
  'clip',
  'story',
  'video',
  'animation',
  'article',
  'album',
  'photo',
  'audio',
  'document',
  'link',
  'other',
  'text',
];

function mainFormat(formats: readonly Format[]): Format {
  return BY_RARITY.find((format) => formats.includes(format)) ?? 'text';
}

export interface Outcome {
  stdout: string;
  stderr: string;
  /** Exit code: 2 when the arguments or the file are of no use. */
  status: 0 | 2;
}

/**
 * @param argv arguments after the name of the script
 * @throws whatever is a fault of ours
 */
export function readCommand(argv: readonly string[]): Outcome {
  try {
    const args = argumentsOf(argv);
    const reading = wholeReading(fileText(args.file), args);
    return { stdout: `${JSON.stringify(output(reading, args), null, 2)}\n`, stderr: '', status: 0 };
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    return { stdout: '', stderr: `${error.message}\n`, status: 2 };
  }
}
