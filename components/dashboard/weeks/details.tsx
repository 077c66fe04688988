/** One week: its days, its posts, and what can be corrected. */
import { useState } from 'preact/hooks';
import type { PublishingText } from '../../../locales/publishing';
import type { Language } from '../../../locales/translate';
import { type CorrectionVerdict, NOTE_LENGTH } from '../../../publishing/corrections';
import { MixFormat } from '../../../publishing/formats';
import type { DayCount, PageWeek, WeekPost } from '../../../publishing/history';
import { weekDates } from '../../dates';
import { Choice, Field } from '../fields';
import type { PageRow } from '../model';
import { barState, countText } from './bars';
import type { TraceLine, WeekActions } from './weeks';

interface DetailsProps extends WeekActions {
  t: PublishingText;
  language: Language;
  page: PageRow;
  one: PageWeek;
  zone: string;
}

export function WeekDetails(props: DetailsProps) {
  const { t, language, one, page, zone } = props;
  const { week } = one;
  const state = barState(one);
  return (
    <div class="week-details">
      <h3>
        {weekDates(week.monday, week.sunday, language)}:{' '}
        <span class={`count-${state}`}>
          {countText(one, t)}
          {state !== 'unknown' && ` — ${t(`weeks.legend.${state}`)}`}
        </span>
      </h3>
      <Days {...props} />
      {one.state !== 'exact' && (
        <p class="notice">
          {one.unknown > 0 ? t('weeks.doubt', { n: one.unknown }) : t('weeks.partly')}{' '}
          <a href={page.link} target="_blank" rel="noreferrer">
            {t('weeks.readOn')}
          </a>
        </p>
      )}
      {one.state === 'exact' && one.asOf !== null && one.asOf < week.end && (
        <p class="muted">{t('weeks.asOf', { when: moment(one.asOf, language, zone) })}</p>
      )}
      {one.posts.length === 0 && one.state === 'exact' && <p>{t('weeks.none')}</p>}
      {one.count > one.posts.length && <p class="muted">{t('weeks.forgotten', { n: one.count - one.posts.length })}</p>}
      <ul class="posts">
        {one.posts.map((post) => (
          <PostRow key={post.key} {...props} post={post} />
        ))}
      </ul>
    </div>
  );
}

function Days({ t, language, one }: DetailsProps) {
  const name = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    weekday: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  });
  return (
    <ul class="days" aria-label={t('weeks.days')}>
      {one.days.map((day) => (
        <li key={day.date} class={`day day-${day.state}`}>
          <span class="muted">{name.format(Date.parse(day.date))}</span>
          <strong>{dayText(day, t)}</strong>
        </li>
      ))}
    </ul>
  );
}

function dayText({ state, count }: DayCount, t: PublishingText): string {
  if (state === 'unknown') return t('weeks.noData');
  if (state === 'future') return count > 0 ? String(count) : '—';
  return state === 'exact' ? String(count) : `≥ ${count}`;
}

/** What can be said of a post, by how it stands. */
const CHOICES: Record<WeekPost['standing'], readonly CorrectionVerdict[]> = {
  counted: ['not-ours', 'duplicate'],
  doubtful: ['ours', 'not-ours'],
  excluded: ['none'],
  manual: [],
};

function PostRow(props: DetailsProps & { post: WeekPost }) {
  const { t, language, post, page, zone, onCorrect, onWithdraw, trace } = props;
  const [lines, setLines] = useState<readonly TraceLine[] | null>(null);
  const show = async (): Promise<void> => setLines(lines ? null : await trace(page.id, post.key));
  const choices: readonly CorrectionVerdict[] = post.asked ? ['removed', 'present'] : CHOICES[post.standing];
  const when =
    post.at === null
      ? post.date
        ? dayName(post.date, language)
        : t('weeks.timeless')
      : moment(post.at, language, zone);
  return (
    <li class={`post post-${post.standing}`}>
      <p class="post-text">
        <span class="muted">{when}</span>{' '}
        {post.link ? (
          <a href={post.link} target="_blank" rel="noreferrer">
            {post.text.trim().slice(0, 160) || t('weeks.noText')}
          </a>
        ) : (
          post.text.trim().slice(0, 160) || t('weeks.noText')
        )}
      </p>
      <p class="post-tags">
        {post.formats.map((format) => (
          <span key={format} class="tag">
            {t(`format.${format}`)}
          </span>
        ))}
        {post.standing !== 'counted' && <span class="tag tag-warn">{t(`weeks.standing.${post.standing}`)}</span>}
        {post.correction && (
          <span class="tag tag-warn">{t(`weeks.verdict.${post.correction as CorrectionVerdict}`)}</span>
        )}
      </p>
      {post.asked && <p class="notice notice-warn">{t('weeks.vanished')}</p>}
      <div class="actions">
        {choices.map((verdict) => (
          <button type="button" class="plain" key={verdict} onClick={() => onCorrect(page.id, post.key, verdict)}>
            {t(`weeks.say.${verdict}`)}
          </button>
        ))}
        {post.standing === 'manual' && (
          <button type="button" class="plain" onClick={() => onWithdraw(post.key.slice('manual:'.length))}>
            {t('weeks.withdraw')}
          </button>
        )}
        {post.standing === 'counted' && <FormatChoice {...props} />}
        {post.correction && (
          <button type="button" class="plain" aria-expanded={lines !== null} onClick={() => void show()}>
            {t('weeks.trace')}
          </button>
        )}
      </div>
      {post.correction && <Note {...props} />}
      {lines && (
        <ol class="trace">
          {lines.map(({ at, verdict, note, mine }) => (
            <li key={at}>
              {moment(at, language, zone)} — {t(`weeks.verdict.${verdict}`)}
              {note && `: ${note}`}
              {!mine && ` (${t('weeks.otherBrowser')})`}
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}

/** Why the number was corrected: whoever checks it later asks that. */
function Note({ t, post, page, onNote }: DetailsProps & { post: WeekPost }) {
  const [note, setNote] = useState(post.note);
  return (
    <form
      class="row correction-note"
      onSubmit={(event) => {
        event.preventDefault();
        onNote(page.id, post.key, note);
      }}
    >
      <Field label={t('weeks.note')} value={note} onInput={(written) => setNote(written.slice(0, NOTE_LENGTH))} />
      <button type="submit" disabled={note.trim() === post.note}>
        {t('weeks.noteSave')}
      </button>
    </form>
  );
}

/** Infographics, contests and promotions are marked by no site. */
function FormatChoice({ t, post, page, onFormat }: DetailsProps & { post: WeekPost }) {
  const shown = post.formats.map((format) => t(`format.${format}`)).join(', ');
  return (
    <details>
      <summary>{t('weeks.format')}</summary>
      <Choice
        label={t('weeks.format')}
        value=""
        options={[
          ['', shown] as const,
          ...MixFormat.options.map((one) => [one as string, t(`format.${one}`)] as const),
        ]}
        onChange={(chosen) => onFormat(page.id, post.key, MixFormat.options.find((one) => one === chosen) ?? null)}
      />
    </details>
  );
}

function moment(at: number, language: Language, zone: string): string {
  return new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: zone,
  }).format(at);
}

function dayName(date: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  return format.format(Date.parse(date));
}
