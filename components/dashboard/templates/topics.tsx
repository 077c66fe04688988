/** Topics of a template: chosen from the list or written by the office. */
import { useId, useState } from 'preact/hooks';
import { TOPICS, topicId, topicTitle } from '../../../replies/topics';
import type { Speech } from '../model';

interface TopicPickerProps {
  topics: readonly string[];
  t: Speech['t'];
  onChange(topics: string[]): void;
}

export function TopicPicker({ topics, t, onChange }: TopicPickerProps) {
  const id = useId();
  const [written, setWritten] = useState('');
  const add = (): void => {
    const topic = topicId(written.trim());
    setWritten('');
    if (topic && !topics.includes(topic)) onChange([...topics, topic]);
  };
  return (
    <div class="field">
      <label for={id}>{t('editor.topics')}</label>
      <ul class="chips">
        {topics.map((topic) => (
          <li key={topic}>
            <button
              type="button"
              class="chip"
              aria-label={t('editor.removeTopic', { topic: topicTitle(topic) })}
              onClick={() => onChange(topics.filter((one) => one !== topic))}
            >
              {topicTitle(topic)} <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ul>
      <div class="with-button">
        <input
          id={id}
          list={`${id}-list`}
          value={written}
          onInput={(event) => setWritten(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
        />
        <button type="button" disabled={!written.trim()} onClick={add}>
          {t('editor.addTopic')}
        </button>
      </div>
      <datalist id={`${id}-list`}>
        {TOPICS.filter((topic) => !topics.includes(topic.id)).map((topic) => (
          <option key={topic.id} value={topic.title} />
        ))}
      </datalist>
    </div>
  );
}
