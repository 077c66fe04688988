/** Sample pages opened and read under jsdom. */
import { JSDOM, VirtualConsole } from 'jsdom';
import { loadSample } from '../../scripts/lib/samples';
import type { Layout } from '../../sites/layout';
import { LAYOUTS } from '../../sites/layouts';
import { PageReader, type ReadOptions } from '../../sites/reader';
import type { Moment, Reading } from '../../types';
import type { SamplePage } from '../pages/sample';

/** A Thursday, so that the week has a past and a future. */
export const NOW = Date.parse('2026-11-26T12:30:00+07:00');
export const ZONE = 'Asia/Tomsk';

export interface Opened {
  dom: JSDOM;
  document: Document;
  html: string;
}

/** @param scripts run the page's own scripts */
export function openHtml(html: string, url: string, scripts = false): Opened {
  const virtualConsole = new VirtualConsole();
  const dom = new JSDOM(html, { url, virtualConsole, ...(scripts && { runScripts: 'dangerously' }) });
  return { dom, document: dom.window.document, html };
}

export function openSample(sample: SamplePage, now = NOW, zone = ZONE): Opened {
  // The reader never asks how a page looks, and jsdom spends most of its time on the styles.
  const html = loadSample(sample.file, now, zone).replace(/<style>.*?<\/style>/gs, '');
  return openHtml(html, sample.url, html.includes('draw();'));
}

/** Runs work that may be interrupted to its end. */
export function finished<Result>(work: Generator<unknown, Result>): Result {
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}

/** Reads to the end; `items` is how many posts and comments were read anew. */
export function readAll(
  reader: PageReader,
  document: Document,
  options: ReadOptions,
): { reading: Reading; items: number } {
  const steps = reader.read(document, options);
  let items = 0;
  let step = steps.next();
  for (; !step.done; step = steps.next()) if (step.value === 'item') items += 1;
  if (!step.value) throw new Error(`${options.url} is on none of the sites`);
  return { reading: step.value, items };
}

/** A first reading of a page at rest. */
export function readOnce(
  document: Document,
  url: string,
  options: Partial<ReadOptions> = {},
  layouts?: Layout[],
): Reading {
  const reader = new PageReader(layouts ?? LAYOUTS);
  return readAll(reader, document, { url, now: NOW, zone: ZONE, settled: true, ...options }).reading;
}

const readings = new Map<string, Reading>();

/** The reading of a sample page: data only, so that many tests can look at one. */
export function readSample(sample: SamplePage, now = NOW, zone = ZONE): Reading {
  const name = `${sample.file} ${now} ${zone}`;
  const known = readings.get(name);
  if (known) return known;
  const { document, dom } = openSample(sample, now, zone);
  const reading = readOnce(document, sample.url, { now, zone, knownKeys: sample.known ?? [] });
  dom.window.close();
  readings.set(name, reading);
  return reading;
}

/** Whether the moment, as wide as it is, holds the instant. */
export function holds(moment: Moment | null, instant: number): boolean {
  return moment !== null && moment.at <= instant && instant < moment.at + moment.span;
}
