// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../entrypoints/dashboard/app';
import { office as officeText } from '../../locales/office';
import { publishing } from '../../locales/publishing';
import { stepBody } from '../../office/approval';
import { makeKeys, publicKeys } from '../../office/keys';
import { registerPage } from '../../office/pages';
import { emptyItem, PLAN } from '../../publishing/plan';
import { TEMPLATE } from '../../replies/template';
import { takeSteps } from '../../storage/approvals';
import { eraseEvidence, listEvidence, putEvidence } from '../../storage/evidence';
import { admit, lend, prepareOffice } from '../../storage/office';
import { checkPin, setPin } from '../../storage/pin';
import { readPlan } from '../../storage/publishing';
import { readApproved } from '../../storage/register';
import { readStanding } from '../../storage/standing';
import { Store } from '../../storage/store';
import type { PageIdentity } from '../../types';
import { click, type Screen, screen, type } from './screen';

vi.setConfig({ testTimeout: 30_000 });

const t = officeText('ru');
const until = <Value,>(look: () => Value | Promise<Value>): Promise<Value> => vi.waitFor(look, { timeout: 10_000 });

let store: Store;
let shown: Screen;
let databases = 0;
const saved: string[] = [];

async function open(place: string, before?: () => Promise<unknown>): Promise<void> {
  location.hash = `#/${place}`;
  databases += 1;
  store = new Store(() => {}, `office-${databases}`);
  await before?.();
  shown = screen(<App store={store} register={() => Promise.reject(new Error('not here'))} />);
  await until(() => expect(shown.text()).not.toContain(t('dashboard.loading')));
}
const sees = (words: string): Promise<void> => until(() => expect(shown.text()).toContain(words));
const press = async (words: string): Promise<void> => {
  const button = await until(() => {
    const found = [...shown.root.querySelectorAll<HTMLButtonElement>('main button:not(:disabled)')].find(
      ({ textContent }) => textContent?.replace(/\s+/g, ' ').trim().startsWith(words),
    );
    if (!found) throw new Error(`no button «${words}» in: ${shown.buttons().join('; ')}`);
    return found;
  });
  await click(button);
};
const fill = async (label: string, value: string): Promise<void> => type(await until(() => shown.field(label)), value);

const choose = async (label: string, value: string): Promise<void> =>
  type(await until(() => shown.field(label)), value);
const identity: PageIdentity = {
  ...{ site: 'vk', keys: ['vk:id:-1'], kind: 'wall', name: 'Глава', url: 'https://vk.com/club1', parentKeys: [] },
};

/** An office of one with two templates, the second approved before it was founded. */
async function founded(): Promise<void> {
  await store.revise(TEMPLATE, 't1', { title: 'Снег', text: 'Чистим снег.', topics: [], status: 'draft' });
  await store.revise(TEMPLATE, 't2', { title: 'Дороги', text: 'Чиним дорогу.', topics: [], status: 'approved' });
  await (await prepareOffice(store, { name: 'Петрова Анна', post: '' }, await readStanding(store))).commit();
}

async function colleague(roles: Parameters<typeof admit>[2]): Promise<string> {
  return admit(store, { name: 'Сидоров Пётр', post: '', keys: await publicKeys(await makeKeys()) }, roles);
}

beforeEach(() => {
  saved.length = 0;
  URL.createObjectURL = (file) => {
    const reader = new FileReader();
    reader.onload = () => saved.push(String(reader.result));
    reader.readAsText(file as Blob);
    return 'blob:test';
  };
  URL.revokeObjectURL = () => {};
  HTMLAnchorElement.prototype.click = () => {};
});

afterEach(async () => {
  shown.draw(null);
  await store.close();
});

