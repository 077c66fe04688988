/** The office's working time by its settings. */
import { WorkCalendar } from '../../calendar/days';
import { DEFAULT_HOURS, OfficeClock } from '../../calendar/hours';
import type { OfficeTime } from '../../moderation/clock';
import type { Settings } from '../../office/settings';

export function officeTime({ zone, answerNorms }: Settings): OfficeTime {
  const calendar = new WorkCalendar();
  return { calendar, clock: new OfficeClock(calendar, DEFAULT_HOURS, zone), zone, norms: answerNorms };
}
