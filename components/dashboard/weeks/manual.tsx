/** «Добавить публикацию по ссылке»: work goes on while a page cannot be read. */
import { useState } from 'preact/hooks';
import type { PublishingText } from '../../../locales/publishing';
import { Field } from '../fields';
import type { PageRow } from '../model';
import type { WeekActions } from './weeks';

interface ManualProps extends Pick<WeekActions, 'onEnter'> {
  t: PublishingText;
  page: PageRow;
  today: string;
}

export function ManualForm({ t, page, today, onEnter }: ManualProps) {
  const [link, setLink] = useState('');
  const [date, setDate] = useState(today);
  const [text, setText] = useState('');
  const [fault, setFault] = useState('');
  const add = async (event: Event): Promise<void> => {
    event.preventDefault();
    const isLink = URL.canParse(link.trim()) && /^https?:/iu.test(link.trim());
    const isPast = date !== '' && date <= today;
    setFault(!isLink ? t('weeks.manual.linkFault') : isPast ? '' : t('weeks.manual.dateFault'));
    if (!isLink || !isPast) return;
    if (!(await onEnter(page.id, link.trim(), date, text.trim()))) return;
    setLink('');
    setText('');
  };
  return (
    <details class="manual">
      <summary>{t('weeks.manual')}</summary>
      <form onSubmit={(event) => void add(event)}>
        <p class="muted">{t('weeks.manual.hint')}</p>
        <div class="row">
          <Field type="url" label={t('weeks.manual.link')} value={link} fault={fault} onInput={setLink} />
          <Field type="date" label={t('weeks.manual.date')} value={date} onInput={setDate} />
          <Field label={t('weeks.manual.text')} value={text} onInput={setText} />
        </div>
        <div class="actions">
          <button type="submit" class="primary" disabled={!link.trim()}>
            {t('weeks.manual.add')}
          </button>
        </div>
      </form>
    </details>
  );
}
