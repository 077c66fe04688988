/** Packs for tests, signed by keys made for them. */
import { makePublisher, type Publisher, readPublisher } from '../../packs/composition';
import { emptyPack, type Pack, packFile, signPack } from '../../packs/pack';
import { LAYOUTS } from '../../sites/layouts';

export async function publisher(): Promise<Publisher> {
  const made = await readPublisher(await makePublisher());
  if (!made) throw new Error('the key that was just made cannot be read');
  return made;
}

const { menu: _, ...layout } = LAYOUTS[0]!;

export function pack(change: Partial<Pack> = {}): Pack {
  return {
    ...emptyPack('district', 'Набор района', 'Администрация района', '2027-12-31'),
    number: 3,
    note: 'Проверьте ответы о снеге.',
    templates: [
      { id: 'snow', title: 'Уборка снега', text: 'Здравствуйте, {имя}! Чистим по очереди.', topics: ['snow'] },
    ],
    clauses: [
      {
        id: '8-insult',
        number: '8.4',
        text: 'Удаляются оскорбления жителей и работников',
        act: 'Порядок',
        date: '2026-01-15',
        actNumber: '2',
        law: '',
        kinds: ['insult'],
      },
    ],
    rules: {
      classes: { end: '|а|ы' },
      rules: [
        {
          id: 'word',
          kind: 'insult',
          clause: '8-insult',
          severity: 2,
          confidence: 0.9,
          patterns: ['чурбанчик<end>'],
          unless: [],
        },
      ],
      vetoes: {},
      roles: {},
      signals: {},
    },
    layouts: [layout],
    dates: [{ title: 'День района', on: { day: '06-15' } }],
    ...change,
  };
}

/** The file of a pack. */
export async function fileOf(by: Publisher, change: Partial<Pack> = {}): Promise<string> {
  return packFile(await signPack(pack(change), by));
}
