/** Approved replies for the comment at hand: ranked, searched as you type, with a field for what nobody knows. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { SuggestionView } from '../../messages';
import type { CardActions, CardSpace, CardView, Voice } from './view';

interface Props {
  view: CardSpace;
  replies: NonNullable<CardView['replies']>;
  actions: CardActions;
}

export function Replies({ view, replies, actions }: Props) {
  const { t } = view;
  const empty = replies.suggestions.length === 0;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <div class="replies">
      <button type="button" class="link" onClick={() => actions.closeReplies()}>
        {t('reply.back')}
      </button>
      <h3>{t('reply.title')}</h3>
      <input
        ref={field}
        type="search"
        value={replies.query}
        placeholder={t('reply.search')}
        aria-label={t('reply.search')}
        onInput={(event) => event.isTrusted && actions.search(event.currentTarget.value)}
      />
      <p class={replies.voice.kind === 'page' ? 'hint' : 'hint voice-warning'}>{voiceLine(view, replies.voice)}</p>
      {empty && <p>{t(replies.query === '' ? 'reply.none' : 'reply.notFound')}</p>}
      <ul class="suggestions">
        {replies.suggestions.map((suggestion) => (
          <Suggestion key={suggestion.template} suggestion={suggestion} view={view} actions={actions} />
        ))}
      </ul>
    </div>
  );
}

function voiceLine({ t }: CardSpace, voice: Voice): string {
  switch (voice.kind) {
    case 'page':
      return t('reply.voicePage', { name: voice.name });
    case 'other':
      return voice.name === null ? t('reply.voiceForeign') : t('reply.voiceOther', { name: voice.name });
    case 'person':
      return t('reply.voicePerson');
    case 'unknown':
      return t('reply.voiceUnknown');
    case 'closed':
      return t('reply.voiceClosed');
  }
}

function Suggestion({
  suggestion,
  view,
  actions,
}: {
  suggestion: SuggestionView;
  view: CardSpace;
  actions: CardActions;
}) {
  const { t } = view;
  const [typed, setTyped] = useState<Record<string, string>>({});
  const text = suggestion.missing.reduce((filled, name) => {
    const value = typed[name]?.trim();
    return value ? filled.replaceAll(`{${name}}`, value) : filled;
  }, suggestion.text);
  const ready = suggestion.missing.every((name) => (typed[name] ?? '').trim() !== '');
  return (
    <li class="suggestion">
      <div class="row">
        <strong>{suggestion.title}</strong>
        <button
          type="button"
          class="plain"
          aria-pressed={suggestion.favourite}
          aria-label={t(suggestion.favourite ? 'reply.unfavourite' : 'reply.favourite')}
          onClick={() => actions.favourite(suggestion.template, !suggestion.favourite)}
        >
          {suggestion.favourite ? '★' : '☆'}
        </button>
      </div>
      <p class="suggestion-text">{text}</p>
      {suggestion.missing.map((name) => (
        <label key={name}>
          {t('reply.missing', { name })}
          <input
            type="text"
            value={typed[name] ?? ''}
            onInput={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
          />
        </label>
      ))}
      <button type="button" class="primary" disabled={!ready} onClick={() => actions.insert(text)}>
        {t('reply.insert')}
      </button>
    </li>
  );
}
