/** The section «Шаблоны». */
import { Templates } from '../../components/dashboard/templates/templates';
import { office as officeText } from '../../locales/office';
import { saveDraft, saveSteps } from './office';
import { askPin } from './pin';
import type { SectionProps } from './sections';

export function Section({ store, office, state, open, unsaved, go, t, language }: SectionProps) {
  // Back in the list, what was said speaks of what was just saved; anywhere else it is old.
  const onGo = (place: string): void => {
    if (place !== 'templates') office.say(null);
    go(place);
  };
  // On a shared PC approving asks for the PIN.
  const allowed = async (isApproval: boolean): Promise<boolean> => !isApproval || askPin(store, officeText(language));
  return (
    <Templates
      t={t}
      language={language}
      templates={state.templates}
      profile={state.profile}
      zone={state.settings.zone}
      now={Date.now()}
      open={open}
      unsaved={unsaved}
      onGo={onGo}
      onSteps={(steps) =>
        allowed(steps.some(({ step }) => step.body.status === 'approved')).then(
          (isAllowed) =>
            isAllowed &&
            office.run(async () => {
              office.took(await saveSteps(store, steps));
              return t('templates.changed', { n: steps.length });
            }),
        )
      }
      onDraft={(entity, step, approve) =>
        allowed(approve).then(
          (isAllowed) =>
            isAllowed && office.run(() => saveDraft(store, entity, step, approve).then(() => t('dashboard.saved'))),
        )
      }
    />
  );
}
