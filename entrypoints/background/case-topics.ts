/** What the cases that wait for an answer are about: by their own words and those of the posts they stand under. */
import type { StoredCase } from '../../moderation/stored';
import { postKey } from '../../publishing/sightings';
import { type Matter, matterOf } from '../../replies/matter';
import { createTopicReader, type TopicReader } from '../../replies/recognition';
import type { Store } from '../../storage/store';

/** Compiled when it is first asked. */
let reader: TopicReader | null = null;

/** Topics by case; a case whose topic nothing tells is left out. @throws StorageError */
export async function topicsOf(store: Store, rows: readonly StoredCase[]): Promise<Map<string, Matter>> {
  const topics = new Map<string, Matter>();
  if (rows.length === 0) return topics;
  reader ??= createTopicReader();
  const posts = await postTexts(store, rows);
  for (const { id, page, subject } of rows) {
    const matter = subject && matterOf(reader, subject.text, posts.get(nameOf(page, subject.post)));
    if (matter) topics.set(id, matter);
  }
  return topics;
}

const nameOf = (page: string, post: string | null): string => `${page} ${post}`;

/** Texts of the posts, each read once; those that have expired are missing. */
async function postTexts(store: Store, rows: readonly StoredCase[]): Promise<ReadonlyMap<string, string>> {
  const asked = new Map<string, [page: string, post: string]>();
  for (const { page, subject } of rows) {
    if (subject?.post) asked.set(nameOf(page, subject.post), [page, postKey(subject.post)]);
  }
  const texts = new Map<string, string>();
  await store.read((database) =>
    Promise.all(
      [...asked].map(async ([name, key]) => {
        const stored = await database.get('posts', key);
        if (stored) texts.set(name, stored.post.text);
      }),
    ),
  );
  return texts;
}