describe('founding', () => {
  it('says what is missing, and explains the password before it is forgotten', async () => {
    await open('office');
    await press(t('start.found'));
    await sees(t('found.forgottenText'));
    await fill(t('found.passphrase'), 'коротко');
    await press(t('found.save'));
    await sees(t('found.nameNeeded'));
    await sees(t('found.short'));
    await sees(t('found.differs'));
    expect(saved).toEqual([]);
  });

  it('comes after the recovery file is safe, and another password wants another file', async () => {
    await open('office');
    await press(t('start.found'));
    await fill(t('found.name'), 'Петрова Анна');
    for (const label of [t('found.passphrase'), t('found.repeat')]) await fill(label, 'ставень каток овёс');
    await press(t('found.save'));
    await until(() => expect(saved).toHaveLength(1));
    await until(() => shown.field(t('found.check')));
    await fill(t('found.post'), 'Специалист');
    expect(shown.text()).not.toContain(t('found.check'));
    expect(await store.belonging.self()).toBeNull();
  });
});

describe('approving', () => {
  it('keeps in use what was approved before there was an office', async () => {
    await open('approvals', founded);
    await sees('Утверждённые (1)');
    expect((await readApproved(store)).map(({ id }) => id)).toEqual(['t2']);
  });

  it('takes several at once, with a comment and a last day', async () => {
    await open('approvals', founded);
    await click(await until(() => shown.field(t('approvals.mark', { title: 'Снег' }))));
    await fill(t('approvals.comment'), 'Проверено');
    await fill(t('approvals.until'), '2099-12-31');
    await press(t('approvals.approve', { n: 1 }));
    await until(async () => expect(await readApproved(store)).toHaveLength(2));
    const [step] = (await store.approvals.read()).get('template:t1') ?? [];
    expect(step?.body).toMatchObject({ verdict: 'approve', comment: 'Проверено', until: '2099-12-31', paper: null });
  });

  it('does not suggest what has expired, and asks for renewal', async () => {
    await open('approvals', async () => {
      await founded();
      const [draft] = await store.history('t1');
      const of = { kind: TEMPLATE, entity: 't1' };
      await takeSteps(store, [stepBody(of, [draft!.id], 'approve', { until: '2020-01-01' })]);
    });
    await sees('Срок истёк (1)');
    expect((await readApproved(store)).map(({ id }) => id)).toEqual(['t2']);
    location.hash = '#/today';
    await sees('Срок утверждения вышел у 1 шаблона');
    location.hash = '#/approvals';
    await click(await until(() => shown.field(t('approvals.mark', { title: 'Снег' }))));
    await press(t('approvals.approve', { n: 1 }));
    await sees('Утверждённые (2)');
    expect(await readApproved(store)).toHaveLength(2);
  });

  it('on paper is shown as that, with who entered it, on the printed list too', async () => {
    await open('approvals', founded);
    await click(await until(() => shown.field(t('approvals.mark', { title: 'Снег' }))));
    await press(t('approvals.paper', { n: 1 }));
    await fill(t('paper.number'), '17-р');
    await fill(t('paper.date'), '2026-11-20');
    await fill(t('paper.signatory'), 'Глава Иванов И. И.');
    await press(t('paper.commit'));
    await until(async () => expect(await readApproved(store)).toHaveLength(2));
    location.hash = '#/approvals/list';
    await sees('утверждено на бумаге: Глава Иванов И. И., № 17-р от 20.11.2026; внёс(ла) Петрова Анна');
  });

  it('on paper shows its scan where it stands, and says when it is erased', async () => {
    await open('approvals', async () => {
      await founded();
      const { id: scan } = await putEvidence(store, 'approvals', new Uint8Array([1, 2, 3]), 'image/png');
      const [draft] = await store.history('t1');
      const paper = { number: '17-р', date: '2026-11-20', signatory: 'Глава', scan };
      await takeSteps(store, [stepBody({ kind: TEMPLATE, entity: 't1' }, [draft!.id], 'approve', { paper })]);
    });
    const detail = async (): Promise<void> => {
      const row = await until(() => {
        const found = [...shown.root.querySelectorAll<HTMLButtonElement>('.approval-more')];
        const one = found.find(({ textContent }) => textContent?.includes('Снег'));
        if (!one) throw new Error('no row yet');
        return one;
      });
      await click(row);
    };
    await detail();
    await press(t('paper.showScan'));
    const image = await until(() => {
      const found = shown.root.querySelector<HTMLImageElement>('.scan img');
      if (!found) throw new Error('no scan yet');
      return found;
    });
    expect([image.src, image.alt]).toEqual(['blob:test', t('paper.scanAlt')]);
    const [scan] = await listEvidence(store, 'approvals');
    await eraseEvidence(store, [scan!.id], 'просьба');
    await press(t('approvals.hide'));
    await press(t('paper.showScan'));
    await sees(t('paper.noScan'));
  });

  it('lists plan items that are to come beside the templates, and approves and prints them', async () => {
    const item = (date: string, occasion: string) => ({ ...emptyItem(date, ['p1']), occasion, text: `${occasion}!` });
    await open('approvals', async () => {
      await founded();
      await store.revise(PLAN, 'plan-1', item('2099-11-27', 'День матери'));
      await store.revise(PLAN, 'plan-2', item('2020-11-27', 'Давно прошло'));
      await store.revise(PLAN, 'plan-3', { ...item('2099-12-01', 'Отменено'), cancelled: true });
    });
    await choose(t('approvals.kind'), 'plan');
    const title = '27.11.2099 · День матери';
    await click(await until(() => shown.field(t('approvals.mark', { title }))));
    expect(shown.text()).not.toMatch(/Давно прошло|Отменено|Чистим снег/u);
    await press(t('approvals.approve', { n: 1 }));
    await sees('Утверждённые (1)');
    expect((await readPlan(store, '2026-11-24')).find(({ id }) => id === 'plan-1')?.status).toBe('approved');
    location.hash = '#/approvals/list/plan';
    await sees(t('approvals.listTitle.plan'));
    expect([...shown.root.querySelectorAll('.printed tbody tr')].map((row) => row.children[1]?.textContent)).toEqual([
      title,
    ]);
  });

  it('asks the PIN on a shared PC, and takes no wrong one', async () => {
    await open('approvals', async () => {
      await founded();
      await setPin(store, '4821');
    });
    expect(await checkPin(store, '1111', 0)).toBe('wrong');
    HTMLDialogElement.prototype.showModal = function () {
      this.open = true;
    };
    await click(await until(() => shown.field(t('approvals.mark', { title: 'Снег' }))));
    await press(t('approvals.approve', { n: 1 }));
    const dialog = await until(() => {
      const input = document.querySelector<HTMLInputElement>('dialog input');
      if (!input) throw new Error('no question yet');
      return input;
    });
    await type(dialog, '1111');
    await click(document.querySelector('dialog button[type=submit]') as HTMLButtonElement);
    await until(() => expect(document.querySelector('dialog')?.textContent).toContain(t('pin.wrong')));
    expect(await readApproved(store)).toHaveLength(1);
    await type(document.querySelector('dialog input') as HTMLInputElement, '4821');
    await click(document.querySelector('dialog button[type=submit]') as HTMLButtonElement);
    await until(async () => expect(await readApproved(store)).toHaveLength(2));
    expect(document.querySelector('dialog')).toBeNull();
  });

  it('of one’s own text is left to the other where there are two', async () => {
    await open('approvals', async () => {
      await founded();
      await colleague(['author', 'approver']);
      await store.revise(TEMPLATE, 't3', { title: 'Вода', text: 'Подвоз воды.', topics: [], status: 'draft' });
    });
    await click(await until(() => shown.field(t('approvals.mark', { title: 'Вода' }))));
    await sees(t('approvals.ownText'));
    await press(t('approvals.propose', { n: 1 }));
    await sees('Ждут утверждения (1)');
  });
});

