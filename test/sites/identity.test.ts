/** Whose page a VK address speaks of. The other sites' addresses are tested beside their layouts. */
import { describe, expect, test } from 'vitest';
import { identifyUrl, isForeign, learnKeys } from '../../sites/identity';
import type { PageIdentity, Post } from '../../types';

describe('VK addresses', () => {
  test.each([
    ['https://vk.com/club12', ['vk:id:-12'], 'wall', null],
    ['https://vk.ru/public12', ['vk:id:-12'], 'wall', null],
    ['https://m.vk.com/event12', ['vk:id:-12'], 'wall', null],
    ['https://m.vk.ru/Selo.Kedrovo/', ['vk:name:selo.kedrovo'], 'wall', null],
    ['https://vk.com/wall-12', ['vk:id:-12'], 'wall', null],
    ['https://vk.com/wall-12?own=1', ['vk:id:-12'], 'wall', null],
    ['https://vk.com/wall-12?suggests=1', ['vk:id:-12'], 'other', null],
    ['https://vk.com/wall-12?postponed=1', ['vk:id:-12'], 'other', null],
    ['https://vk.com/wall-12?q=дорога', ['vk:id:-12'], 'other', null],
    ['https://m.vk.com/selo?offset=20', ['vk:name:selo'], 'other', null],
    ['https://vk.com/wall-12_34', ['vk:id:-12'], 'post', '-12_34'],
    ['https://vk.com/wall-12_34?reply=77&thread=70', ['vk:id:-12'], 'post', '-12_34'],
    ['https://vk.com/selo?w=wall-12_34', ['vk:id:-12'], 'post', '-12_34'],
    ['https://vk.com/selo?w=wall-12_34_r77', ['vk:id:-12'], 'post', '-12_34'],
    ['https://vk.com/feed?w=wall-12_34', ['vk:id:-12'], 'post', '-12_34'],
    ['https://vk.com/selo?z=photo-12_34', ['vk:name:selo'], 'wall', null],
    ['https://vk.com/id5', ['vk:id:5'], 'wall', null],
    ['https://vk.com/feed', [], 'feed', null],
    ['https://vk.com/', [], 'feed', null],
    ['https://vk.com/im?sel=5', [], 'other', null],
    ['https://vk.com/im/convo/-12', [], 'other', null],
    ['https://vk.com/gim12/convo/5', ['vk:id:-12'], 'other', 'convo_5'],
    ['https://vk.com/im/convo/5', [], 'other', null],
    ['https://vk.com/video-12_34', [], 'other', null],
    ['https://vk.com/albums-12', [], 'other', null],
    ['https://vk.com/topic-12_34', [], 'other', null],
    ['https://vk.com/@selo-statya', [], 'other', null],
    ['https://vk.com/imeni_lenina', ['vk:name:imeni_lenina'], 'wall', null],
    ['https://vk.com/documenty_sela', ['vk:name:documenty_sela'], 'wall', null],
    ['https://vk.com/photo_kedrovo', ['vk:name:photo_kedrovo'], 'wall', null],
  ])('%s', (url, keys, kind, post) => {
    expect(identifyUrl(url)).toEqual({ site: 'vk', keys, kind, post });
  });

  test.each([
    'https://vk.com.example.org/club1',
    'https://example.org/?vk.com',
    'not an address',
    'file:///tmp/x.html',
  ])('%s is none of ours', (url) => {
    expect(identifyUrl(url)).toBeNull();
  });
});

const NAME = 'Администрация';

function page(kind: PageIdentity['kind'], ...keys: string[]): PageIdentity {
  return { site: 'vk', kind, keys, name: NAME, url: '', parentKeys: [] };
}

function post(id: string, own: boolean | null, name: string, path: string, ad = false): Post {
  return {
    id,
    permalink: null,
    text: '',
    time: null,
    timeLabel: '',
    author: { name, link: `https://vk.com${path}`, own },
    own,
    pinned: false,
    ad,
    repost: false,
    formats: ['text'],
    commentsSaid: null,
  };
}

describe('keys learned from posts', () => {
  test.each<[string, PageIdentity, Post[], string[]]>([
    ['the number from own posts', page('wall', 'vk:name:selo'), [post('-1_10', true, NAME, '/selo')], ['vk:id:-1']],
    ['nothing from visitors', page('wall', 'vk:name:selo'), [post('-1_10', false, 'Иван', '/id5')], []],
    ['nothing from advertisements', page('wall', 'vk:name:selo'), [post('-9_1', false, 'Окна', '/okna', true)], []],
    [
      'nothing where own posts contradict each other',
      page('wall', 'vk:name:selo'),
      [post('-1_10', true, NAME, '/selo'), post('-2_3', true, NAME, '/selo')],
      [],
    ],
    [
      'the short name, by the name of the page',
      page('wall', 'vk:id:-1'),
      [post('-1_10', null, NAME, '/selo')],
      ['vk:name:selo'],
    ],
    [
      'the short name, from a post known as own',
      page('post', 'vk:id:-1'),
      [post('-1_10', true, NAME, '/selo')],
      ['vk:name:selo'],
    ],
    [
      'no short name from one who is called otherwise',
      page('wall', 'vk:id:-1'),
      [post('-1_10', null, 'Иван', '/ivan')],
      [],
    ],
    ['no short name from another wall', page('wall', 'vk:id:-1'), [post('-2_10', null, NAME, '/selo')], []],
    [
      'no short name where two go by the name of the page',
      page('wall', 'vk:id:-1'),
      [post('-1_10', null, NAME, '/selo'), post('-1_11', null, NAME, '/selo_fake')],
      [],
    ],
    ['nothing new', page('wall', 'vk:id:-1', 'vk:name:selo'), [post('-1_10', true, NAME, '/selo')], []],
  ])('%s', (_name, identity, posts, learned) => {
    expect(learnKeys(identity, new Set(identity.keys), posts)).toEqual(learned);
  });
});

describe('posts of others on a wall', () => {
  const ours = page('wall', 'vk:id:-1', 'vk:name:selo');

  test.each<[string, PageIdentity, string[], Post, boolean]>([
    ['of the wall', ours, ours.keys, post('-1_10', true, NAME, '/selo'), false],
    ['a visitor’s, on the wall', ours, ours.keys, post('-1_11', false, 'Иван', '/id5'), false],
    ['of another wall', ours, ours.keys, post('-9_1', false, 'Окна', '/okna'), true],
    [
      'of another wall, the number known from the register',
      page('wall', 'vk:name:selo'),
      ['vk:id:-1'],
      post('-9_1', false, 'Окна', '/okna'),
      true,
    ],
    [
      'number unknown: cannot be told',
      page('wall', 'vk:name:selo'),
      ['vk:name:selo'],
      post('-9_1', false, 'Окна', '/okna'),
      false,
    ],
    ['in a news feed', page('feed'), ['vk:id:-1'], post('-9_1', false, 'Окна', '/okna'), false],
  ])('%s', (_name, identity, known, one, foreign) => {
    expect(isForeign(identity, new Set(known), one)).toBe(foreign);
  });
});
