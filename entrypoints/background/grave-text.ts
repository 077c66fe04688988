/** A ready text about a threat, a call to violence or drugs, for the police or the supervising body. */
import { journal, type Language } from '../../locales/journal';
import type { StoredCase } from '../../moderation/stored';
import type { RegisteredPage } from '../../office/pages';
import type { OfficeProfile } from '../../replies/profile';

interface Grave {
  row: StoredCase;
  to: 'police' | 'supervisor';
  page: RegisteredPage | null;
  profile: OfficeProfile;
  language: Language;
  zone: string;
}

export function graveText({ row, to, page, profile, language, zone }: Grave): string {
  const t = journal(language);
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: zone });
  const { subject } = row;
  const kinds = row.kinds.filter((kind) => kind !== 'appeal').map((kind) => t(`kind.${kind}`));
  const unknown = t('grave.unknown');
  return t(`grave.${to}`, {
    body: profile.fullName || unknown,
    address: profile.address || unknown,
    phone: profile.phones[0] || unknown,
    page: page?.name ?? unknown,
    link: subject?.permalink ?? page?.link ?? unknown,
    author: subject?.author.name ?? unknown,
    profile: subject?.author.link ?? unknown,
    written: subject?.time ? moment.format(subject.time.at) : subject?.timeLabel || unknown,
    read: moment.format(row.firstSeen),
    kinds: kinds.join(', ') || unknown,
    text: subject?.text ?? unknown,
    head: profile.head || unknown,
    evidence: row.evidence ? t('grave.kept') : t('grave.notKept'),
  });
}
