/** Inviting a colleague: the file there, the reply back, six digits by phone, the admission. */
import { useState } from 'preact/hooks';
import { ROLES, type Role } from '../../../office/acts';
import { day } from '../../dates';
import { Check, Field } from '../fields';
import { spaced } from './joining';
import type { InvitationRow, OfficeSpeech } from './model';
import { Picker } from './picker';

export interface InvitationActions {
  onInvite(): void;
  onReply(file: File): void;
  /** @param said the digits that the newcomer has read back */
  onAdmit(secret: string, said: string, roles: readonly Role[]): void;
  onCloseInvitation(secret: string): void;
}

interface InvitationsProps extends OfficeSpeech, InvitationActions {
  invitations: readonly InvitationRow[];
}

export function Invitations(props: InvitationsProps) {
  const { invitations, t, onInvite, onReply } = props;
  return (
    <section class="card">
      <h2>{t('invite.title')}</h2>
      <p>{t('invite.text')}</p>
      <p class="muted">{t('invite.secret')}</p>
      <div class="actions">
        <button type="button" onClick={onInvite}>
          {t('invite.make')}
        </button>
      </div>
      {invitations.length > 0 && <Picker label={t('invite.request')} accept=".json" onPick={onReply} />}
      {invitations.map((invitation) => (
        <Open key={invitation.secret} {...props} invitation={invitation} />
      ))}
    </section>
  );
}

function Open({ invitation, ...props }: InvitationsProps & { invitation: InvitationRow }) {
  const { t, now, language, onAdmit, onCloseInvitation } = props;
  const { secret, expires, from, digits } = invitation;
  const [said, setSaid] = useState('');
  const [roles, setRoles] = useState<readonly Role[]>(['author']);
  const toggle = (role: Role, has: boolean): void =>
    setRoles(ROLES.filter((one) => (one === role ? has : roles.includes(one))));
  return (
    <section class="notice">
      <p>{t('invite.open', { date: day(expires, now, language) })}</p>
      {from && digits && (
        <>
          <p>
            <strong>{t('invite.from', { name: from })}</strong>
          </p>
          <p class="digits">{t('invite.read', { digits: spaced(digits) })}</p>
          <Field label={t('invite.said')} value={said} onInput={setSaid} />
          <fieldset class="plain-set">
            <legend>{t('members.roles', { name: from })}</legend>
            {ROLES.map((role) => (
              <Check
                key={role}
                label={t(`role.${role}`)}
                checked={roles.includes(role)}
                onChange={(checked) => toggle(role, checked)}
              />
            ))}
          </fieldset>
        </>
      )}
      <div class="actions">
        {from && (
          <button
            type="button"
            class="primary"
            disabled={said.replace(/\D/gu, '').length !== 6}
            onClick={() => onAdmit(secret, said, roles)}
          >
            {t('invite.admit')}
          </button>
        )}
        <button type="button" onClick={() => onCloseInvitation(secret)}>
          {t('invite.close')}
        </button>
      </div>
    </section>
  );
}
