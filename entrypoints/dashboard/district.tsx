/** The section «Для района». */
import { District } from '../../components/dashboard/start/district';
import { start } from '../../locales/start';
import { download } from './download';
import type { SectionProps } from './sections';

const NAME = 'smotritel-setup.json';

export function Section({ office, language }: SectionProps) {
  const s = start(language);
  return (
    <District
      s={s}
      onSave={(file) =>
        office.attempt(async () => {
          download(new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' }), NAME);
          office.say({ tone: 'good', text: s('district.saved', { name: NAME }) });
        })
      }
    />
  );
}
