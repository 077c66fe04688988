/** Reads what the section «Наборы региона» shows. */
import { type Changed, contentsOf, type PackView } from '../../components/dashboard/packs/model';
import { additionsOf, officeRules } from '../../detection';
import { current } from '../../office/revisions';
import { keyPrint, keyText, type SignedPack } from '../../packs/pack';
import { packAdditions } from '../../packs/rules';
import type { Subscription } from '../../packs/subscription';
import type { Template } from '../../replies/template';
import { readPacks, readSubscriptions, templateEntity } from '../../storage/packs';
import {
  bodies,
  readClauses,
  readSharedClauses,
  readTemplates,
  readWords,
  type TemplateRevisionRecord,
} from '../../storage/register';
import type { Store } from '../../storage/store';
import type { Clause } from '../../types';

interface Own {
  templates: ReadonlyMap<string, TemplateRevisionRecord[]>;
  clauses: ReadonlyMap<string, Clause>;
  left: readonly string[];
  publishers: readonly string[];
  today: string;
}

/** @throws StorageError */
export async function readPackViews(store: Store, today: string): Promise<PackView[]> {
  const [subscriptions, packs, templates, clauses, inForce, words, { approvedPublishers }] = await Promise.all([
    readSubscriptions(store),
    readPacks(store),
    readTemplates(store),
    readSharedClauses(store),
    readClauses(store),
    readWords(store),
    store.settings(),
  ]);
  const rules = packAdditions(
    packs.map(({ pack }) => pack),
    inForce,
    officeRules(additionsOf(words)),
  );
  const own = { templates, clauses: bodies(clauses), left: rules.left, publishers: approvedPublishers, today };
  return Promise.all(subscriptions.map((subscription) => viewOf(subscription, own)));
}

async function viewOf({ id, url, from, key, good, checkedAt, trouble }: Subscription, own: Own): Promise<PackView> {
  return {
    id,
    url,
    from,
    print: await keyPrint(key),
    key: keyText(key),
    good: good && goodOf(good.signed, own),
    checkedAt,
    trouble,
    approved: own.publishers.includes(keyText(key)),
    noRoom: good !== null && own.left.includes(good.signed.pack.id),
  };
}

function goodOf(signed: SignedPack, own: Own): NonNullable<PackView['good']> {
  const { pack } = signed;
  const { title, publisher, number, expires, note } = pack;
  return {
    title,
    publisher,
    number,
    expires,
    isExpired: expires < own.today,
    note,
    contents: contentsOf(pack),
    templates: pack.templates.map((template) => {
      const entity = templateEntity(signed, template);
      return { entity, title: template.title, text: template.text, taken: own.templates.has(entity) };
    }),
    changed: [...changedTemplates(signed, own), ...changedClauses(signed, own)],
  };
}

function changedTemplates(signed: SignedPack, { templates }: Own): Changed[] {
  return signed.pack.templates.flatMap((template) => {
    const entity = templateEntity(signed, template);
    const last = current(templates.get(entity) ?? [])?.body as Template | undefined;
    if (!last || (last.text === template.text && last.title === template.title)) return [];
    return [{ id: entity, title: template.title, pack: template.text, office: last.text }];
  });
}

function changedClauses({ pack }: SignedPack, { clauses }: Own): Changed[] {
  return pack.clauses.flatMap((clause) => {
    const own = clauses.get(clause.id);
    const [theirs, ours] = [wording(clause), own && wording(own)];
    return ours === undefined || ours === theirs
      ? []
      : [{ id: clause.id, title: clause.number, pack: theirs, office: ours }];
  });
}

/** A clause as one text, to compare. */
function wording({ number, text, act, date, actNumber, law }: Clause): string {
  return [`${number}. ${text}`, `${act} ${date} № ${actNumber}`, law].filter(Boolean).join('\n');
}
