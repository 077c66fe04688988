/** What the journal shows. Views know these, never where the data lie. */
import type { JournalText } from '../../../locales/journal';
import type { Language } from '../../../locales/translate';
import type { CaseRecord } from '../../../moderation/case';
import type { ChainReport } from '../../../moderation/chain';
import type { Evidence } from '../../../moderation/evidence';
import type { StoredCase, StoredWatch } from '../../../moderation/stored';
import type { OfficeProfile } from '../../../replies/profile';
import type { Clause } from '../../../types';
import type { PageRow } from '../model';

export interface JournalSpeech {
  t: JournalText;
  language: Language;
  zone: string;
}

/** One step of a case, as its record tells it. */
export interface CaseStep {
  id: string;
  at: number;
  author: string;
  mine: boolean;
  /** The member who did it; empty: nobody knows, or there was no office yet. */
  who: string;
  seq: number;
  record: CaseRecord;
}

/** All that is known of one case. */
export interface CaseFile {
  row: StoredCase;
  steps: readonly CaseStep[];
  /** null: none was kept, or it was erased, or it is not what its record speaks of. */
  evidence: Evidence | null;
  evidenceState: 'none' | 'whole' | 'erased' | 'missing';
  /** Salted SHA-256 that the record names; null: no evidence was kept. */
  hash: string | null;
  clause: Clause | null;
  chain: ChainReport;
  /** Names of members by id; empty where there is no office. */
  names: ReadonlyMap<string, string>;
}

export interface WatchNote {
  days: readonly StoredWatch[];
  from: string;
  to: string;
}

export interface Shown extends JournalSpeech {
  pages: readonly PageRow[];
  profile: OfficeProfile;
}

export function pageName(pages: readonly PageRow[], id: string): string {
  return pages.find((page) => page.id === id)?.name ?? '—';
}

export function moment(at: number, { language, zone }: Pick<JournalSpeech, 'language' | 'zone'>): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(at);
}

export function day(at: number, { language, zone }: Pick<JournalSpeech, 'language' | 'zone'>): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: zone }).format(at);
}

/** «пункт 8 Порядка от 20.02.2023 № 13» */
export function clauseTitle(t: JournalText, clause: Clause): string {
  const [year, month, date] = clause.date.split('-');
  return t('clause', { number: clause.number, date: `${date}.${month}.${year}`, actNumber: clause.actNumber });
}
