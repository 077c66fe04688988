import { describe, expect, it } from 'vitest';
import { approveMarked, problemsOf } from '../../replies/readiness';
import { sameTextAmong } from '../../replies/sameness';
import { starterTemplates } from '../../replies/starter';
import {
  approved,
  created,
  edited,
  standing,
  TEXT_LIMIT,
  Template,
  type TemplateRevision,
  TITLE_LIMIT,
} from '../../replies/template';

const draft = (id: string, title: string, text: string): TemplateRevision => ({ id, ...created(title, text) });

describe('what keeps a template from being approved', () => {
  it.each([
    ['nothing', 'Снег', 'Чистим, {имя}.', []],
    ['no title', ' ', 'Чистим.', ['no-title']],
    ['no text', 'Снег', '\n', ['no-text']],
    ['a long title', 'а'.repeat(TITLE_LIMIT + 1), 'Чистим.', ['title-too-long']],
    ['a long text', 'Снег', 'а'.repeat(TEXT_LIMIT + 1), ['text-too-long']],
    ['unknown variables', 'Снег', '{улица}, {телефн}, {имя}', ['unknown-variable', 'unknown-variable']],
  ])('%s', (_name, title, text, kinds) => {
    expect(problemsOf({ title, text }).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('no starter template has problems', () => {
    expect(starterTemplates().flatMap(problemsOf)).toEqual([]);
  });

  it('what is too long does not pass the schema either', () => {
    const body = starterTemplates()[0]!;
    expect(Template.safeParse(body).success).toBe(true);
    expect(Template.safeParse({ ...body, text: 'а'.repeat(TEXT_LIMIT + 1) }).success).toBe(false);
    expect(Template.safeParse({ ...body, status: 'sent' }).success).toBe(false);
  });
});

describe('approving the marked ones', () => {
  it('approves what can be, and says why not of every other', () => {
    const good = draft('g', 'Снег', 'Чистим.');
    const bad = draft('b', 'Снег', '{улица}');
    const done = { id: 'd2', ...approved(draft('d', 'Вода', 'Идут работы.')) };
    const base = draft('t', 'Ямы', 'Засыпем.');
    const apart = [base, { id: 't1', ...edited(base, { text: 'А.' }) }, { id: 't2', ...edited(base, { text: 'Б.' }) }];
    const answer = approveMarked([
      { entity: 'good', standing: standing([good]) },
      { entity: 'bad', standing: standing([bad]) },
      { entity: 'done', standing: standing([done]) },
      { entity: 'apart', standing: standing(apart) },
      { entity: 'empty', standing: standing<TemplateRevision>([]) },
    ]);
    expect(answer.steps).toEqual([
      { entity: 'good', step: { parents: ['g'], body: { ...good.body, status: 'approved' } } },
    ]);
    expect(answer.refused.map(({ entity, why }) => [entity, why])).toEqual([
      ['bad', 'problems'],
      ['done', 'not-a-draft'],
      ['apart', 'two-versions'],
      ['empty', 'not-a-draft'],
    ]);
  });
});

describe('the same text again', () => {
  const same = sameTextAmong([
    { id: 'a', template: created('Снег', 'Здравствуйте! Чистим — «по очереди».').body },
    { id: 'b', template: created('Пустой', '…').body },
  ]);

  it.each([
    ['Здравствуйте! Чистим — «по очереди».', 'a'],
    ['здравствуйте!  Чистим - "по очереди"', 'a'],
    ['Здравствуйте! Чистим.', null],
    ['...', null],
  ])('%s', (text, id) => {
    expect(same(text)).toBe(id);
  });
});
