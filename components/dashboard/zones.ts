/** Time zones of Russia, one for each wall clock that a municipality may live by, from west to east. */
import type { Speech } from './model';

const ZONES = [
  'Europe/Kaliningrad',
  'Europe/Moscow',
  'Europe/Samara',
  'Asia/Yekaterinburg',
  'Asia/Omsk',
  'Asia/Novosibirsk',
  'Asia/Tomsk',
  'Asia/Krasnoyarsk',
  'Asia/Irkutsk',
  'Asia/Yakutsk',
  'Asia/Vladivostok',
  'Asia/Magadan',
  'Asia/Kamchatka',
] as const;

/** Value and text for a choice; a zone that is not in the list stays in it by its own name. */
export function zoneOptions(current: string, now: number, t: Speech['t']): (readonly [string, string])[] {
  const named = ZONES.map((zone) => [zone, `${t(`zone.${zone}`)} (${offsetOf(zone, now)})`] as const);
  return named.some(([zone]) => zone === current) ? named : [[current, current], ...named];
}

/** «UTC+7» */
function offsetOf(zone: string, now: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(now);
  return parts.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', 'UTC') ?? zone;
}