describe('handing over', () => {
  const DAY = 86_400_000;
  let to = '';
  const two = async (): Promise<void> => {
    await founded();
    to = await colleague(['author']);
    await store.revise(PLAN, 'plan-1', { ...emptyItem('2026-11-27'), occasion: 'День матери', responsible: 'Петрова' });
    await store.revise(PLAN, 'plan-2', { ...emptyItem('2026-12-20'), occasion: 'Ёлка', responsible: 'Петрова' });
  };

  it('of one chosen thing, with rights, for given days; taken back by a button', async () => {
    await open('office', two);
    const commit = () => shown.button(t('lend.commit'));
    await until(() => shown.field(t('lend.until')));
    await choose(t('lend.scope'), 'named');
    // Nothing chosen yet, so there is nothing to hand over.
    expect(commit().disabled).toBe(true);
    await click(await until(() => shown.field('27.11.2026 · День матери')));
    await sees('Выбрано: 1');
    await click(shown.field(t('role.approver')));
    const last = new Date(Date.now() + 3 * DAY).toLocaleDateString('sv', { timeZone: 'Asia/Tomsk' });
    await fill(t('lend.until'), last);
    await fill(t('lend.comment'), 'Отпуск');
    await click(commit());
    await sees('Открыто сейчас: 1');
    expect(shown.text()).toContain(`${t('lend.scope.named')} · утверждает · Отпуск`);
    const membership = (await store.belonging.membership())!;
    expect(membership.loans).toMatchObject([{ to, everything: false, matters: [{ kind: PLAN, entity: 'plan-1' }] }]);
    expect(membership.rolesOf(to, Date.now())).toContain('approver');
    // The last day is included, in the office's zone.
    expect(membership.rolesOf(to, Date.parse(`${last}T23:59:00+07:00`))).toContain('approver');
    expect(membership.rolesOf(to, Date.parse(`${last}T23:59:00+07:00`) + 2 * 60_000)).toEqual(['author']);
    location.hash = '#/today';
    await sees('ваши дела ведёт Сидоров Пётр. Открыто: 1.');
    location.hash = '#/office';
    await press(t('lend.end'));
    await sees(t('lend.ended'));
    expect((await store.belonging.membership())?.rolesOf(to, Date.now())).toEqual(['author']);
  });

  it('names what is wrong with the days, and hands nothing over twice', async () => {
    await open('office', two);
    await until(() => shown.field(t('lend.until')));
    await fill(t('lend.until'), '2020-01-01');
    await sees(t('lend.days'));
    expect(shown.button(t('lend.commit')).disabled).toBe(true);
    await fill(t('lend.from'), '2019-12-01');
    await sees(t('lend.past'));
  });
});

