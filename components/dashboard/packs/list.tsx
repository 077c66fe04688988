/** The subscriptions: what each has brought, what was refused and why, what the office changed. */
import { useState } from 'preact/hooks';
import type { DashboardText } from '../../../locales/dashboard';
import type { PacksText } from '../../../locales/packs';
import type { Language } from '../../../locales/translate';
import { Check } from '../fields';
import { Difference } from '../office/difference';
import type { Contents, PackView } from './model';

export interface PackActions {
  onRefresh(pack: PackView): void;
  /** Asks the browser for its leave; only in a click. */
  onAllow(pack: PackView): void;
  onRemove(pack: PackView): void;
  onApprove(pack: PackView, approved: boolean): void;
  /** Entities of the templates to take over as drafts. */
  onTake(pack: PackView, entities: readonly string[]): void;
}

export interface PackListProps extends PackActions {
  t: PacksText;
  /** The dashboard's own texts, for what differs. */
  words: DashboardText;
  language: Language;
  packs: readonly PackView[];
  /** Id of the one that is being asked for. */
  running: string | null;
}

export function PackList({ packs, ...rest }: PackListProps) {
  if (packs.length === 0) return <p>{rest.t('packs.none')}</p>;
  return (
    <ul class="packs">
      {packs.map((pack) => (
        <li key={pack.id} class="card">
          <PackCard pack={pack} {...rest} />
        </li>
      ))}
    </ul>
  );
}

type CardProps = Omit<PackListProps, 'packs'> & { pack: PackView };

function PackCard(props: CardProps) {
  const { pack, t, language } = props;
  const { good, url, from, checkedAt } = pack;
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' });
  return (
    <article aria-labelledby={`pack-${pack.id}`}>
      <h2 id={`pack-${pack.id}`}>{nameOf(pack)}</h2>
      {good && <p>{good.publisher}</p>}
      <p>
        {good ? t('packs.issue', { number: good.number, date: dayText(good.expires, language) }) : t('packs.waiting')}
      </p>
      <Trouble {...props} />
      {good?.isExpired && (
        <p class="notice notice-warn">{t('packs.expired', { date: dayText(good.expires, language) })}</p>
      )}
      {pack.noRoom && <p class="notice notice-warn">{t('packs.noRoom')}</p>}
      {good?.note && (
        <div class="notice">
          <strong>{t('packs.note')}</strong>
          <p class="prewrap">{good.note}</p>
        </div>
      )}
      {good && <p>{contentsText(good.contents, t)}</p>}
      <p class="muted">
        {url ?? t('packs.byFile')}
        {from === 'policy' && `. ${t('packs.fromPolicy')}`}
        {from === 'office' && `. ${t('packs.fromOffice')}`}
        {(from === 'person' || from === 'file') && `. ${t('packs.hereOnly')}`}
        {checkedAt !== null && url !== null && `. ${t('packs.checked', { when: when.format(checkedAt) })}`}
      </p>
      <p class="muted">{t('packs.key', { print: pack.print })}</p>
      {good && good.templates.length > 0 && <Replies {...props} good={good} />}
      {good && good.changed.length > 0 && <ChangedHere {...props} good={good} />}
      <Buttons {...props} />
    </article>
  );
}

function nameOf({ good, url, print }: PackView): string {
  if (good) return good.title;
  return url === null ? print : new URL(url).host;
}

/** «31 декабря 2026 г.» */
export function dayText(date: string, language: Language): string {
  const day = new Date(`${date}T00:00:00Z`);
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(day);
}

/** «12 ответов, 3 правила»; empty when there is nothing in it. */
export function contentsText(contents: Contents, t: PacksText): string {
  return (Object.entries(contents) as [keyof Contents, number][])
    .filter(([, n]) => n > 0)
    .map(([name, n]) => t(`packs.n.${name}`, { n }))
    .join(', ');
}

const NOT_REFUSED = ['permission', 'network', 'server'];

function Trouble({ pack: { trouble, good }, t }: CardProps) {
  if (!trouble) return null;
  const { why, number, detail } = trouble;
  const isRefused = !NOT_REFUSED.includes(why);
  return (
    <div class={`notice notice-${isRefused ? 'bad' : 'warn'}`} role="status">
      {isRefused && <strong>{number === null ? t('packs.refused') : t('packs.refusedNumber', { number })}</strong>}
      <p>
        {t(`packs.trouble.${why}`)} {isRefused && good && t('packs.kept', { number: good.number })}
      </p>
      {detail && (
        <details>
          <summary>{t('packs.detail')}</summary>
          <p class="prewrap">{detail}</p>
        </details>
      )}
    </div>
  );
}

type GoodProps = CardProps & { good: NonNullable<PackView['good']> };

function Replies({ pack, good, t, onApprove, onTake }: GoodProps) {
  const left = good.templates.filter(({ taken }) => !taken).map(({ entity }) => entity);
  return (
    <>
      <Check
        label={t('packs.approve')}
        hint={t('packs.approveHint')}
        checked={pack.approved}
        onChange={(approved) => onApprove(pack, approved)}
      />
      <details>
        <summary>
          {t('packs.replies')} ({good.templates.length})
        </summary>
        {left.length > 1 && (
          <div class="actions">
            <button type="button" onClick={() => onTake(pack, left)}>
              {t('packs.takeAll')}
            </button>
          </div>
        )}
        <ul class="pack-replies">
          {good.templates.map(({ entity, title, text, taken }) => (
            <li key={entity}>
              <strong>{title}</strong>
              <p class="prewrap">{text}</p>
              {taken ? (
                <p class="muted">{t('packs.isTaken')}</p>
              ) : (
                <button
                  type="button"
                  aria-label={`${t('packs.take')}: ${title}`}
                  onClick={() => onTake(pack, [entity])}
                >
                  {t('packs.take')}
                </button>
              )}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

function ChangedHere({ good, t, words }: GoodProps) {
  return (
    <details open>
      <summary>
        {t('packs.changed')} ({good.changed.length})
      </summary>
      <p class="muted">{t('packs.changedHint')}</p>
      <ul class="pack-replies">
        {good.changed.map(({ id, title, pack, office }) => (
          <li key={id}>
            <strong>{title}</strong>
            <Difference before={pack} after={office} t={words} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Buttons({ pack, t, running, onRefresh, onAllow, onRemove }: CardProps) {
  const [isAsked, setAsked] = useState(false);
  if (isAsked) {
    return (
      <fieldset class="notice notice-warn">
        <legend>{t('packs.remove')}</legend>
        <p>
          {t('packs.removeAsk', { name: nameOf(pack) })} {pack.from === 'office' && t('packs.removeEverywhere')}
        </p>
        <div class="actions">
          <button type="button" onClick={() => onRemove(pack)}>
            {t('packs.remove')}
          </button>
          <button type="button" class="plain" onClick={() => setAsked(false)}>
            {t('packs.cancel')}
          </button>
        </div>
      </fieldset>
    );
  }
  return (
    <div class="actions">
      {pack.trouble?.why === 'permission' && (
        <button type="button" class="primary" onClick={() => onAllow(pack)}>
          {t('packs.allow')}
        </button>
      )}
      {pack.url !== null && (
        <button type="button" disabled={running !== null} onClick={() => onRefresh(pack)}>
          {t(running === pack.id ? 'packs.refreshing' : 'packs.refresh')}
        </button>
      )}
      {pack.from !== 'policy' && (
        <button type="button" class="plain" onClick={() => setAsked(true)}>
          {t('packs.remove')}
        </button>
      )}
    </div>
  );
}
