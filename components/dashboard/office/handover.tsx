/** «Передать дела»: to whom, for which days, what and with which rights; and what is handed over now. */
import { useState } from 'preact/hooks';
import type { Matter, Role } from '../../../office/acts';
import { day } from '../../dates';
import { Check, Choice, Field } from '../fields';
import { keyOf, MatterChoice, MatterLinks } from './matters';
import type { LoanRow, OfficeSpeech, OfficeView } from './model';
import { Picker } from './picker';

export interface HandoverForm {
  owner: string;
  to: string;
  roles: readonly Role[];
  scope: LoanRow['scope'];
  /** With the scope `named`. */
  matters: readonly Matter[];
  /** ISO dates in the office's zone, both included. */
  from: string;
  until: string;
  comment: string;
}

export interface HandoverActions {
  onLend(form: HandoverForm): Promise<boolean>;
  onEnd(entity: string): void;
  /** Saves a file for the colleague: for offices without a network. */
  onFileOut(): void;
  /** Takes in the file that came back. */
  onFileIn(file: File): void;
}

interface HandoverProps extends OfficeSpeech, HandoverActions {
  view: OfficeView;
  /** Today in the office's zone, ISO date. */
  today: string;
}

export function Handover(props: HandoverProps) {
  const { view, t, onFileOut, onFileIn } = props;
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
      {present.length > 1 ? (
        <>
          <Form {...props} present={present} />
          <details>
            <summary>{t('lend.byFile')}</summary>
            <p class="muted">{t('lend.byFileHint')}</p>
            <div class="actions">
              <button type="button" onClick={onFileOut}>
                {t('lend.fileOut')}
              </button>
            </div>
            <Picker label={t('lend.fileIn')} accept=".smotritel" onPick={onFileIn} />
          </details>
        </>
      ) : (
        <p class="muted">{t('lend.nobody')}</p>
      )}
    </section>
  );
}

function Loan({ loan, onEnd, ...props }: HandoverProps & { loan: LoanRow }) {
  const { t, now, language } = props;
  const { entity, owner, to, from, until, roles, scope, matters, comment, isActive, mine } = loan;
  const dates = { from: day(from, now, language), until: day(until - 1, now, language) };
  return (
    <li class={isActive ? '' : 'gone'}>
      <p>{t('lend.row', { owner, to, ...dates })}</p>
      <p class="muted">
        {[t(`lend.scope.${scope}`), ...roles.map((role) => t(`role.${role}`)), comment].filter(Boolean).join(' · ')}
      </p>
      {isActive && scope !== 'rights' && <MatterLinks {...props} matters={matters} />}
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

const SCOPES = ['everything', 'named', 'rights'] as const;

function Form({ view, present, today, onLend, ...rest }: HandoverProps & { present: OfficeView['members'] }) {
  const { t } = rest;
  const self = present.find(({ isSelf }) => isSelf)?.id ?? '';
  const isHead = view.roles.includes('head');
  const empty: HandoverForm = {
    owner: self,
    to: present.find(({ isSelf }) => !isSelf)?.id ?? '',
    roles: [],
    scope: 'everything',
    matters: [],
    from: today,
    until: today,
    comment: '',
  };
  const [form, setForm] = useState(empty);
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const set = (part: Partial<HandoverForm>): void => setForm({ ...form, ...part });
  const owner = present.find(({ id }) => id === form.owner);
  // His own, and what nobody has, or nobody any more: that he takes by handing it over.
  const isFree = (holder: string | null): boolean => !present.some(({ id }) => id === holder);
  const offered = view.matters.filter(({ holder }) => holder === form.owner || (form.owner === self && isFree(holder)));
  const matters = offered.filter((row) => chosen.has(keyOf(row)));
  const isEmpty =
    (form.scope === 'named' && matters.length === 0) || (form.scope === 'rights' && form.roles.length === 0);
  const fault = form.until < form.from ? t('lend.days') : form.until < today ? t('lend.past') : '';
  const named = present.map(({ id, name }) => [id, name] as const);
  const commit = async (): Promise<void> => {
    const told = matters.map(({ kind, entity }) => ({ kind, entity }));
    if (!(await onLend({ ...form, matters: form.scope === 'named' ? told : [] }))) return;
    setForm(empty);
    choose(new Set());
  };
  return (
    <>
      <div class="row">
        {/* For an absent colleague the head hands over. */}
        {isHead && (
          <Choice
            label={t('lend.owner')}
            value={form.owner}
            options={named}
            onChange={(id) => {
              set({ owner: id, roles: [], to: named.find(([one]) => one !== id)?.[0] ?? '' });
              choose(new Set());
            }}
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
      <Choice
        label={t('lend.scope')}
        value={form.scope}
        options={SCOPES.map((scope) => [scope, t(`lend.scope.${scope}`)] as const)}
        onChange={(scope) => set({ scope })}
      />
      {form.scope === 'named' && <MatterChoice {...rest} matters={offered} chosen={chosen} onChoose={choose} />}
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
        <button type="button" disabled={Boolean(fault) || isEmpty || !form.to} onClick={() => void commit()}>
          {t('lend.commit')}
        </button>
      </div>
    </>
  );
}
