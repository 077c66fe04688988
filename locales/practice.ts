import { type CommonKey, common } from './common';
import en from './en/practice.json';
import ru from './ru/practice.json';
import { type Language, type Translate, translator } from './translate';

export type PracticeKey = keyof typeof ru;
export type PracticeText = Translate<CommonKey | PracticeKey>;

/** Texts of the practice page, with the common ones. */
export function practice(language: Language): PracticeText {
  const own = translator<PracticeKey>(language, { ru, en });
  const shared = common(language);
  return (key, variables) => (key in ru ? own(key as PracticeKey, variables) : shared(key as CommonKey, variables));
}

/**
 * What invented residents write under an invented post; Russian in both languages, as the judge reads Russian. Neither
 * the people nor the streets exist, and there is no telephone number.
 */
export const PRACTICE_COMMENTS: readonly { author: string; text: string }[] = [
  { author: 'Надежда Придуманная', text: 'Подскажите, когда почистят дорогу на Лесной?' },
  { author: 'Пётр Вымышленный', text: 'Глава ничего не делает, только премии себе выписывает. Позор!' },
  { author: 'Игорь Примеров', text: 'Дебилы вы там все, а не администрация' },
  { author: 'Олег Образцов', text: 'дe6илы безрукие, опять трубу закопали криво' },
  { author: 'Вадим Условный', text: 'Убью тебя, тварь, жди у подъезда' },
  { author: 'Быстрый Заработок', text: 'Заработок от 5000 в день без вложений! Пишите в личку: t.me/rabota_primer' },
  { author: 'Аноним', text: 'Продаю закладки, пишите в телегу, быстро и надёжно' },
  {
    author: 'Тамара Небывалая',
    text: 'Это всё Небылицына пишет. Её адрес: ул. Придуманная, д. 5, кв. 12, сходите к ней',
  },
  { author: 'Сергей Неведомов', text: 'Опять, бл@ть, воду отключили. Когда это кончится?' },
  { author: 'Галина Несуществующая', text: 'Спасибо за концерт, было очень душевно!' },
];
