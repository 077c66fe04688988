/** The section «Шаблоны»: the list, or one template, or a pasted list. */
import { useState } from 'preact/hooks';
import type { OfficeProfile } from '../../../replies/profile';
import { approveMarked, type MarkedApproval } from '../../../replies/readiness';
import { sameTextAmong } from '../../../replies/sameness';
import { STARTERS } from '../../../replies/starter';
import { created, type Step } from '../../../replies/template';
import type { Speech, TemplateEntry, TemplateStep } from '../model';
import { type Draft, Editor, saving } from './editor';
import { TemplateList } from './list';
import { headOf } from './listing';
import { Paste } from './paste';
import { problemText } from './problems';

export interface TemplatesProps extends Speech {
  templates: readonly TemplateEntry[];
  profile: OfficeProfile;
  zone: string;
  now: number;
  /** What stands after `#/templates/`: an entity, `new`, `paste`, or nothing. */
  open: string;
  onGo(place: string): void;
  /** All or none of the steps are saved. */
  onSteps(steps: TemplateStep[]): void;
  /** Saves a draft of a template (null: a new one), and approves it where `approve` says so. */
  onDraft(entity: string | null, step: Step, approve: boolean): void;
}

export function Templates(props: TemplatesProps) {
  const { templates, open, onGo, onSteps, onDraft } = props;
  const close = (): void => onGo('templates');
  if (open === 'paste') {
    const add = (steps: Step[]): void => {
      onSteps(steps.map((step) => ({ entity: null, step })));
      close();
    };
    return <Paste {...props} onAdd={add} onClose={close} />;
  }
  const entry = templates.find(({ id }) => id === open) ?? null;
  if (!entry && open !== 'new') return <Overview {...props} />;
  const save = (draft: Draft, approve: boolean): void => {
    onDraft(entry?.id ?? null, entry ? saving(entry, draft) : created(draft.title, draft.text, draft.topics), approve);
    close();
  };
  const step = (one: Step): void => {
    if (entry) onSteps([{ entity: entry.id, step: one }]);
    close();
  };
  return <Editor key={entry?.id ?? 'new'} {...props} entry={entry} onSave={save} onStep={step} onClose={close} />;
}

function Overview(props: TemplatesProps) {
  const { templates, t, onGo, onSteps } = props;
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<MarkedApproval['refused']>([]);
  const approve = (): void => {
    const answer = approveMarked(
      templates.filter(({ id }) => marked.has(id)).map(({ id, standing }) => ({ entity: id, standing })),
    );
    if (answer.steps.length > 0) onSteps(answer.steps);
    setRefused(answer.refused);
    // What could not be approved stays marked: it is what the person has to look at.
    setMarked(new Set(answer.refused.map(({ entity }) => entity)));
  };
  const addStarters = (): void => onSteps(missingStarters(templates));
  const starters = missingStarters(templates).length;
  return (
    <>
      <p class="lead">{t('templates.lead')}</p>
      <div class="actions">
        <button type="button" class="primary" onClick={() => onGo('templates/new')}>
          {t('templates.new')}
        </button>
        <button type="button" onClick={() => onGo('templates/paste')}>
          {t('templates.paste')}
        </button>
        {starters > 0 && (
          <button type="button" onClick={addStarters}>
            {t('templates.starters', { n: starters })}
          </button>
        )}
      </div>
      {templates.length === 0 ? (
        <p class="notice">{t('templates.empty')}</p>
      ) : (
        <>
          <TemplateList {...props} marked={marked} onMark={setMarked} onOpen={(id) => onGo(`templates/${id}`)} />
          <div class="actions sticky">
            <button type="button" class="primary" disabled={marked.size === 0} onClick={approve}>
              {t('templates.approve', { n: marked.size })}
            </button>
          </div>
          <Refused {...props} refused={refused} />
        </>
      )}
    </>
  );
}

/** Starter templates that the office does not have yet, as drafts. */
export function missingStarters(templates: readonly TemplateEntry[]): TemplateStep[] {
  const same = sameTextAmong(templates.map((entry) => ({ id: entry.id, template: headOf(entry).body })));
  return STARTERS.filter(({ text }) => same(text) === null).map(({ title, text, topics }) => ({
    entity: null,
    step: created(title, text, topics),
  }));
}

function Refused({ refused, templates, t }: TemplatesProps & { refused: MarkedApproval['refused'] }) {
  const titles = new Map(templates.map((entry) => [entry.id, headOf(entry).body.title]));
  return (
    <div role="status">
      {refused.length > 0 && (
        <section class="notice notice-warn">
          <p>{t('templates.refused', { n: refused.length })}</p>
          <ul class="faults">
            {refused.map(({ entity, why, problems }) => (
              <li key={entity}>
                <a href={`#/templates/${entity}`}>{titles.get(entity) || t('templates.untitled')}</a>
                {' — '}
                {why === 'problems'
                  ? problems.map((problem) => problemText(problem, t)).join('; ')
                  : t(`templates.why.${why}`)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
