import { describe, expect, it } from 'vitest';
import { matterOf } from '../../replies/matter';
import { createTopicReader } from '../../replies/recognition';
import { MATTER_IDS, TOPICS } from '../../replies/topics';
import { APPEALS } from './appeals';
import { KEPT_APART, WORKED_ON } from './comments';

const reader = createTopicReader();
const topicOf = (text: string, post?: string): string | null => matterOf(reader, text, post)?.topic ?? null;

describe('what an appeal is about', () => {
  it.each([
    [
      'its own words come before those of the post',
      'Фонарь у дома 5 не горит',
      'Ремонт дороги начат',
      'light',
      'comment',
    ],
    ['the post tells where it says nothing', 'А у нас когда?', 'Вывоз мусора по новому графику', 'waste', 'post'],
    ['a matter comes before a tone', 'Позор, воды нет третий день', '', 'water', 'comment'],
    ['a hint is enough where nothing else tells', 'Машина не смогла проехать', '', 'roads', 'comment'],
    ['what it stands by is not what it is about', 'Поставьте лавочку у больницы', '', 'greening', 'comment'],
    ['a wish to complain is a topic too', 'Куда подать жалобу?', '', 'appeal', 'comment'],
  ])('%s', (_name, text, post, topic, from) => {
    expect(matterOf(reader, text, post)).toMatchObject({ topic, from });
  });

  it('is null where nothing tells, and for thanks under a post without a matter', () => {
    expect(topicOf('А когда?')).toBeNull();
    expect(topicOf('Спасибо большое!', 'Доброе утро')).toBeNull();
  });

  it('is called as the templates’ topic is', () => {
    const titles = new Map(TOPICS.map(({ id, title }) => [id, title]));
    for (const text of ['Нет света', 'Стая собак у школы']) {
      const matter = matterOf(reader, text)!;
      expect(matter.title).toBe(titles.get(matter.topic));
    }
  });
});

describe('the topic of comments as people write them', () => {
  const asked = [...WORKED_ON, ...KEPT_APART].filter(({ topics }) => topics.some((topic) => MATTER_IDS.has(topic)));

  it('is right for at least nineteen of twenty that were written with the topics', () => {
    const wrong = asked.filter(({ text, post, topics }) => !topics.includes(topicOf(text, post) ?? ''));
    expect(wrong.length / asked.length, wrong.map(({ text }) => text).join('\n')).toBeLessThanOrEqual(0.05);
  });

  it('is right for at least nine of ten that were written apart from them', () => {
    const wrong = APPEALS.filter(({ text, topics }) => !topics.includes(topicOf(text) ?? ''));
    const said = wrong.map(({ text, topics }) => `${topics.join('|')} ≠ ${topicOf(text)}: ${text}`);
    expect(wrong.length / APPEALS.length, said.join('\n')).toBeLessThanOrEqual(0.1);
  });
});
