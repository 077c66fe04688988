/** What a person does in the section «Наборы региона». */
import browser from 'webextension-polyfill';
import { contentsText, dayText } from '../../components/dashboard/packs/list';
import { type Checked, contentsOf, type Making } from '../../components/dashboard/packs/model';
import { additionsOf } from '../../detection';
import type { PacksText } from '../../locales/packs';
import type { Language } from '../../locales/translate';
import { builtinPack } from '../../packs/builtin';
import { type Publisher, withDraft, wordRules } from '../../packs/composition';
import {
  emptyPack,
  keyPrint,
  Pack,
  packFile,
  readKey,
  readPack,
  type SignedPack,
  shapeOf,
  signPack,
} from '../../packs/pack';
import { judgedFile, subscribed, subscriptionId } from '../../packs/subscription';
import { FEDERAL } from '../../publishing/memorable';
import { STARTERS } from '../../replies/starter';
import {
  addSubscription,
  readSubscriptions,
  removeSubscription,
  shareSubscription,
  subscribeOffice,
  takeArrival,
  templateEntity,
} from '../../storage/packs';
import { readApproved, readClauses, readWords } from '../../storage/register';
import type { Store } from '../../storage/store';
import { originPattern } from '../../sync/place';

/** Asks the browser for its leave first, which it grants in a click alone. @returns what is wrong, or nothing */
export async function subscribe(
  store: Store,
  url: URL,
  keyGiven: string,
  t: PacksText,
): Promise<{ fault: string } | { id: string }> {
  const key = readKey(keyGiven);
  if (!key) return { fault: t('packs.keyFault') };
  if (!(await browser.permissions.request({ origins: [originPattern(url)] }))) {
    return { fault: t('packs.denied', { host: url.host }) };
  }
  const known = (await readSubscriptions(store)).find(({ id }) => id === subscriptionId(url.href, key));
  if (known) {
    const isSame = known.key.x === key.x && known.key.y === key.y;
    return { fault: t(isSame ? 'packs.known' : 'packs.knownKey') };
  }
  return { id: (await subscribeOffice(store, url.href, key, Date.now())).id };
}

/** Ends a subscription: one of the office in all its browsers. @throws StorageError */
export async function unsubscribe(store: Store, id: string): Promise<void> {
  const known = (await readSubscriptions(store)).find((one) => one.id === id);
  if (known?.from === 'office' && known.url !== null) await shareSubscription(store, known.url, known.key, true);
  await removeSubscription(store, id);
}

/** What became of a file: `newcomer` waits for a person's word about the key. */
export type FromFile =
  | { type: 'taken'; number: number }
  | { type: 'refused'; text: string }
  | { type: 'newcomer'; signed: SignedPack; text: string };

/** A file of a publisher who is known is judged as one that was fetched would be. @throws StorageError */
export async function takeFile(store: Store, text: string, today: string, t: PacksText): Promise<FromFile> {
  const read = await readPack(text);
  if (!read.ok) return { type: 'refused', text: withDetail(t(`packs.trouble.${read.fault}`), read.detail) };
  const { signed } = read;
  const all = await readSubscriptions(store);
  const known = all.find(
    ({ key, good, url }) =>
      key.x === signed.key.x &&
      key.y === signed.key.y &&
      (good ? good.signed.pack.id === signed.pack.id : url !== null),
  );
  if (!known) {
    // Somebody else's signature on a pack that is here is no newcomer: it is what a forgery looks like.
    const isHere = all.some(({ good }) => good?.signed.pack.id === signed.pack.id);
    return isHere ? { type: 'refused', text: t('packs.trouble.key') } : newcomer(text, signed, today, t);
  }
  const arrival = { type: 'fresh', text, etag: known.etag, modified: known.modified } as const;
  const next = await takeArrival(store, known.id, arrival, { now: Date.now(), today });
  const trouble = next?.trouble;
  if (trouble) return { type: 'refused', text: withDetail(t(`packs.trouble.${trouble.why}`), trouble.detail) };
  return { type: 'taken', number: signed.pack.number };
}

/** A publisher who is not known is judged by his own key, which the person then compares. */
async function newcomer(text: string, signed: SignedPack, today: string, t: PacksText): Promise<FromFile> {
  const judged = await judgedFile({ key: signed.key, good: null }, text, { today });
  if (!judged.ok) return { type: 'refused', text: withDetail(t(`packs.trouble.${judged.why}`), judged.detail) };
  return { type: 'newcomer', signed, text };
}

