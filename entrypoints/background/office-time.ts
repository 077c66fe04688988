/** The office's working time by its settings. */
import { WorkCalendar } from '../../calendar/days';
import { OfficeClock } from '../../calendar/hours';
import type { OfficeTime } from '../../moderation/clock';
import type { Settings } from '../../office/settings';

export function officeTime({ zone, answerNorms, officeHours, dayChanges }: Settings): OfficeTime {
  const calendar = new WorkCalendar(dayChanges);
  return { calendar, clock: new OfficeClock(calendar, officeHours, zone), zone, norms: answerNorms };
}
