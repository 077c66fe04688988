/** The section «Шаблоны»: the list, or one template, or a pasted list. */
import { useMemo, useState } from 'preact/hooks';
import type { OfficeProfile } from '../../../replies/profile';
import { approveMarked, type MarkedApproval } from '../../../replies/readiness';
import { sameTextAmong } from '../../../replies/sameness';
import { STARTERS } from '../../../replies/starter';
import { approved, created, type Step } from '../../../replies/template';
import type { Speech, TemplateEntry, TemplateStep } from '../model';
import { type Draft, Editor, needsDraft, saving } from './editor';
import { TemplateList } from './list';
import { Paste } from './paste';
import { problemText } from './problems';
import { headOf } from './standing';

export interface TemplatesProps extends Speech {
  templates: readonly TemplateEntry[];
  profile: OfficeProfile;
  zone: string;
  now: number;
  /** What stands after `#/templates/`: an entity, `new`, `paste`, or nothing. */
  open: string;
  /** Texts typed and not saved yet, by entity or `new`: leaving the editor loses none. */
  unsaved: Map<string, Draft>;
  onGo(place: string): void;
  /** All or none of the steps are saved; tells which. */
  onSteps(steps: TemplateStep[]): Promise<boolean>;
  /** Saves a draft of a template (null: a new one), and approves it where `approve` says so. */
  onDraft(entity: string | null, step: Step, approve: boolean): Promise<boolean>;
}

export function Templates(props: TemplatesProps) {
  const { templates, open, unsaved, onGo, onSteps, onDraft } = props;
  const close = (): void => onGo('templates');
  if (open === 'paste') {
    const add = async (steps: Step[]): Promise<void> => {
      if (await onSteps(steps.map((step) => ({ entity: null, step })))) close();
    };
    return <Paste {...props} onAdd={add} onClose={close} />;
  }
  const entry = templates.find(({ id }) => id === open) ?? null;
  if (!entry && open !== 'new') return <Overview {...props} />;
  const name = entry?.id ?? 'new';
  // What could not be saved stays in the editor.
  const leaveWhen = async (saved: Promise<boolean>): Promise<void> => {
    if (!(await saved)) return;
    unsaved.delete(name);
    close();
  };
  const step = (one: Step): Promise<boolean> => onSteps([{ entity: name, step: one }]);
  const save = (draft: Draft, approve: boolean): Promise<boolean> => {
    if (!entry) return onDraft(null, created(draft.title, draft.text, draft.topics), approve);
    if (approve && !needsDraft(entry, draft)) return step(approved(headOf(entry)));
    return onDraft(entry.id, saving(entry, draft), approve);
  };
  return (
    <Editor
      key={name}
      {...props}
      name={name}
      entry={entry}
      onSave={(draft, approve) => leaveWhen(save(draft, approve))}
      onStep={(one) => leaveWhen(step(one))}
      onClose={close}
    />
  );
}

function Overview(props: TemplatesProps) {
  const { templates, t, onGo, onSteps } = props;
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<MarkedApproval['refused']>([]);
  const approve = async (): Promise<void> => {
    const answer = approveMarked(
      templates.filter(({ id }) => marked.has(id)).map(({ id, standing }) => ({ entity: id, standing })),
    );
    if (answer.steps.length > 0 && !(await onSteps(answer.steps))) return;
    setRefused(answer.refused);
    // What could not be approved stays marked: it is what the person has to look at.
    setMarked(new Set(answer.refused.map(({ entity }) => entity)));
  };
  const missing = useMemo(() => missingStarters(templates), [templates]);
  const addStarters = (): Promise<boolean> => onSteps(missing);
  const starters = missing.length;
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
          <Refused {...props} refused={refused} />
          <TemplateList
            {...props}
            marked={marked}
            onMark={setMarked}
            onApprove={approve}
            onOpen={(id) => onGo(`templates/${id}`)}
          />
        </>
      )}
    </>
  );
}

/** Starter templates that the office does not have yet, as drafts. One that the office edited keeps its title. */
export function missingStarters(templates: readonly TemplateEntry[]): TemplateStep[] {
  const same = sameTextAmong(templates.map((entry) => ({ id: entry.id, template: headOf(entry).body })));
  const titles = new Set(templates.map((entry) => headOf(entry).body.title));
  return STARTERS.filter(({ title, text }) => !titles.has(title) && same(text) === null).map(
    ({ title, text, topics }) => ({
      entity: null,
      step: created(title, text, topics),
    }),
  );
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
