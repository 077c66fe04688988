/** The week of a page as other processes see it. */

import type { PageView, WeekView } from '../../messages';
import type { RegisteredPage } from '../../office/pages';
import { readCorrections } from '../../storage/publishing';
import { type Counted, countOf } from '../../storage/sightings';
import type { Office } from './office';

export async function countPage(office: Office, entity: string, page: RegisteredPage, now: number): Promise<Counted> {
  const { zone } = await office.settings();
  const all = await office.remember('corrections', () => readCorrections(office.store));
  const corrections = all.get(entity);
  return countOf(office.store, entity, { zone, countReposts: page.countReposts, now, corrections });
}

export function weekView({ count, week }: Pick<Counted, 'count' | 'week'>, page: RegisteredPage): WeekView {
  return {
    monday: week.monday,
    sunday: week.sunday,
    count: count.count,
    state: count.state,
    norm: page.norm,
    readBackTo: count.readBackTo,
    asOf: count.asOf,
  };
}

export function pageView(entity: string, page: RegisteredPage): PageView {
  const { site, name, keys, discussionKeys, link, norm, normSource } = page;
  return { id: entity, site, name, keys: [...keys, ...discussionKeys], link, norm, normSource };
}
