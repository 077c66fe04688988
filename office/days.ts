/** Today as ISO date in the office's zone. */
export function todayIn(zone: string, now: number): string {
  return new Date(now).toLocaleDateString('sv', { timeZone: zone });
}
