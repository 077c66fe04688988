/** «Передать дела»: to whom, for which days, with which rights; and what is handed over now. */
import { useState } from 'preact/hooks';
import type { Role } from '../../../office/acts';
import { day } from '../../dates';
import { Check, Choice, Field } from '../fields';
import type { LoanRow, OfficeSpeech, OfficeView } from './model';

export interface HandoverForm {
  owner: string;
  to: string;
  roles: readonly Role[];
  /** ISO dates in the office's zone, both included. */
  from: string;
  until: string;
  comment: string;
}

export interface HandoverActions {
  onLend(form: HandoverForm): Promise<boolean>;
  onEnd(entity: string): void;
}

interface HandoverProps extends OfficeSpeech, HandoverActions {
  view: OfficeView;
  /** Today in the office's zone, ISO date. */
  today: string;
}

export function Handover(props: HandoverProps) {
  const { view, t } = props;
  const present = view.members.filter(({ gone }) => !gone);
  return (
    <section class="card">
      <h2>{t('lend.title')}</h2>
      <p>{t('lend.text')}</p>
      {view.loans.length > 0 && (
        <ul class="rows">
          {view.loans.map((loan) => (
            <Loan key={loan.entity} {...props} loan={loan} />
          ))}
        </ul>
      )}
      {present.length > 1 ? <Form {...props} present={present} /> : <p class="muted">{t('lend.nobody')}</p>}
    </section>
  );
}

function Loan({ loan, t, now, language, onEnd }: HandoverProps & { loan: LoanRow }) {
  const { entity, owner, to, from, until, roles, comment, isActive, mine } = loan;
  const dates = { from: day(from, now, language), until: day(until - 1, now, language) };
  return (
    <li class={isActive ? '' : 'gone'}>
      <p>{t('lend.row', { owner, to, ...dates })}</p>
      <p class="muted">
        {[t('lend.matters'), ...roles.map((role) => t(`role.${role}`)), comment].filter(Boolean).join(' · ')}
      </p>
      {mine && until > now && (
        <div class="actions">
          <button type="button" onClick={() => onEnd(entity)}>
            {t('lend.end')}
          </button>
        </div>
      )}
    </li>
  );
}

function Form({ view, present, today, t, onLend }: HandoverProps & { present: OfficeView['members'] }) {
  const self = present.find(({ isSelf }) => isSelf)?.id ?? '';
  const isHead = view.roles.includes('head');
  const [form, setForm] = useState<HandoverForm>({
    owner: self,
    to: present.find(({ isSelf }) => !isSelf)?.id ?? '',
    roles: [],
    from: today,
    until: today,
    comment: '',
  });
  const set = (part: Partial<HandoverForm>): void => setForm({ ...form, ...part });
  const owner = present.find(({ id }) => id === form.owner);
  const fault = form.until < form.from ? t('lend.days') : form.until < today ? t('lend.past') : '';
  const named = present.map(({ id, name }) => [id, name] as const);
  return (
    <>
      <div class="row">
        {/* For an absent colleague the head hands over. */}
        {isHead && (
          <Choice
            label={t('lend.owner')}
            value={form.owner}
            options={named}
            onChange={(id) => set({ owner: id, roles: [], to: named.find(([one]) => one !== id)?.[0] ?? '' })}
          />
        )}
        <Choice
          label={t('lend.to')}
          value={form.to}
          options={named.filter(([id]) => id !== form.owner)}
          onChange={(to) => set({ to })}
        />
        <Field type="date" label={t('lend.from')} value={form.from} onInput={(from) => set({ from })} />
        <Field
          type="date"
          label={t('lend.until')}
          fault={fault}
          value={form.until}
          onInput={(until) => set({ until })}
        />
      </div>
      {(owner?.roles.length ?? 0) > 0 && (
        <fieldset class="plain-set">
          <legend>{t('lend.roles')}</legend>
          {owner?.roles.map((role) => (
            <Check
              key={role}
              label={t(`role.${role}`)}
              checked={form.roles.includes(role)}
              onChange={(has) => set({ roles: has ? [...form.roles, role] : form.roles.filter((one) => one !== role) })}
            />
          ))}
        </fieldset>
      )}
      <Field label={t('lend.comment')} value={form.comment} onInput={(comment) => set({ comment })} />
      <div class="actions">
        <button type="button" disabled={Boolean(fault) || !form.to} onClick={() => void onLend(form)}>
          {t('lend.commit')}
        </button>
      </div>
    </>
  );
}
