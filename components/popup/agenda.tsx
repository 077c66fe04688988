/** What the week still owes and what the plan has next. */

import type { ComposerKey } from '../../locales/composer';
import type { PopupText } from '../../locales/popup';
import type { Language, Translate } from '../../locales/translate';
import type { Agenda as Owed } from '../../messages';

interface AgendaProps {
  agenda: Owed;
  t: PopupText;
  words: Translate<ComposerKey>;
  language: Language;
  onOpen(link: string): void;
  onPlace(place: string): void;
}

export function Agenda({ agenda, t, words, language, onOpen, onPlace }: AgendaProps) {
  const { next, overdue, questions, owed } = agenda;
  const missing = owed.reduce((sum, one) => sum + (one.missing ?? 0), 0);
  const day = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  const unread = owed.filter((one) => one.missing === null).length;
  return (
    <section aria-labelledby="agenda">
      <h2 id="agenda">{words('agenda.title')}</h2>
      {missing > 0 && <p class="agenda-owed">{words('agenda.owed', { n: missing })}</p>}
      {unread > 0 && <p>{words('agenda.unread', { n: unread })}</p>}
      {owed.length === 0 && <p>{words('agenda.nothing')}</p>}
      {next && (
        <p>
          {words('agenda.next', { date: [day.format(Date.parse(next.date)), next.time].filter(Boolean).join(', ') })}{' '}
          <strong>{next.occasion}</strong>
          {!next.approved && ` (${words('agenda.notApproved')})`}
        </p>
      )}
      <div class="actions">
        {next?.pages.slice(0, 3).map(({ site, name, link }) => (
          <button key={link} type="button" title={name} onClick={() => onOpen(link)}>
            {words('agenda.go', { site: t(`site.${site}`) })}
          </button>
        ))}
        {overdue > 0 && (
          <button type="button" class="plain" onClick={() => onPlace('plan/list')}>
            {words('agenda.overdue', { n: overdue })}
          </button>
        )}
        {questions > 0 && (
          <button type="button" class="plain" onClick={() => onPlace('plan')}>
            {words('agenda.questions', { n: questions })}
          </button>
        )}
      </div>
    </section>
  );
}