/** The person compared the key. @throws StorageError */
export async function acceptNewcomer(store: Store, signed: SignedPack, text: string, today: string): Promise<void> {
  const now = Date.now();
  const subscription = subscribed({ url: null, key: signed.key, from: 'file' }, now, signed.pack.id);
  await addSubscription(store, subscription);
  await takeArrival(store, subscription.id, { type: 'fresh', text, etag: null, modified: null }, { now, today });
}

function withDetail(text: string, detail: string): string {
  return detail ? `${text} (${detail})` : text;
}

/** Takes a pack's templates over as drafts of the office's own. @throws StorageError */
export async function takeTemplates(store: Store, id: string, entities: readonly string[]): Promise<void> {
  const signed = (await readSubscriptions(store)).find((one) => one.id === id)?.good?.signed;
  if (!signed) return;
  const drafts = signed.pack.templates
    .map((template) => ({ entity: templateEntity(signed, template), template }))
    .filter(({ entity }) => entities.includes(entity))
    .map(({ entity, template: { title, text, topics } }) => ({
      kind: 'template',
      entity,
      body: { title, text, topics, status: 'draft' },
      parents: [],
    }));
  await store.reviseAll(drafts);
}

/** Whether offices will take a file, and what they will see of it. */
export async function checkFile(text: string, today: string, t: PacksText, language: Language): Promise<Checked> {
  const read = await readPack(text);
  if (!read.ok) return { tone: 'bad', lines: [withDetail(t(`packs.trouble.${read.fault}`), read.detail)] };
  const { pack, key } = read.signed;
  const judged = await judgedFile({ key, good: null }, text, { today });
  const { title, publisher, number, expires } = pack;
  const about = [
    t('packs.checkWho', { title, publisher, number, date: dayText(expires, language) }),
    contentsText(contentsOf(pack), t),
    t('packs.key', { print: await keyPrint(key) }),
  ].filter(Boolean);
  if (judged.ok) return { tone: 'good', lines: [t('packs.checkGood'), ...about] };
  return { tone: 'bad', lines: [withDetail(t(`packs.trouble.${judged.why}`), judged.detail), ...about] };
}

/** What of the office's own there is to publish. */
export async function readStock(store: Store) {
  const [templates, clauses, words] = await Promise.all([readApproved(store), readClauses(store), readWords(store)]);
  return { templates, clauses, words: additionsOf(words) };
}
export type Stock = Awaited<ReturnType<typeof readStock>>;

/** @returns the file, or what is wrong with what the person entered */
export async function makePack(
  making: Making,
  stock: Stock,
  draft: Partial<Pack>,
  publisher: Publisher,
): Promise<{ name: string; text: string } | { fault: string }> {
  const { title, id, expires, note } = making;
  const bare = emptyPack(id.trim(), title.trim(), making.publisher.trim(), expires);
  const own = {
    templates: making.templates
      ? stock.templates.map(({ template: { title, text, topics } }, at) => ({
          id: `reply-${at + 1}`,
          title,
          text,
          topics,
        }))
      : [],
    clauses: making.clauses ? stock.clauses : [],
    rules: making.words && stock.words.words.length + stock.words.vetoes.length > 0 ? wordRules(stock.words) : null,
  };
  const whole = withDraft({ ...bare, number: Number(making.number), note: note.trim(), ...own }, draft);
  const read = Pack.safeParse(whole);
  if (!read.success) return { fault: shapeOf(read.error) };
  const text = packFile(await signPack(read.data, publisher));
  const judged = await judgedFile({ key: publisher.key, good: null }, text, { today: '0000-00-00' });
  if (!judged.ok) return { fault: `${judged.why}: ${judged.detail}` };
  return { name: `${read.data.id}-${read.data.number}.json`, text };
}

/** What comes with the extension, in the same format; it needs no signature of its own. */
export function builtin(t: PacksText): Pack {
  return builtinPack({
    templates: STARTERS.map(({ title, text, topics }) => ({ title, text, topics: [...topics] })),
    dates: [...FEDERAL],
    title: t('packs.builtinTitle'),
    publisher: t('packs.builtinPublisher'),
  });
}