it('the PIN is asked for a plan item too', async () => {
  await open('plan/plan-1', async () => {
    await founded();
    await store.revise('page', 'p1', registerPage(identity));
    await store.revise(PLAN, 'plan-1', { ...emptyItem('2099-11-27', ['p1']), occasion: 'День матери' });
    await setPin(store, '4821');
  });
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  await press(publishing('ru')('plan.approve'));
  const input = await until(() => {
    const found = document.querySelector<HTMLInputElement>('dialog input');
    if (!found) throw new Error('no question yet');
    return found;
  });
  expect(await store.revisions('approval')).toHaveLength(1);
  await type(input, '4821');
  await click(document.querySelector('dialog button[type=submit]') as HTMLButtonElement);
  await until(async () => expect(await store.revisions('approval')).toHaveLength(2));
});

it('five wrong PINs make one wait', async () => {
  await open('office');
  await setPin(store, '4821');
  for (let tries = 0; tries < 5; tries += 1) expect(await checkPin(store, '0000', 1000)).toBe('wrong');
  expect(await checkPin(store, '4821', 2000)).toBe('wait');
  expect(await checkPin(store, '4821', 70_000)).toBe('right');
});

describe('no fault that axe knows of', () => {
  const alone = async (): Promise<void> => {};
  const two = async (): Promise<void> => {
    await founded();
    const to = await colleague(['author']);
    const { member } = (await store.belonging.self())!;
    const days = { from: Date.now(), until: Date.now() + 1e9 };
    await lend(store, { owner: member, to, roles: ['approver'], matters: [], ...days, comment: 'Отпуск' });
  };
  it.each<[string, () => Promise<void>, string]>([
    ['office', alone, t('start.found')],
    ['office', two, 'Сидоров Пётр'],
    ['approvals', alone, t('approvals.alone')],
    ['approvals', two, 'Снег'],
    ['approvals/list', two, 'Дороги'],
    ['approvals/sheet', two, 'Снег'],
  ])('%s', async (place, before, sign) => {
    await open(place, before);
    await sees(sign);
    // jsdom lays nothing out: contrast is looked at in a browser.
    const { violations } = await axe.run(shown.root, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
});
