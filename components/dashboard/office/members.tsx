/** Who belongs to the office, and what each may do. */
import { useState } from 'preact/hooks';
import { ROLES, type Role } from '../../../office/acts';
import { day } from '../../dates';
import { Check, Field } from '../fields';
import type { MemberRow, OfficeSpeech, OfficeView } from './model';

export interface MembersActions {
  onGrant(id: string, roles: readonly Role[]): Promise<boolean>;
  onRevoke(id: string, reason: string): Promise<boolean>;
  onOwnApproval(allowed: boolean): void;
}

interface MembersProps extends OfficeSpeech, MembersActions {
  view: OfficeView;
}

export function Members(props: MembersProps) {
  const { view, t, onOwnApproval } = props;
  const isHead = view.roles.includes('head');
  return (
    <section class="card">
      <h2>{t('members.title')}</h2>
      <ul class="rows members">
        {view.members.map((member) => (
          <Row key={member.id} {...props} member={member} isHead={isHead} />
        ))}
      </ul>
      {isHead && (
        <Check
          label={t('members.own')}
          hint={t('members.ownHint')}
          checked={view.ownApproval}
          onChange={onOwnApproval}
        />
      )}
      <p class="muted">{t('members.keyNote')}</p>
    </section>
  );
}

type Open = 'roles' | 'removal' | null;

function Row(props: MembersProps & { member: MemberRow; isHead: boolean }) {
  const { member, isHead, view, t, now, language } = props;
  const [open, setOpen] = useState<Open>(null);
  const { name, post, roles, isSelf, admittedAt, gone } = member;
  const lent = view.loans.filter(({ toId, isActive }) => toId === member.id && isActive);
  return (
    <li class={gone ? 'gone' : ''}>
      <p>
        <strong>{name}</strong>
        {post && `, ${post}`} {isSelf && <span class="tag">{t('members.self')}</span>}
      </p>
      <p class="muted">
        {roles.length > 0 ? roles.map((role) => t(`role.${role}`)).join(', ') : t('members.noRoles')}
        {' · '}
        {t('members.since', { date: day(admittedAt, now, language) })}
      </p>
      {lent.map(({ entity, roles: more, scope, owner, until }) => (
        <p class="muted" key={entity}>
          {t('members.lent', {
            roles: [...(scope === 'rights' ? [] : [t(`lend.scope.${scope}`)]), ...more.map((role) => t(`role.${role}`))]
              .join(', ')
              .toLowerCase(),
            date: day(until - 1, now, language),
            owner,
          })}
        </p>
      ))}
      {gone && <p class="muted">{goneText(gone, props)}</p>}
      {!gone && !open && (
        <div class="actions">
          {isHead && (
            <button type="button" onClick={() => setOpen('roles')}>
              {t('members.change')}
              <span class="unseen">: {name}</span>
            </button>
          )}
          {(isHead || isSelf) && view.members.filter((one) => !one.gone).length > 1 && (
            <button type="button" onClick={() => setOpen('removal')}>
              {t(isSelf ? 'members.leave' : 'members.remove')}
              <span class="unseen">: {name}</span>
            </button>
          )}
        </div>
      )}
      {open === 'roles' && <Roles {...props} onClose={() => setOpen(null)} />}
      {open === 'removal' && <Removal {...props} onClose={() => setOpen(null)} />}
    </li>
  );
}

function goneText({ at, reason }: NonNullable<MemberRow['gone']>, { t, now, language }: OfficeSpeech): string {
  const date = day(at, now, language);
  return reason ? t('members.gone', { date, reason }) : t('members.goneSilent', { date });
}

interface PartProps extends MembersProps {
  member: MemberRow;
  onClose(): void;
}

function Roles({ member, t, onGrant, onClose }: PartProps) {
  const [roles, setRoles] = useState<readonly Role[]>(member.roles);
  const toggle = (role: Role, has: boolean): void =>
    setRoles(ROLES.filter((one) => (one === role ? has : roles.includes(one))));
  return (
    <fieldset class="plain-set">
      <legend>{t('members.roles', { name: member.name })}</legend>
      {ROLES.map((role) => (
        <Check
          key={role}
          label={t(`role.${role}`)}
          checked={roles.includes(role)}
          onChange={(checked) => toggle(role, checked)}
        />
      ))}
      <div class="actions">
        <button
          type="button"
          class="primary"
          onClick={async () => {
            if (await onGrant(member.id, roles)) onClose();
          }}
        >
          {t('members.save')}
        </button>
        <button type="button" onClick={onClose}>
          {t('members.cancel')}
        </button>
      </div>
    </fieldset>
  );
}

function Removal({ member, t, onRevoke, onClose }: PartProps) {
  const [reason, setReason] = useState('');
  return (
    <section class="notice notice-warn">
      <h3>{t('members.removeLead', { name: member.name })}</h3>
      <p>{t('members.removeText')}</p>
      <Field label={t('members.reason')} value={reason} onInput={setReason} />
      <div class="actions">
        <button
          type="button"
          onClick={async () => {
            if (await onRevoke(member.id, reason)) onClose();
          }}
        >
          {t(member.isSelf ? 'members.leave' : 'members.remove')}
        </button>
        <button type="button" onClick={onClose}>
          {t('members.cancel')}
        </button>
      </div>
    </section>
  );
}
