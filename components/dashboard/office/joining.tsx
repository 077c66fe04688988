/** Joining an office by files: the invitation, the reply, six digits by phone, the admission. */
import { useState } from 'preact/hooks';
import { day } from '../../dates';
import { Field } from '../fields';
import type { OfficeSpeech, Outside } from './model';
import { Picker } from './picker';

export interface JoiningActions {
  outside: Outside;
  /** Reads an invitation; gives what it invites to, or null when it was refused. */
  onInvitation(text: string): Promise<{ name: string; expires: number } | null>;
  /** Saves the reply; gives the file's name. */
  onRequest(name: string, post: string): Promise<string | null>;
  /** What to say in reply to digits that were read out. */
  onDigits(read: string): Promise<string>;
  onAnswer(file: File): void;
  onStop(): void;
}

export function Joining(props: OfficeSpeech & JoiningActions) {
  const { outside, t, language, now, onInvitation, onStop } = props;
  const [invited, setInvited] = useState(outside.joining);
  const [pasted, setPasted] = useState('');
  const take = async (text: string): Promise<void> => {
    const read = await onInvitation(text);
    if (read) setInvited(read);
  };
  if (!invited) {
    return (
      <div class="card form">
        <h2>{t('start.join')}</h2>
        <Picker label={t('join.pick')} accept=".json" onPick={async (file) => take(await file.text())} />
        <Field
          rows={3}
          label={t('join.paste')}
          value={pasted}
          onInput={(text) => {
            setPasted(text);
            if (text.trim().endsWith('}')) void take(text);
          }}
        />
      </div>
    );
  }
  return (
    <div class="card form">
      <h2>{t('start.join')}</h2>
      <p>{t('join.office', { name: invited.name, date: day(invited.expires, now, language) })}</p>
      <p class="muted">{t('join.own')}</p>
      <Reply {...props} isAsked={outside.joining !== null} />
      <div class="actions">
        <button
          type="button"
          class="plain"
          onClick={() => {
            setInvited(null);
            onStop();
          }}
        >
          {t('join.stop')}
        </button>
      </div>
    </div>
  );
}

function Reply({ isAsked, t, onRequest, onDigits, onAnswer }: OfficeSpeech & JoiningActions & { isAsked: boolean }) {
  const [name, setName] = useState('');
  const [post, setPost] = useState('');
  const [file, setFile] = useState<string | null>(null);
  const [read, setRead] = useState('');
  const [say, setSay] = useState('');
  const hear = async (digits: string): Promise<void> => {
    setRead(digits);
    setSay(digits.replace(/\D/gu, '').length === 6 ? await onDigits(digits) : '');
  };
  return (
    <>
      {!isAsked && (
        <>
          <Field label={t('found.name')} value={name} onInput={setName} />
          <Field label={t('found.post')} value={post} onInput={setPost} />
          <p>{t('join.requestHint')}</p>
          <div class="actions">
            <button
              type="button"
              class="primary"
              disabled={!name.trim()}
              onClick={async () => setFile(await onRequest(name, post))}
            >
              {t('join.request')}
            </button>
          </div>
        </>
      )}
      <div role="status">{file && <p class="notice notice-good">{t('join.requested', { name: file })}</p>}</div>
      {isAsked && (
        <>
          <Field label={t('join.read')} value={read} onInput={hear} />
          <p role="status" class="digits">
            {say && t('join.say', { digits: spaced(say) })}
          </p>
          <Picker label={t('join.answer')} hint={t('join.answerHint')} accept=".json" onPick={onAnswer} />
        </>
      )}
    </>
  );
}

/** «482 913»: as people read numbers out. */
export function spaced(digits: string): string {
  return `${digits.slice(0, 3)} ${digits.slice(3)}`;
}
