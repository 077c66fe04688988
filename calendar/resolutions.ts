/**
 * Days off that the Government of Russia moved, year by year. Checked against the published resolutions by the sums of
 * working days that the production calendars print (see the tests). A year without a resolution here is counted by
 * article 112 of the Labour Code alone and is provisional; the office can enter what was published since.
 */

/** A day off moved from one date to another, both ISO dates. */
export interface Transfer {
  from: string;
  to: string;
}

export interface Resolution {
  year: number;
  /** ISO date and number of the resolution. */
  date: string;
  number: string;
  transfers: readonly Transfer[];
}

const moved = (from: string, to: string): Transfer => ({ from, to });

/** «О переносе выходных дней в … году» */
export const RESOLUTIONS: readonly Resolution[] = [
  {
    year: 2024,
    date: '2023-08-10',
    number: '1314',
    transfers: [
      moved('2024-01-06', '2024-05-10'),
      moved('2024-01-07', '2024-12-31'),
      moved('2024-04-27', '2024-04-29'),
      moved('2024-11-02', '2024-04-30'),
      moved('2024-12-28', '2024-12-30'),
    ],
  },
  {
    year: 2025,
    date: '2024-10-04',
    number: '1335',
    transfers: [
      moved('2025-01-04', '2025-05-02'),
      moved('2025-01-05', '2025-12-31'),
      moved('2025-02-23', '2025-05-08'),
      moved('2025-03-08', '2025-06-13'),
      moved('2025-11-01', '2025-11-03'),
    ],
  },
  {
    year: 2026,
    date: '2025-09-24',
    number: '1466',
    transfers: [moved('2026-01-03', '2026-01-09'), moved('2026-01-04', '2026-12-31')],
  },
];

/** Non-working holidays of article 112, `MM-DD`. */
export const HOLIDAYS: ReadonlySet<string> = new Set([
  ...['01-01', '01-02', '01-03', '01-04', '01-05', '01-06', '01-07', '01-08'],
  ...['02-23', '03-08', '05-01', '05-09', '06-12', '11-04'],
]);
