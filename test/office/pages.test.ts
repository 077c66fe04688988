import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  duplicates,
  type Entry,
  findPage,
  learnFaces,
  linkOf,
  type RegisteredPage,
  registerPage,
  takenKeys,
  twins,
  withFacesOf,
} from '../../office/pages';
import { PageIdentity, type PageKind } from '../../types';

function identity(keys: string[], { kind = 'wall', parentKeys = [] }: { kind?: PageKind; parentKeys?: string[] } = {}) {
  const site = [...keys, ...parentKeys][0]?.split(':')[0];
  return PageIdentity.parse({ site, keys, kind, parentKeys, name: 'Глава поселения', url: 'https://vk.com/selo' });
}

const page = (keys: string[], changes: Partial<RegisteredPage> = {}): RegisteredPage => ({
  ...registerPage(identity(keys)),
  ...changes,
});

const VK = ['vk:id:-5', 'vk:name:selo'];
const CHANNEL = ['telegram:id:123', 'telegram:name:selo'];

describe('a page is found', () => {
  it.each<[string, RegisteredPage, PageIdentity]>([
    ['by its number', page(VK), identity(['vk:id:-5'])],
    ['by its short name', page(VK), identity(['vk:name:selo'])],
    ['by its number after it was renamed', page(VK), identity(['vk:id:-5', 'vk:name:novoe'])],
    ['by its name, when no number was known at registering', page(['vk:name:selo']), identity(VK)],
    ['on the page of one of its posts', page(VK), identity(['vk:id:-5'], { kind: 'post' })],
    ['in a preview that knows only the name', page(CHANNEL), identity(['telegram:name:selo'], { kind: 'channel' })],
    [
      'from its discussion group, which names the channel',
      page(CHANNEL),
      identity(['telegram:id:456'], { kind: 'discussion', parentKeys: ['telegram:id:123'] }),
    ],
    [
      'from a discussion group learned before',
      page(CHANNEL, { discussionKeys: ['telegram:id:456'] }),
      identity(['telegram:id:456'], { kind: 'discussion' }),
    ],
    [
      'from a thread that names nothing but the channel',
      page(CHANNEL),
      identity([], { kind: 'discussion', parentKeys: ['telegram:name:selo'] }),
    ],
  ])('%s', (_, registered, open) => {
    expect(findPage([['entity', registered]], open)).toEqual(['entity', registered]);
  });

  it('by its number rather than by a name that another entry still holds', () => {
    const old: Entry = ['old', page(['vk:name:selo'])];
    const numbered: Entry = ['numbered', page(['vk:id:-5'])];
    expect(findPage([old, numbered], identity(VK))).toBe(numbered);
    expect(findPage([numbered, old], identity(VK))).toBe(numbered);
  });
});

describe('a page is not found', () => {
  it.each<[string, RegisteredPage, PageIdentity]>([
    ['under another number', page(VK), identity(['vk:id:-6'])],
    ['when its short name has passed to another number', page(VK), identity(['vk:id:-6', 'vk:name:selo'])],
    ['on another site', page(VK), identity(['ok:name:selo'])],
    ['once removed', page(VK, { removed: true }), identity(VK)],
    ['for a page that belongs to nobody', page(VK), { ...identity(VK), keys: [], kind: 'feed' }],
    [
      'from the discussion group of another channel',
      page(CHANNEL, { discussionKeys: ['telegram:id:456'] }),
      identity(['telegram:id:457'], { kind: 'discussion', parentKeys: ['telegram:id:124'] }),
    ],
    [
      'when the name of its discussion group has passed to another group',
      page(CHANNEL, { discussionKeys: ['telegram:id:456', 'telegram:name:selochat'] }),
      identity(['telegram:id:999', 'telegram:name:selochat'], { kind: 'discussion' }),
    ],
  ])('%s', (_, registered, open) => {
    expect(findPage([['entity', registered]], open)).toBeNull();
  });
});

describe('faces are learned', () => {
  const learned = (registered: RegisteredPage, open: PageIdentity, taken: string[] = []) =>
    learnFaces(registered, open, new Set(taken));

  it('the number of a page registered by name', () => {
    expect(learned(page(['vk:name:selo']), identity(VK)).keys).toEqual(['vk:name:selo', 'vk:id:-5']);
  });

  it('the discussion group apart from the channel', () => {
    const group = identity(['telegram:id:456', 'telegram:name:selochat'], {
      kind: 'discussion',
      parentKeys: ['telegram:id:123'],
    });
    const after = learned(page(CHANNEL), group);
    expect(after.keys).toEqual(CHANNEL);
    expect(after.discussionKeys).toEqual(['telegram:id:456', 'telegram:name:selochat']);
  });

  it('nothing new: the same object', () => {
    const registered = page(VK);
    expect(learned(registered, identity(['vk:name:selo']))).toBe(registered);
  });

  it('nothing from a page that is not a face of it', () => {
    const registered = page(VK);
    expect(learned(registered, identity(['vk:id:-6', 'vk:name:selo']))).toBe(registered);
  });

  it('no key that another entry holds', () => {
    const registered = page(['vk:id:-5']);
    expect(learned(registered, identity(VK), ['vk:name:selo'])).toBe(registered);
  });

  it('and the new faces are found afterwards', () => {
    const after = learned(page(['vk:name:selo']), identity(VK));
    expect(findPage([['entity', after]], identity(['vk:id:-5']))).not.toBeNull();
  });

  it('with the name, where the page was registered before its site had shown it', () => {
    const early = { ...page(CHANNEL), name: 'telegram:id:123' };
    expect(learned(early, { ...identity(CHANNEL), name: 'Село' }).name).toBe('Село');
    expect(learned(early, { ...identity(CHANNEL), name: '' })).toBe(early);
    const named = { ...page(CHANNEL), name: 'Наше село' };
    expect(learned(named, { ...identity(CHANNEL), name: 'Село' })).toBe(named);
  });
});

