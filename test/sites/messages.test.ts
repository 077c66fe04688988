/** Messages: a page's own are read like comments, those of a person never, whatever their markup. */
import { describe, expect, test } from 'vitest';
import { aboutOf, isPreview } from '../../moderation/threads';
import { channelNamed, findPage, isDiscussionOf, registerPage } from '../../office/pages';
import { loadSample } from '../../scripts/lib/samples';
import { LAYOUTS } from '../../sites/layouts';
import { PageReader } from '../../sites/reader';
import { vkMessages } from '../pages/vk';
import { finished, NOW, openHtml, readOnce, readSample, ZONE } from './open';

function read(html: string, url: string, knownKeys: readonly string[] = []) {
  const { document } = openHtml(html, url);
  const identity = finished(new PageReader(LAYOUTS).identify(document, url));
  return { identity, reading: readOnce(document, url, { knownKeys }) };
}

const OK_MESSAGES = `<div id="hook_Block_MessagesLayer"><div id="msg_layer"><msg-app><msg-page><msg-chat><msg-name>Иван</msg-name>
<msg-message-list><div class="group"><msg-message><msg-parsed-text data-tsid="message_text">Привет, это личное</msg-parsed-text></msg-message></div>
</msg-message-list></msg-chat></msg-page></msg-app></div></div>`;

/** A chat of Web A. @param header id of the chat, @param groups messages of a group stand in containers by sender */
function webA(header: string, groups: boolean): string {
  const message = (id: number, text: string) =>
    `<div class="Message message-list-item" data-message-id="${id}"><div class="message-content text"><div class="content-inner"><div class="message-title"><span class="sender-title">Пётр Ильин</span></div><div class="text-content">${text}<span class="MessageMeta"><span class="message-time">10:15</span></span></div></div></div></div>`;
  const inner = groups
    ? `<div class="sender-group-container"><div class="Avatar" data-peer-id="555" aria-label="Пётр Ильин"></div>${message(7, 'Когда почистят Лесную?')}</div>`
    : message(7, 'Привет, это личное');
  return `<div id="MiddleColumn"><div class="MiddleHeader"><div class="Transition"><div class="Transition_slide-active"><div class="chat-info-wrapper"><div class="ChatInfo"><div class="Avatar" data-peer-id="${header}"></div><div class="info"><div class="title"><h3 class="fullName">Сосновка</h3></div><span class="status">Сообщения</span></div></div></div></div></div></div>
<div class="messages-layout"><div class="Transition"><div class="Transition_slide-active"><div class="MessageList custom-scroll"><div class="messages-container"><div class="message-date-group"><div class="sticky-date"><span>Сегодня</span></div>${inner}</div></div></div></div></div></div></div>`;
}

/** A chat of Web K that is no group: a person's own. */
const WEB_K = `<div class="chats-container"><div class="chat tabs-tab active" data-type="chat"><div class="sidebar-header topbar"><div class="chat-info"><div class="user-title"><span class="peer-title" data-peer-id="555">Иван</span></div></div></div>
<div class="bubbles"><div class="bubbles-inner"><div class="bubbles-group"><div class="bubble is-in" data-mid="4" data-peer-id="555" data-timestamp="1772694900"><div class="message"><span class="translatable-message">Привет, это личное</span></div></div></div></div></div></div></div>`;

const inbox = (): string => loadSample(vkMessages.file, NOW, ZONE);

describe('messages of a person', () => {
  test.each<[string, string, string]>([
    ['VK', inbox(), 'https://vk.com/im/convo/301772'],
    ['OK', OK_MESSAGES, 'https://ok.ru/messages/5'],
    ['Telegram A', webA('555', false), 'https://web.telegram.org/a/#555'],
  ])('in %s belong to nobody, so that they can be neither registered nor read', (_, html, url) => {
    expect(read(html, url).identity?.keys).toEqual([]);
  });

  test('in Telegram K are not read even where somebody has registered that person', () => {
    const { reading } = read(WEB_K, 'https://web.telegram.org/k/#@ivan', ['telegram:name:ivan']);
    expect([reading.posts, reading.comments]).toEqual([[], []]);
  });
});

describe('messages of a page', () => {
  test('of VK are messages, not comments; what the list shows of an unread one is no more than a preview', () => {
    const { comments } = readSample(vkMessages);
    expect(comments.map((one) => [aboutOf(one), isPreview(one.id)])).toEqual([
      ['message', false],
      ['message', false],
      ['message', false],
      ['message', true],
    ]);
  });

  test('of a Telegram channel stand in a group of its name, which a person joins to it', () => {
    const { identity, reading } = read(webA('-1002000000777', true), 'https://web.telegram.org/a/#-1002000000777');
    expect(reading.comments.map(({ text, author }) => [author.name, text])).toEqual([
      ['Пётр Ильин', 'Когда почистят Лесную?'],
    ]);
    expect([identity?.kind, identity?.keys]).toEqual(['discussion', ['telegram:id:2000000777']]);
    const channel = { site: 'telegram', keys: ['telegram:id:9'], kind: 'channel', name: 'Сосновка', url: '' } as const;
    const page = registerPage({ ...channel, keys: [...channel.keys], parentKeys: [] });
    expect(findPage([['own', page]], identity!)).toBeNull();
    const [id, found] = channelNamed([['own', page]], identity!)!;
    const joined = { ...found, discussionKeys: [...found.discussionKeys, ...identity!.keys] };
    expect([id, findPage([['own', joined]], identity!)?.[0], isDiscussionOf(joined, identity!)]).toEqual([
      'own',
      'own',
      true,
    ]);
  });

  test('of Telegram are joined to no channel where two have that name, or none', () => {
    const { identity } = read(webA('-1002000000777', true), 'https://web.telegram.org/a/#-1002000000777');
    const named = (name: string) =>
      registerPage({ site: 'telegram', keys: [name], kind: 'channel', name, url: '', parentKeys: [] });
    expect(channelNamed([['a', named('Другая')]], identity!)).toBeNull();
    expect(
      channelNamed(
        [
          ['a', named('Сосновка')],
          ['b', named('Сосновка')],
        ],
        identity!,
      ),
    ).toBeNull();
    expect(channelNamed([['a', { ...named('Сосновка'), removed: true }]], identity!)).toBeNull();
  });
});
