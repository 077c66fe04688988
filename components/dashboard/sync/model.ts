/** What the section «Обмен» and the line about the exchange show. */
import type { SyncText } from '../../../locales/sync';
import type { Language } from '../../../locales/translate';
import type { Fault, Outcome } from '../../../sync/outcome';
import type { Setup } from '../../../sync/setup';
import { clock, day, daysBetween } from '../../dates';

export type ProblemKey = Fault['fault'] | 'readonly' | 'cannotRemove' | 'emptied' | Outcome['aside'][number]['reason'];

export interface ProblemView {
  key: ProblemKey;
  /** Of how many files it is said. */
  n: number;
  /** For a technician. */
  details: string[];
}

export interface RemoteView {
  id: string;
  kind: Setup['kind'];
  name: string;
  /** Address of a server, or of several; null for a folder. */
  address: string | null;
  user: string;
  state: 'new' | 'good' | 'trouble' | 'stopped' | 'paused';
  waiting: number;
  lastGood: number | null;
  /** Names of those whose records came last, and when. */
  lastFrom: { names: string[]; at: number } | null;
  problems: ProblemView[];
}

/** @param nameOf a member's name by author id; null: not known */
export function remoteView(setup: Setup, nameOf: (author: string) => string | null): RemoteView {
  const { id, kind, name, paused, last, lastGood, lastFrom } = setup;
  const problems = last ? problemsOf(last) : [];
  const isStopped = last?.faults.some(({ deed }) => deed === 'list') ?? false;
  const isTroubled = problems.some(({ key }) => key !== 'foreign' && key !== 'cannotRemove');
  const going = isStopped ? 'stopped' : isTroubled ? 'trouble' : 'good';
  return {
    id,
    kind,
    name,
    address: addressOf(setup),
    user: setup.kind === 'folder' ? '' : setup.user,
    state: paused ? 'paused' : last ? going : 'new',
    waiting: last?.waiting ?? 0,
    lastGood,
    lastFrom: lastFrom && {
      at: lastFrom.at,
      names: [...new Set(lastFrom.authors.flatMap((one) => nameOf(one) ?? []))],
    },
    problems,
  };
}

function addressOf(setup: Setup): string | null {
  if (setup.kind === 'webdav') return setup.url;
  return setup.kind === 'nats' ? setup.servers.join(', ') : null;
}

/** What is said of an exchange, each thing once. */
export function problemsOf({ faults, emptied, aside, foreign }: Outcome): ProblemView[] {
  const found = new Map<ProblemKey, ProblemView>();
  const say = (key: ProblemKey, n: number, detail: string): void => {
    const known = found.get(key);
    if (known) found.set(key, { ...known, n: known.n + n, details: [...known.details, detail] });
    else found.set(key, { key, n, details: detail ? [detail] : [] });
  };
  if (emptied) say('emptied', 1, '');
  for (const fault of faults) {
    const key = faultKey(fault);
    if (key) say(key, 1, fault.detail);
  }
  for (const { name, reason } of aside) say(reason, 1, name);
  if (foreign > 0) say('foreign', foreign, '');
  return [...found.values()];
}

/** null: too small to be told. */
function faultKey({ deed, fault }: Fault): ProblemKey | null {
  if (deed === 'put' && (fault === 'forbidden' || fault === 'password')) return 'readonly';
  // What could not be removed now is removed at the next exchange.
  if (deed === 'delete') return fault === 'forbidden' ? 'cannotRemove' : null;
  return fault;
}

/** «сегодня в 9:40» */
export function whenText(at: number, now: number, t: SyncText, language: Language): string {
  const time = clock(at, language);
  const days = daysBetween(at, now);
  if (days === 0) return t('sync.today', { time });
  return days === 1 ? t('sync.yesterday', { time }) : t('sync.onDay', { time, day: day(at, now, language) });
}

/** The line that is always visible: what is safe, what waits, when and with whom the last exchange was. */
export function statusText(remotes: readonly RemoteView[], now: number, t: SyncText, language: Language): string {
  if (remotes.length === 0) return `${t('sync.saved')} ${t('sync.alone')}`;
  const waiting = Math.max(...remotes.map((one) => one.waiting));
  const parts = [t('sync.saved')];
  if (waiting > 0) parts.push(t('sync.waiting', { n: waiting }));
  if (remotes.every(({ state }) => state === 'stopped')) parts.push(t('sync.troubled'));
  parts.push(lastText(remotes, now, t, language));
  return parts.join(' ');
}

export function lastText(
  remotes: readonly Pick<RemoteView, 'lastGood' | 'lastFrom'>[],
  now: number,
  t: SyncText,
  language: Language,
): string {
  const from = remotes.flatMap(({ lastFrom }) => lastFrom ?? []).sort((a, b) => b.at - a.at)[0];
  if (from) {
    const names = from.names.join(', ') || t('sync.somebody');
    return t('sync.lastWith', { names, when: whenText(from.at, now, t, language) });
  }
  const good = remotes.flatMap(({ lastGood }) => lastGood ?? []).sort((a, b) => b - a)[0];
  return good === undefined ? t('sync.lastNever') : t('sync.lastGood', { when: whenText(good, now, t, language) });
}
