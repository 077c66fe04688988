/**
 * Memorable dates: federal ones here, those of a region from packs. Sources: Federal Law 32-FZ of 13.03.1995 (days of
 * military glory and memorable dates), article 112 of the Labour Code, decrees of the President for the others.
 */
import type { Memorable } from '../calendar/memorable';
import { weekdayOf } from './repetition';

export { Memorable } from '../calendar/memorable';

const day = (date: string, title: string): Memorable => ({ title, on: { day: date } });
const weekly = (month: number, weekday: number, which: number | 'last', title: string): Memorable => ({
  title,
  on: { month, weekday, which },
});

export const FEDERAL: readonly Memorable[] = [
  day('01-01', 'Новый год'),
  day('01-07', 'Рождество Христово'),
  day('01-27', 'День полного освобождения Ленинграда от фашистской блокады'),
  day('02-02', 'День победы в Сталинградской битве'),
  day('02-15', 'День памяти о россиянах, исполнявших служебный долг за пределами Отечества'),
  day('02-23', 'День защитника Отечества'),
  day('03-08', 'Международный женский день'),
  weekly(3, 7, 3, 'День работников бытового обслуживания и ЖКХ'),
  day('03-18', 'День воссоединения Крыма с Россией'),
  day('03-25', 'День работника культуры'),
  day('04-12', 'День космонавтики'),
  day('04-21', 'День местного самоуправления'),
  day('04-26', 'День участников ликвидации последствий радиационных аварий'),
  day('04-30', 'День пожарной охраны'),
  day('05-01', 'Праздник Весны и Труда'),
  day('05-09', 'День Победы'),
  day('05-15', 'Международный день семьи'),
  day('05-24', 'День славянской письменности и культуры'),
  day('05-27', 'Общероссийский день библиотек'),
  day('06-01', 'Международный день защиты детей'),
  day('06-06', 'День русского языка'),
  day('06-08', 'День социального работника'),
  day('06-12', 'День России'),
  weekly(6, 7, 3, 'День медицинского работника'),
  day('06-22', 'День памяти и скорби'),
  weekly(6, 6, 'last', 'День молодёжи'),
  day('07-08', 'День семьи, любви и верности'),
  day('07-28', 'День Крещения Руси'),
  weekly(8, 6, 2, 'День физкультурника'),
  weekly(8, 7, 2, 'День строителя'),
  day('08-22', 'День Государственного флага Российской Федерации'),
  day('08-23', 'День победы в Курской битве'),
  day('09-01', 'День знаний'),
  day('09-03', 'День окончания Второй мировой войны'),
  weekly(9, 7, 3, 'День работников леса'),
  day('10-01', 'Международный день пожилых людей'),
  day('10-05', 'День учителя'),
  weekly(10, 7, 2, 'День работника сельского хозяйства'),
  weekly(10, 7, 3, 'День отца'),
  day('10-30', 'День памяти жертв политических репрессий'),
  day('11-04', 'День народного единства'),
  day('11-07', 'День проведения военного парада на Красной площади в 1941 году'),
  day('11-10', 'День сотрудника органов внутренних дел'),
  day('11-20', 'Всемирный день ребёнка'),
  weekly(11, 7, 'last', 'День матери'),
  day('11-30', 'День Государственного герба Российской Федерации'),
  day('12-03', 'День неизвестного солдата; Международный день инвалидов'),
  day('12-05', 'День добровольца (волонтёра)'),
  day('12-09', 'День Героев Отечества'),
  day('12-12', 'День Конституции Российской Федерации'),
  day('12-22', 'День энергетика'),
  day('12-27', 'День спасателя'),
];

export interface MemorableDay {
  /** ISO date */
  date: string;
  title: string;
}

/** The memorable dates from one date to another, both included, in order. */
export function memorableDays(from: string, to: string, dates: readonly Memorable[] = FEDERAL): MemorableDay[] {
  const days: MemorableDay[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
    for (const { title, on } of dates) {
      const date = 'day' in on ? `${year}-${on.day}` : weekdayOf({ year, month: on.month }, on.weekday, on.which);
      if (date && date >= from && date <= to) days.push({ date, title });
    }
  }
  return days.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}
