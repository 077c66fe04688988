/** The page's clauses that a violation is named by. The office may bring its own: these hold until it does. */
import type { Clause } from '../types';

const ACT = {
  number: '8',
  act: 'Порядок создания и ведения официальных страниц',
  date: '2023-02-20',
  actNumber: '13',
} as const;

/**
 * Point 8 of the municipality's decree, one entry for each kind. Norms of federal law are pointers for the person who
 * decides, not legal advice: they stand where the kind has a norm of its own.
 */
export const DEFAULT_CLAUSES: readonly Clause[] = [
  {
    ...ACT,
    id: '8-unlawful',
    text: 'Удаляются сообщения, нарушающие законодательство Российской Федерации',
    law: 'ст. 280 и 282 УК РФ, ст. 20.3.1 КоАП РФ — в зависимости от содержания',
    kinds: ['unlawful'],
  },
  {
    ...ACT,
    id: '8-personal-data',
    text: 'Удаляются сообщения, нарушающие законодательство Российской Федерации: персональные данные без согласия человека',
    law: 'Федеральный закон от 27.07.2006 № 152-ФЗ «О персональных данных», ст. 13.11 КоАП РФ',
    kinds: ['personal-data'],
  },
  {
    ...ACT,
    id: '8-spam',
    text: 'Удаляются спам-рассылки и реклама, не относящаяся к теме страницы',
    law: '',
    kinds: ['spam'],
  },
  { ...ACT, id: '8-insult', text: 'Удаляются оскорбления', law: 'ст. 5.61 КоАП РФ', kinds: ['insult'] },
  {
    ...ACT,
    id: '8-aggression',
    text: 'Удаляются проявления агрессии и угрозы',
    law: 'ст. 119 УК РФ — если есть основания опасаться угрозы убийством или тяжким вредом',
    kinds: ['aggression'],
  },
  { ...ACT, id: '8-obscenity', text: 'Удаляется нецензурная брань', law: 'ст. 20.1 КоАП РФ', kinds: ['obscenity'] },
];
