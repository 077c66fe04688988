/** A database in memory for each test, and things to put into it. */
import 'fake-indexeddb/auto';
import { onTestFinished } from 'vitest';
import type { FeedReading } from '../../publishing/feed';
import { Store } from '../../storage/store';
import type { Comment, Post } from '../../types';

/** 2026-11-23 12:00 in Tomsk, a Monday. */
export const NOW = Date.UTC(2026, 10, 23, 5);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

let count = 0;

/** A store over an empty database of its own, or over the named one. */
export function openStore(name = freshName(), onBlocked?: () => void): Store {
  const store = new Store(onBlocked, name);
  onTestFinished(() => store.close());
  return store;
}

export function freshName(): string {
  count += 1;
  return `test-${count}`;
}

export function post(id: string, changes: Partial<Post> = {}): Post {
  return {
    id,
    permalink: null,
    text: `Публикация ${id}`,
    time: { at: NOW - HOUR, span: 60_000 },
    timeLabel: 'сегодня в 11:00',
    author: { name: 'Глава поселения', link: null, own: true },
    own: true,
    pinned: false,
    ad: false,
    repost: false,
    formats: ['text'],
    commentsSaid: null,
    ...changes,
  };
}

export function comment(id: string, changes: Partial<Comment> = {}): Comment {
  return {
    id,
    post: '-1_10',
    parent: null,
    permalink: null,
    author: { name: 'Житель', link: null, own: false },
    text: `Когда почистят дорогу? ${id}`,
    time: { at: NOW - HOUR, span: 60_000 },
    timeLabel: 'сегодня в 11:00',
    ...changes,
  };
}

/** A feed read from its newest end, newest post first. */
export function reading(posts: readonly Post[], changes: Partial<FeedReading> = {}): FeedReading {
  return {
    posts: [...posts],
    feed: { ids: posts.map(({ id }) => id), top: true, bottom: false },
    health: {
      layout: 'vk-react',
      state: 'ok',
      parts: [{ part: 'posts', expected: posts.length, found: posts.length, samples: [] }],
    },
    readAt: NOW,
    ...changes,
  };
}
