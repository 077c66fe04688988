/** Before there is an office: found one, join one, or come back to one. */
import { useState } from 'preact/hooks';
import { Founding, type FoundingActions } from './founding';
import { Joining, type JoiningActions } from './joining';
import type { OfficeSpeech, Outside } from './model';
import { Recovering, type RecoveringActions } from './recovering';

type Way = 'found' | 'join' | 'recover';

interface StartProps extends OfficeSpeech, FoundingActions, JoiningActions, RecoveringActions {
  outside: Outside;
}

const WAYS: readonly Way[] = ['found', 'join', 'recover'];

export function Start(props: StartProps) {
  const { t, outside } = props;
  const [way, setWay] = useState<Way | null>(outside.joining ? 'join' : null);
  if (!way) {
    return (
      <>
        <p class="lead">{t('office.alone')}</p>
        <ul class="ways">
          {WAYS.map((one) => (
            <li class="card" key={one}>
              <h2>{t(`start.${one}`)}</h2>
              <p>{t(`start.${one}Hint`)}</p>
              <button type="button" class={one === 'found' ? 'primary' : ''} onClick={() => setWay(one)}>
                {t(`start.${one}`)}
              </button>
            </li>
          ))}
        </ul>
      </>
    );
  }
  return (
    <>
      <p>
        <button type="button" class="plain" onClick={() => setWay(null)}>
          {t('start.back')}
        </button>
      </p>
      {way === 'found' && <Founding {...props} />}
      {way === 'join' && <Joining {...props} />}
      {way === 'recover' && <Recovering {...props} />}
    </>
  );
}