describe('one page registered twice', () => {
  const named: Entry = ['named', page(['vk:name:selo'])];
  const numbered: Entry = ['numbered', page(['vk:id:-5'])];
  const other: Entry = ['other', page(['vk:id:-6', 'vk:name:drugoe'])];

  it('is noticed as soon as an identity shows both', () => {
    expect(twins([named, other, numbered], identity(VK))).toEqual([numbered, named]);
  });

  it('is not suspected of pages that only share a site', () => {
    expect(twins([named, other], identity(['vk:id:-6']))).toEqual([other]);
  });

  it('keeps its keys with the entry that has them', () => {
    expect(takenKeys([named, numbered, other], 'numbered')).toEqual(
      new Set(['vk:name:selo', 'vk:id:-6', 'vk:name:drugoe']),
    );
  });
});

it('no key ever stands with two pages, whatever identities are seen', () => {
  const key = fc.tuple(fc.constantFrom('id', 'name'), fc.nat(4)).map(([form, n]) => `telegram:${form}:${n}`);
  const keys = fc.uniqueArray(key, { minLength: 1, maxLength: 3 });
  const seen = fc
    .record({ keys, parentKeys: fc.uniqueArray(key, { maxLength: 2 }), kind: fc.constantFrom('channel', 'discussion') })
    .map(({ kind, ...rest }) => identity(rest.keys, { kind: kind as PageKind, parentKeys: rest.parentKeys }));
  fc.assert(
    fc.property(fc.array(seen, { maxLength: 30 }), (identities) => {
      const register = new Map<string, RegisteredPage>();
      for (const open of identities) {
        const found = findPage(register, open);
        if (found) register.set(found[0], learnFaces(found[1], open, takenKeys(register, found[0])));
        else if (!open.keys.some((one) => takenKeys(register, '').has(one))) {
          register.set(`page ${register.size}`, page(open.keys));
        }
      }
      const all = [...register.values()].flatMap((one) => [...one.keys, ...one.discussionKeys]);
      expect(new Set(all).size).toBe(all.length);
    }),
  );
});

describe('the address of a page', () => {
  it.each([
    [VK, 'https://vk.com/selo'],
    [['vk:id:-5'], 'https://vk.com/club5'],
    [['vk:id:7'], 'https://vk.com/id7'],
    [['ok:id:55'], 'https://ok.ru/group/55'],
    [['ok:profile:55'], 'https://ok.ru/profile/55'],
    [['ok:name:selo'], 'https://ok.ru/selo'],
    [CHANNEL, 'https://t.me/s/selo'],
  ])('%s is %s', (keys, link) => {
    expect(linkOf(identity(keys))).toBe(link);
  });

  it('of a channel known only by its number is the one that is open', () => {
    expect(linkOf(identity(['telegram:id:123']))).toBe('https://vk.com/selo');
  });
});

describe('a page that was registered more than once', () => {
  it.each<[string, Record<string, RegisteredPage>, string[][]]>([
    ['by name and then by number and name', { a: page(['vk:name:selo']), b: page(VK) }, [['a', 'b']]],
    [
      'three times, the third sharing a key with the second alone',
      {
        a: page(['vk:name:selo']),
        b: page(VK),
        c: page(['vk:id:-5', 'vk:name:novoe']),
      },
      [['a', 'b', 'c']],
    ],
    ['once, beside another page', { a: page(VK), b: page(['vk:id:-6', 'vk:name:drugoe']) }, []],
    ['but one entry was taken out', { a: page(VK), b: page(VK, { removed: true }) }, []],
    ['no: another page took over its name', { a: page(VK), b: page(['vk:id:-9', 'vk:name:selo']) }, []],
  ])('%s', (_name, pages, groups) => {
    expect(duplicates(Object.entries(pages)).map((group) => group.map(([entity]) => entity).sort())).toEqual(groups);
  });

  it('keeps its own name and norm, and takes the faces of the others', () => {
    const stays = page(['vk:name:selo'], { name: 'Глава', norm: 3 });
    const united = withFacesOf(stays, [page(VK, { name: 'Страница', discussionKeys: ['vk:id:-7', 'vk:name:selo'] })]);
    expect(united).toEqual({ ...stays, keys: ['vk:name:selo', 'vk:id:-5'], discussionKeys: ['vk:id:-7'] });
  });
});
