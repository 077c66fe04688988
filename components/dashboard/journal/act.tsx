/** «Акт об удалении комментария»: one case on paper, with what it proves and what not. */
import { signatureLines } from './chain';
import type { CaseFile, CaseStep, Shown } from './model';
import { clauseTitle, day, moment, pageName } from './model';

interface ActProps extends Shown {
  file: CaseFile;
  now: number;
}

export function Act(props: ActProps) {
  const { t, file, profile, now } = props;
  const { row, evidence } = file;
  const deciding = file.steps.findLast(({ record }) => record.act === 'decide' || record.act === 'state');
  const title = row.decision === 'remove' ? t('act.title') : t('act.titleOther');
  return (
    <article class="act">
      <header>
        <p>{profile.fullName || t('act.noBody')}</p>
        <h2>{title}</h2>
        <p>{t('act.number', { n: deciding?.seq ?? row.by?.seq ?? '—', date: day(now, props) })}</p>
      </header>
      <dl>
        <Line name={t('act.page')} value={`${pageName(props.pages, row.page)} (${t(`site.${row.site}`)})`} />
        <Line name={t('act.link')} value={row.subject?.permalink ?? evidence?.address ?? '—'} />
        <Line name={t('act.author')} value={authorOf(props)} />
        <Line name={t('act.written')} value={writtenOf(props)} />
        <Line name={t('act.read')} value={moment(evidence?.readAt ?? row.firstSeen, props)} />
        {evidence?.post && <Line name={t('act.post')} value={evidence.post.text.slice(0, 300) || evidence.post.id} />}
      </dl>
      <h3>{t('act.text')}</h3>
      <blockquote>{evidence?.comment.text ?? row.subject?.text ?? t('journal.erased')}</blockquote>
      <Picture {...props} />
      <h3>{t('act.basis')}</h3>
      <Basis {...props} />
      <h3>{t('act.history')}</h3>
      <ol>
        {file.steps.map((step) => (
          <li key={step.id}>{stepText(step, props)}</li>
        ))}
      </ol>
      <h3>{t('act.check')}</h3>
      <Check {...props} />
      <footer>
        <p>{t('act.signature')} ______________________ / ______________________</p>
      </footer>
    </article>
  );
}

function Line({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function authorOf({ file: { row, evidence }, t }: ActProps): string {
  const author = evidence?.comment.author ?? row.subject?.author;
  if (!author) return t('journal.erased');
  return author.link ? `${author.name}, ${author.link}` : author.name;
}

function writtenOf({ file: { row, evidence }, t }: ActProps): string {
  return evidence?.comment.timeLabel || row.subject?.timeLabel || t('act.unknownTime');
}

function Picture({ file: { evidence }, t, language, zone }: ActProps) {
  const picture = evidence?.picture;
  if (!picture) return <p class="muted">{t('act.noPicture')}</p>;
  return (
    <figure>
      <img
        src={`data:${picture.type === 'image/png' ? 'image/png' : 'image/jpeg'};base64,${picture.data}`}
        alt={t('act.picture')}
        width={picture.width}
        height={picture.height}
      />
      <figcaption>{t('act.pictureAt', { when: moment(picture.at, { language, zone }) })}</figcaption>
    </figure>
  );
}

function Basis({ file: { clause, evidence, row }, t }: ActProps) {
  return (
    <>
      {clause ? (
        <p>
          {clauseTitle(t, clause)}: «{clause.text}»{clause.law && ` (${clause.law})`}
        </p>
      ) : (
        <p>{t('act.noClause')}</p>
      )}
      {evidence && evidence.findings.length > 0 && (
        <ul>
          {evidence.findings
            .filter(({ kind }) => kind !== 'appeal')
            .map((finding) => (
              <li key={`${finding.rule}:${finding.start}`}>
                {t(`like.${finding.kind}`)}: «{finding.text.slice(0, 200)}» — {t('act.rule', { rule: finding.rule })},{' '}
                {t(`level.${finding.level}`)}
              </li>
            ))}
        </ul>
      )}
      {row.criticism && <p>{t('act.criticism')}</p>}
    </>
  );
}

function stepText({ at, mine, who: name, author, seq, record }: CaseStep, props: ActProps): string {
  const { t } = props;
  const computer = mine ? t('act.here') : t('act.browser', { id: author.slice(0, 8) });
  const who = name || computer;
  const what = record.act === 'decide' && record.decision ? t(`decided.${record.decision}`) : t(`did.${record.act}`);
  const outcome = record.act === 'state' && record.outcome ? ` — ${t(`outcome.${record.outcome}`)}` : '';
  const report = record.act === 'decide' && record.report ? ` — ${t(`report.${record.report}`)}` : '';
  return `${moment(at, props)}: ${what}${outcome}${report}; ${who}, ${t('act.record', { n: seq })}`;
}

function Check({ file: { chain, names, hash, evidenceState }, t }: ActProps) {
  const { unsigned, forged } = chain.signatures;
  return (
    <>
      <p>{chain.ok ? t('chain.ok', { n: chain.records }) : t('chain.broken')}</p>
      {signatureLines(chain, names, t).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {unsigned > 0 && <p>{t('chain.unsigned', { n: unsigned })}</p>}
      {forged.length > 0 && <p>{t('chain.forged', { n: forged.length })}</p>}
      <p>{t(`evidence.${evidenceState}`)}</p>
      {hash && (
        <p class="hash">
          SHA-256: <code>{hash}</code>
        </p>
      )}
      <p class="muted">{t('act.proves')}</p>
    </>
  );
}
