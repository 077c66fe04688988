/** The section «Начало работы»: the first run, step by step. */
import { Hours } from '../../components/dashboard/hours';
import { FromFile, Links, Starters } from '../../components/dashboard/start/bodies';
import { CommonNorm } from '../../components/dashboard/start/norm';
import { Start } from '../../components/dashboard/start/start';
import { nextStep, STEPS, type StepName, stateOfStep } from '../../components/dashboard/start/steps';
import { headOf } from '../../components/dashboard/templates/standing';
import { start } from '../../locales/start';
import { readSetupFile, type SetupFile } from '../../office/setup';
import { STARTERS } from '../../replies/starter';
import { created } from '../../replies/template';
import { applySetup } from '../../storage/setup';
import { pageByLink } from './link';
import { changePage, changeSettings, saveDraft } from './office';
import { Section as Details } from './profile';
import type { SectionProps } from './sections';

export function Section(props: SectionProps) {
  const { store, office, state, open, go, language } = props;
  const s = start(language);
  const said = state.settings.startSteps;
  const states = Object.fromEntries(STEPS.map((step) => [step, stateOfStep(step, state, said)])) as Record<
    StepName,
    ReturnType<typeof stateOfStep>
  >;
  const shown = STEPS.find((step) => step === open) ?? nextStep(state, said);
  const end = (step: StepName, how: 'done' | 'later'): void => {
    void office.run(async () => {
      // Of two quick clicks the second must build on what the first has saved.
      const others = office.latest().settings.startSteps.filter((one) => one !== step && one !== `done:${step}`);
      await changeSettings(store, { startSteps: [...others, how === 'done' ? `done:${step}` : step] });
      return s(how === 'done' ? 'start.said' : 'start.put');
    });
    const after = STEPS.slice(STEPS.indexOf(step) + 1).find((one) => states[one] === 'open');
    go(after ? `start/${after}` : 'start');
  };
  return (
    <Start s={s} open={shown} states={states} onOpen={(step) => go(`start/${step}`)} onEnd={end}>
      {shown && <Body {...props} step={shown} />}
    </Start>
  );
}

function Body({ step, ...props }: SectionProps & { step: StepName }) {
  const { state, go, language } = props;
  const s = start(language);
  switch (step) {
    case 'icon':
      return null;
    case 'file':
      return <File {...props} />;
    case 'profile':
      return <Details {...props} />;
    case 'pages':
      return <OfficialPages {...props} />;
    case 'norm':
      return <Norm {...props} />;
    case 'templates':
      return <Templates {...props} key={state.templates.length} />;
    case 'join':
      return (
        <div class="actions">
          <button type="button" onClick={() => go('sync')}>
            {s('start.join.together')}
          </button>
        </div>
      );
  }
}

function File({ store, office, language }: SectionProps) {
  const s = start(language);
  const take = ({ setup }: SetupFile['offices'][number]): void => {
    void office.run(async () => {
      const { pages, badLinks, changed } = await applySetup(store, setup);
      if (badLinks.length > 0) return s('start.file.badLinks', { links: badLinks.join(', ') });
      return changed ? s('start.file.taken', { n: pages.length }) : s('start.file.nothing');
    });
  };
  return <FromFile s={s} onRead={async (file) => readSetupFile(await file.text())} onTake={take} />;
}

function OfficialPages({ register, office, state, t, language }: SectionProps) {
  const s = start(language);
  return (
    <Links
      s={s}
      t={t}
      language={language}
      pages={state.pages}
      readLink={(written) => pageByLink(written, '', state.pages)}
      onAdd={(found) =>
        office.run(async () => {
          for (const { identity } of found) await register(identity);
          return s('start.pages.added', { n: found.length });
        })
      }
    />
  );
}

function Norm({ store, office, state, t, language }: SectionProps) {
  const saved = t('dashboard.saved');
  return (
    <>
      <CommonNorm
        s={start(language)}
        pages={state.pages}
        onSave={(change) =>
          office.run(async () => {
            for (const { id } of office.latest().pages) await changePage(store, office.latest(), id, change);
            return saved;
          })
        }
      />
      <Hours
        t={t}
        hours={state.settings.officeHours}
        onSave={(officeHours) => office.run(() => changeSettings(store, { officeHours }).then(() => saved))}
      />
    </>
  );
}

function Templates({ store, office, state, language }: SectionProps) {
  const s = start(language);
  const approve = (titles: ReadonlySet<string>): void => {
    const chosen = STARTERS.filter(({ title }) => titles.has(title));
    void office.run(async () => {
      for (const { title, text, topics } of chosen) await saveDraft(store, null, created(title, text, topics), true);
      return s('start.templates.done', { n: chosen.length });
    });
  };
  const known = new Set(state.templates.map((entry) => headOf(entry).body.title));
  return <Starters s={s} known={known} onApprove={approve} />;
}
