import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  approved,
  created,
  currentApproved,
  edited,
  merged,
  retired,
  type Step,
  standing,
  Template,
  type TemplateRevision,
} from '../../replies/template';

/** A history by hand: every step gets the next id. */
class History {
  readonly all: TemplateRevision[] = [];
  add({ parents, body }: Step): TemplateRevision {
    const revision = { id: `r${String(this.all.length).padStart(3, '0')}`, parents, body };
    this.all.push(revision);
    return revision;
  }
}

const founded = () => {
  const history = new History();
  const draft = history.add(created(' Уборка снега ', ' Чистим по очереди. ', ['snow']));
  const first = history.add(approved(draft));
  return { history, draft, first };
};

describe('a template from its revisions', () => {
  it('a new one is a draft, trimmed, and not in use', () => {
    const history = new History();
    const draft = history.add(created(' Уборка снега ', ' Чистим. ', ['snow']));
    expect(Template.parse(draft.body)).toEqual({
      title: 'Уборка снега',
      text: 'Чистим.',
      topics: ['snow'],
      status: 'draft',
    });
    expect(standing(history.all)).toEqual({ approved: null, heads: [draft], undecided: false });
  });

  it('an edit makes a draft while the approved text stays in use', () => {
    const { history, first } = founded();
    const edit = history.add(edited(first, { text: 'Чистим каждый день.' }));
    expect(edit.body).toMatchObject({ status: 'draft', title: 'Уборка снега' });
    expect(standing(history.all)).toEqual({ approved: first, heads: [edit], undecided: false });
    const second = history.add(approved(edit));
    expect(currentApproved(history.all)).toBe(second);
  });

  it('two edits made apart both survive; approving one puts it in use, merging needs approval again', () => {
    const { history, first } = founded();
    const mine = history.add(edited(first, { text: 'Моё.' }));
    const hers = history.add(edited(first, { text: 'Её.' }));
    expect(standing(history.all)).toEqual({ approved: first, heads: [mine, hers], undecided: false });
    const accepted = history.add(approved(mine));
    expect(standing(history.all)).toMatchObject({ approved: accepted, heads: [hers, accepted] });
    const both = history.add(merged([accepted, hers], { ...mine.body, text: 'Моё и её.' }));
    expect(standing(history.all)).toEqual({ approved: accepted, heads: [both], undecided: false });
  });

  it('two approvals made apart: the text approved before them stays in use until somebody decides', () => {
    const { history, first } = founded();
    const a = history.add(approved(history.add(edited(first, { text: 'А.' }))));
    const b = history.add(approved(history.add(edited(first, { text: 'Б.' }))));
    expect(standing(history.all)).toEqual({ approved: first, heads: [a, b], undecided: true });
    const both = history.add(merged([a, b], { ...a.body, text: 'А и Б.' }));
    expect(standing(history.all)).toEqual({ approved: first, heads: [both], undecided: true });
    const decided = history.add(approved(both));
    expect(standing(history.all)).toEqual({ approved: decided, heads: [decided], undecided: false });
  });

  it('the same text approved twice is no dispute', () => {
    const { history, first } = founded();
    const edit = history.add(edited(first, { text: 'Чистим каждый день.' }));
    const a = history.add(approved(edit));
    history.add(approved(edit));
    expect(standing(history.all)).toMatchObject({ approved: a, undecided: false });
  });

  it('two approvals apart with nothing approved before: nothing is in use', () => {
    const history = new History();
    const draft = history.add(created('Снег', 'Чистим.'));
    history.add(approved(history.add(edited(draft, { text: 'А.' }))));
    history.add(approved(history.add(edited(draft, { text: 'Б.' }))));
    expect(standing(history.all)).toMatchObject({ approved: null, undecided: true });
  });

  it('a retired one is out of use, an edit and an approval bring it back', () => {
    const { history, first } = founded();
    const gone = history.add(retired([first], first.body));
    expect(standing(history.all)).toEqual({ approved: null, heads: [gone], undecided: false });
    const draft = history.add(edited(gone, {}));
    expect(currentApproved(history.all)).toBeNull();
    const back = history.add(approved(draft));
    expect(currentApproved(history.all)).toBe(back);
  });

  it('retired by one and approved by another apart: not offered until somebody decides', () => {
    const { history, first } = founded();
    history.add(retired([first], first.body));
    history.add(approved(history.add(edited(first, { text: 'А.' }))));
    expect(standing(history.all)).toMatchObject({ approved: null, undecided: true });
  });

  it('a revision whose parents have not arrived counts by itself', () => {
    const { history, first } = founded();
    expect(currentApproved(history.all.filter((one) => one === first))).toBe(first);
  });

  it('revisions that name one another, which no honest office makes, are survived', () => {
    const body = created('Снег', 'Чистим.').body;
    const loop: TemplateRevision[] = [
      { id: 'a', parents: ['b'], body: { ...body, status: 'approved' } },
      { id: 'b', parents: ['a'], body },
    ];
    expect(standing(loop)).toEqual({ approved: null, heads: [], undecided: false });
  });
});

describe('properties of random histories', () => {
  const step = fc.record({
    kind: fc.constantFrom('edit', 'approve', 'retire', 'merge'),
    on: fc.nat(),
    also: fc.nat(),
    text: fc.constantFrom('А.', 'Б.', 'В.'),
  });
  const history = fc.array(step, { maxLength: 14 }).map((steps) => {
    const made = new History();
    made.add(created('Снег', 'Чистим.'));
    for (const { kind, on, also, text } of steps) {
      const one = made.all[on % made.all.length]!;
      const other = made.all[also % made.all.length]!;
      if (kind === 'edit') made.add(edited(one, { text }));
      else if (kind === 'approve') made.add(approved(one));
      else if (kind === 'retire') made.add(retired([one], one.body));
      else made.add(merged([one, other], { ...one.body, text }));
    }
    return made.all;
  });

  it('order and duplicates do not matter', () => {
    fc.assert(
      fc.property(
        history.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
        ),
        ([all, shuffled]) => {
          expect(standing(shuffled)).toEqual(standing(all));
        },
      ),
    );
  });

  it('only an approved revision is ever in use, and drafts alone never change it', () => {
    fc.assert(
      fc.property(history, fc.nat(), (all, at) => {
        const before = currentApproved(all);
        if (before) expect(before.body.status).toBe('approved');
        const draft = { id: 'zzz', ...edited(all[at % all.length]!, { text: 'Новое.' }) };
        expect(currentApproved([...all, draft])).toEqual(before);
      }),
    );
  });

  it('approving the merge of all heads always decides', () => {
    fc.assert(
      fc.property(history, (all) => {
        const { heads } = standing(all);
        const draft = { id: 'zz1', ...merged(heads, all[0]!.body) };
        const decision = { id: 'zz2', ...approved(draft) };
        expect(standing([...all, draft, decision])).toEqual({
          approved: decision,
          heads: [decision],
          undecided: false,
        });
      }),
    );
  });
});
