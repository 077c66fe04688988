/** The section «Шаблоны». */
import { Templates } from '../../components/dashboard/templates/templates';
import { saveDraft, saveSteps } from './office';
import type { SectionProps } from './sections';

export function Section({ store, office, state, open, unsaved, go, t, language }: SectionProps) {
  // Back in the list, what was said speaks of what was just saved; anywhere else it is old.
  const onGo = (place: string): void => {
    if (place !== 'templates') office.say(null);
    go(place);
  };
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
        office.run(async () => {
          office.took(await saveSteps(store, steps));
          return t('templates.changed', { n: steps.length });
        })
      }
      onDraft={(entity, step, approve) =>
        office.run(() => saveDraft(store, entity, step, approve).then(() => t('dashboard.saved')))
      }
    />
  );
}
