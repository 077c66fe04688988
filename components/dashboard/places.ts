/**
 * Where one can be in the dashboard, in the order and the groups of its navigation. A new section is named here, gets
 * its title as `place.<name>` in dashboard.json of both languages, and its code in `entrypoints/dashboard/sections.ts`.
 */
export const GROUPS = [
  { group: 'daily', places: ['today', 'plan', 'weeks', 'report', 'journal'] },
  { group: 'texts', places: ['templates', 'approvals', 'rules', 'words'] },
  { group: 'office', places: ['pages', 'profile', 'office', 'sync', 'packs', 'region'] },
  { group: 'help', places: ['help', 'practice', 'start', 'settings', 'data', 'district'] },
] as const;

export type Place = (typeof GROUPS)[number]['places'][number];

export const PLACES: readonly Place[] = GROUPS.flatMap(({ places }) => [...places]);

/** Where the dashboard opens. */
export const FIRST: Place = 'today';
