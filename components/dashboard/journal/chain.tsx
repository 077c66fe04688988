/** What the check of the chain verified, and what it found. */
import type { JournalText } from '../../../locales/journal';
import type { ChainReport } from '../../../moderation/chain';
import type { Aside } from '../../../sync/segment';

/** All that the check of the whole journal tells. */
export interface JournalCheck {
  chain: ChainReport;
  /** Files on the office's remotes that were not taken in, by reason. */
  aside: Partial<Record<Aside, number>>;
  /** Records that this browser could not read and has set aside. */
  unreadable: number;
  /** Names of the members who signed, by id. */
  names: ReadonlyMap<string, string>;
}

export function ChainView({ check, t }: { check: JournalCheck; t: JournalText }) {
  const { chain, unreadable } = check;
  const isWhole = chain.ok && unreadable === 0;
  const doubts = doubtsOf(check, t);
  const level = !isWhole ? 'bad' : doubts.length > 0 ? 'warn' : 'good';
  const lines = [...faultsOf(check, t), ...doubts, ...verifiedOf(check, t)];
  return (
    <div class={`notice notice-${level}`} role="status">
      <p>
        <strong>{isWhole ? t('chain.ok', { n: chain.records }) : t('chain.broken')}</strong>
      </p>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

function faultsOf({ chain, unreadable }: JournalCheck, t: JournalText): string[] {
  const { altered, missing, doubled, unlinked, unread, evidence, signatures } = chain;
  const counts = [
    ['altered', altered.length],
    ['unreadable', unreadable],
    ['missing', missing.length],
    ['doubled', doubled.length],
    ['unlinked', unlinked.length],
    ['unread', unread],
    ['forged', signatures.forged.length],
    ['lost', signatures.lost.length],
    ['sealBroken', signatures.broken.length],
    ['evidence', evidence.altered.length],
  ] as const;
  return counts.flatMap(([name, n]) => (n > 0 ? [t(`chain.${name}`, { n })] : []));
}

/** What breaks nothing and should be known all the same. */
function doubtsOf({ chain: { signatures }, aside }: JournalCheck, t: JournalText): string[] {
  const files = Object.entries(aside) as [Aside, number][];
  const n = files.reduce((sum, [, count]) => sum + count, 0);
  const what = files.map(([reason, count]) => `${t(`chain.aside.${reason}`)} — ${count}`).join(', ');
  return [
    ...(signatures.unsigned > 0 ? [t('chain.unsigned', { n: signatures.unsigned })] : []),
    ...(n > 0 ? [t('chain.aside', { n, what })] : []),
  ];
}

function verifiedOf({ chain, names }: JournalCheck, t: JournalText): string[] {
  const { evidence, signatures } = chain;
  const { sealed, broken } = signatures;
  return [
    t('chain.hashes'),
    ...signatureLines(chain, names, t),
    ...(sealed > 0 && broken.length === 0 ? [t('chain.sealed', { n: sealed })] : []),
    t('chain.files', { whole: evidence.whole, erased: evidence.erased }),
  ];
}

/** Who vouches for the records; the act on paper says the same. */
export function signatureLines(
  { signatures: { signed, waiting, earlier } }: Pick<ChainReport, 'signatures'>,
  names: ReadonlyMap<string, string>,
  t: JournalText,
): string[] {
  const n = signed.reduce((sum, { records }) => sum + records, 0);
  const who = signed.map(({ signer, records }) => `${names.get(signer) ?? t('chain.root')} — ${records}`).join(', ');
  if (n === 0 && names.size === 0) return [t('chain.noOffice')];
  return [
    ...(n > 0 ? [t('chain.signed', { n, who })] : []),
    ...(waiting > 0 ? [t('chain.waiting', { n: waiting })] : []),
    ...(earlier > 0 ? [t('chain.earlier', { n: earlier })] : []),
  ];
}
