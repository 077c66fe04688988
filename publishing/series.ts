/**
 * A change of one item out of a row of repeated ones, carried to the others as far as the person says: to none, to those
 * that follow, to all. What was changed is carried, nothing else: what another of the row says differently stays so.
 */
import { daysFrom, shiftDate } from '../calendar/dates';
import { Site } from '../types';
import { type PlanEntry, type PlanItem, publishedOn } from './plan';

/** Which items of a row are meant: this one, this one and those that follow, every one. */
export const SCOPES = ['one', 'following', 'all'] as const;
export type Scope = (typeof SCOPES)[number];

/** The others of an item's row, by date; those that were seen published anywhere are history and not among them. */
export function othersOf(entry: PlanEntry, entries: readonly PlanEntry[], scope: Scope): PlanEntry[] {
  const { series, date } = entry.item;
  if (series === null || scope === 'one') return [];
  return entries
    .filter(({ id, item }) => id !== entry.id && item.series === series)
    .filter((one) => publishedOn(one).size === 0)
    .filter(({ item }) => scope === 'all' || (item.date !== null && date !== null && item.date > date))
    .sort((a, b) => ((a.item.date ?? '') < (b.item.date ?? '') ? -1 : 1));
}

/**
 * Another item of the row with what was changed from `before` to `after`. A new day moves it by as many days; a day
 * that was taken away takes away no other's.
 */
export function carried(other: PlanItem, before: PlanItem, after: PlanItem): PlanItem {
  const result: PlanItem = { ...other, variants: variantsOf(other, before, after) };
  const take = <Field extends 'occasion' | 'text' | 'format' | 'attachments' | 'time' | 'responsible' | 'cancelled'>(
    field: Field,
  ): void => {
    if (before[field] !== after[field]) result[field] = after[field];
  };
  for (const field of ['occasion', 'text', 'format', 'attachments', 'time', 'responsible', 'cancelled'] as const) {
    take(field);
  }
  const added = after.pages.filter((page) => !before.pages.includes(page) && !other.pages.includes(page));
  const dropped = new Set(before.pages.filter((page) => !after.pages.includes(page)));
  result.pages = [...other.pages.filter((page) => !dropped.has(page)), ...added];
  if (before.date !== null && after.date !== null && other.date !== null) {
    result.date = shiftDate(other.date, daysFrom(before.date, after.date));
  }
  return result;
}

function variantsOf(other: PlanItem, before: PlanItem, after: PlanItem): PlanItem['variants'] {
  const variants = { ...other.variants };
  for (const site of Site.options) {
    const [was, is] = [before.variants[site], after.variants[site]];
    if (was === is) continue;
    if (is === undefined) delete variants[site];
    else variants[site] = is;
  }
  return variants;
}
