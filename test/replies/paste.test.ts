import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftsFrom, type Pasted } from '../../replies/paste';
import { createTopicReader } from '../../replies/recognition';
import { STARTERS } from '../../replies/starter';
import { TEXT_LIMIT, TITLE_LIMIT } from '../../replies/template';
import { topicTitle } from '../../replies/topics';

const bodies = ({ drafts }: Pasted) => drafts.map(({ step: { body } }) => body);
const shown = (pasted: Pasted) => bodies(pasted).map(({ title, text }) => `${title} | ${text}`);
const reader = createTopicReader();
const paste = (text: string, html?: string) => draftsFrom({ text, html: html ?? null }, reader);

const ROAD = 'Здравствуйте! Передали ваш вопрос дорожной службе.';
const SNOW = 'Добрый день! Улицу почистят в порядке очереди.';
const WATER = 'Здравствуйте! На сетях авария, идут работы.';

describe('plain text', () => {
  it.each([
    [
      'numbers with titles on the line',
      `1. Дороги: ${ROAD}\n2. Снег: ${SNOW}\n3) Вода: ${WATER}`,
      'numbered',
      [`Дороги | ${ROAD}`, `Снег | ${SNOW}`, `Вода | ${WATER}`],
    ],
    [
      'numbers and tabs as Word puts them, titles on their own line',
      `1.\tДороги\n${ROAD}\n2.\tСнег\n${SNOW}`,
      'numbered',
      [`Дороги | ${ROAD}`, `Снег | ${SNOW}`],
    ],
    [
      'an inner numbered list stays in its text',
      `1. Справки\nДля справки:\n1. Паспорт\n3. Заявление\n2. Снег\n${SNOW}`,
      'numbered',
      [`Справки | Для справки:\n1. Паспорт\n3. Заявление`, `Снег | ${SNOW}`],
    ],
    [
      'bullets',
      `• ${ROAD}\n• ${SNOW}`,
      'bulleted',
      [`Передали ваш вопрос дорожной службе | ${ROAD}`, `Улицу почистят в порядке очереди | ${SNOW}`],
    ],
    [
      'titles with a colon, blank lines inside a text',
      `Дороги:\n${ROAD}\n\nСообщим о решении.\n\nУборка снега:\n${SNOW}`,
      'headed',
      [`Дороги | ${ROAD}\n\nСообщим о решении.`, `Уборка снега | ${SNOW}`],
    ],
    [
      'blank lines between, no titles',
      `${ROAD}\n\n${SNOW}\n\n${WATER}`,
      'blocks',
      [
        `Передали ваш вопрос дорожной службе | ${ROAD}`,
        `Улицу почистят в порядке очереди | ${SNOW}`,
        `На сетях авария, идут работы | ${WATER}`,
      ],
    ],
    [
      'paragraphs of one reply, each reply greets',
      `${ROAD}\n\nЖдём от вас адрес.\n\n${SNOW}\n\nСледите за объявлениями.`,
      'blocks',
      [
        `Передали ваш вопрос дорожной службе | ${ROAD}\n\nЖдём от вас адрес.`,
        `Улицу почистят в порядке очереди | ${SNOW}\n\nСледите за объявлениями.`,
      ],
    ],
    [
      'line under line, a title over each greeting',
      `Дороги\n${ROAD}\nСнег\n${SNOW}`,
      'blocks',
      [`Дороги | ${ROAD}`, `Снег | ${SNOW}`],
    ],
    [
      'line under line without titles',
      `${ROAD}\n${SNOW}`,
      'blocks',
      [`Передали ваш вопрос дорожной службе | ${ROAD}`, `Улицу почистят в порядке очереди | ${SNOW}`],
    ],
    [
      'one reply of several lines',
      `Уборка снега\n${SNOW}\nТелефон: 3-22-11`,
      'blocks',
      [`Уборка снега | ${SNOW}\nТелефон: 3-22-11`],
    ],
  ])('%s', (_name, text, how, expected) => {
    const pasted = paste(text);
    expect(pasted.how).toBe(how);
    expect(shown(pasted)).toEqual(expected);
    expect(pasted.left).toEqual([]);
  });

  it.each([
    ['over numbers', `Типовые ответы на комментарии\n1. Дороги: ${ROAD}\n2. Снег: ${SNOW}`],
    ['over numbers, on two lines', `Приложение\nк распоряжению № 5\n\n1. Дороги: ${ROAD}\n2. Снег: ${SNOW}`],
    ['over bullets', `Ответы\n• Дороги: ${ROAD}\n• Снег: ${SNOW}`],
    ['over titles', `Шаблоны администрации\n\nДороги\n${ROAD}\n\nСнег\n${SNOW}`],
    ['over titles on the line', `Шаблоны администрации\n\nДороги: ${ROAD}\nСнег: ${SNOW}`],
    ['over a table', `Типовые ответы\t\nДороги\t${ROAD}\nСнег\t${SNOW}`.replace('\t\n', '\n')],
  ])('the title of the whole list makes no draft: %s', (_name, text) => {
    const pasted = paste(text);
    expect(shown(pasted)).toEqual([`Дороги | ${ROAD}`, `Снег | ${SNOW}`]);
    expect(new Set(pasted.left.map(({ why }) => why))).toEqual(new Set(['list-title']));
  });

  it('the title of a list of replies without titles makes no draft', () => {
    const pasted = paste(`Типовые ответы на комментарии\n\n${ROAD}\n\n${SNOW}`);
    expect(bodies(pasted).map(({ text }) => text)).toEqual([ROAD, SNOW]);
    expect(pasted.left).toEqual([{ line: 1, text: 'Типовые ответы на комментарии', why: 'list-title' }]);
  });

  it('a first reply that greets, or a title of the first reply, is not taken for the title of the list', () => {
    expect(paste(`${ROAD}\n1. Снег: ${SNOW}\n2. Вода: ${WATER}`).drafts).toHaveLength(3);
    expect(shown(paste(`Ремонт дорог\n\n${ROAD}\n\nУборка снега\n\n${SNOW}`))).toEqual([
      `Ремонт дорог | ${ROAD}`,
      `Уборка снега | ${SNOW}`,
    ]);
  });

  it('leaves separators, page numbers, lone titles and scraps with the reason', () => {
    const pasted = paste(`Дороги:\n${ROAD}\n-----\nСнег:\n\nВода:\n${WATER}\n- 2 -\n`);
    expect(shown(pasted)).toEqual([`Дороги | ${ROAD}`, `Вода | ${WATER}`]);
    expect(pasted.left).toEqual([
      { line: 3, text: '-----', why: 'separator' },
      { line: 4, text: 'Снег', why: 'no-text' },
      { line: 8, text: '- 2 -', why: 'separator' },
    ]);
  });

  it('leaves a text that is too long whole', () => {
    const long = 'Слово '.repeat(900).trim();
    expect(paste(`1. ${ROAD}\n2. ${long}`).left).toEqual([{ line: 2, text: long, why: 'too-long' }]);
  });

  it('says which lines a draft came from and whether its title was given', () => {
    const { drafts } = paste(`Дороги\n${ROAD}\n\nЗдравствуйте! ${SNOW}`);
    expect(drafts.map(({ from, to, title }) => [from, to, title])).toEqual([
      [1, 2, 'given'],
      [4, 4, 'made'],
    ]);
  });

  it('tells the topic from the title, else from the text, else leaves it open', () => {
    const pasted = paste(
      `1. Дороги: ${WATER}\n2. Второй ответ: Здравствуйте! Воды нет до вечера.\n3. Третий ответ: Добрый день! Рассмотрим.`,
    );
    expect(bodies(pasted).map(({ topics }) => topics)).toEqual([['roads'], ['water'], []]);
  });

  it('everything is a draft without parents', () => {
    for (const { step } of paste(`1. ${ROAD}\n2. ${SNOW}`).drafts) {
      expect(step.parents).toEqual([]);
      expect(step.body.status).toBe('draft');
    }
  });
});

describe('tables', () => {
  it.each([
    ['with a head', `№\tТема\tОтвет\n1\tДороги\t${ROAD}\n2\tСнег\t${SNOW}`],
    ['without a head', `1\tДороги\t${ROAD}\n2\tСнег\t${SNOW}`],
    ['the text first', `${ROAD}\tДороги\n${SNOW}\tСнег`],
  ])('%s', (_name, text) => {
    const pasted = paste(text);
    expect(pasted.how).toBe('table');
    expect(shown(pasted)).toEqual([`Дороги | ${ROAD}`, `Снег | ${SNOW}`]);
  });

  it('cells with line breaks and quotes, as Excel puts them', () => {
    const pasted = paste(`Вопрос\tОтвет\n"Клуб ""Заря"""\t"Здравствуйте!\nКлуб открыт с 10 до 20."\nВода\t${WATER}\n`);
    expect(shown(pasted)).toEqual(['Клуб "Заря" | Здравствуйте!\nКлуб открыт с 10 до 20.', `Вода | ${WATER}`]);
    expect(pasted.left.map(({ why }) => why)).toEqual(['table-head']);
  });

  it('topics by their titles; columns that nothing is known of are left', () => {
    const pasted = paste(`Категория\tВопрос\tОтвет\tКто готовил\nДороги, Наше\tЯма\t${ROAD}\tСидорова`);
    expect(bodies(pasted)[0]).toMatchObject({ title: 'Яма', topics: ['roads', 'Наше'] });
    expect(pasted.left.slice(1)).toEqual([{ line: 2, text: 'Сидорова', why: 'extra-column' }]);
  });
});

describe('HTML', () => {
  it('Word: bold paragraphs are titles', () => {
    const html = `<html><head><style>p {color:red}</style></head><body><!--StartFragment-->
      <p class=MsoNormal><b><span style='font-size:14.0pt'>Дороги<o:p></o:p></span></b></p>
      <p class=MsoNormal>${ROAD}<o:p></o:p></p>
      <p class=MsoNormal><span style="font-weight:bold">Снег &amp; лёд</span></p>
      <p class=MsoNormal>Добрый день!<br>Улицу почистят в&nbsp;порядке очереди.</p><!--EndFragment--></body></html>`;
    const pasted = paste(`Дороги\n${ROAD}\nСнег & лёд\nДобрый день!\nУлицу почистят в порядке очереди.`, html);
    expect(pasted.how).toBe('headed');
    expect(shown(pasted)).toEqual([`Дороги | ${ROAD}`, 'Снег & лёд | Добрый день!\nУлицу почистят в порядке очереди.']);
  });

  it('lists: the outer one parts, the inner one is text', () => {
    const html = `<ol><li>Справки: Здравствуйте! Возьмите с собой:<ul><li>паспорт</li><li>заявление</li></ul></li><li>${SNOW}</li></ol>`;
    expect(shown(paste('', html))).toEqual([
      'Справки | Здравствуйте! Возьмите с собой:\nпаспорт\nзаявление',
      `Улицу почистят в порядке очереди | ${SNOW}`,
    ]);
  });

  it('tables', () => {
    const html = `<table><tr><th>Тема</th><th>Ответ</th></tr><tr><td><p>Дороги</p></td><td><p>Здравствуйте!</p><p>Проверим дорогу.</p></td></tr></table>`;
    expect(shown(paste('', html))).toEqual(['Дороги | Здравствуйте!\nПроверим дорогу.']);
  });

  it('scripts and styles are no text, markup in a text stays text', () => {
    const html = `<script>alert("Здравствуйте, это не текст")</script><p>1. ${ROAD}</p><p>2. Пишите &lt;b&gt;точный адрес&lt;/b&gt; дома</p>`;
    expect(shown(paste('', html))).toEqual([
      `Передали ваш вопрос дорожной службе | ${ROAD}`,
      'Пишите <b>точный адрес</b> дома | Пишите <b>точный адрес</b> дома',
    ]);
  });

  it('is not taken when letters are missing from it', () => {
    expect(shown(paste(`1. ${ROAD}\n2. ${SNOW}`, `<p><b>${ROAD}</b></p>`))).toHaveLength(2);
  });
});

describe('properties', () => {
  const word = fc.constantFrom(
    'дорога',
    'снег',
    'Здравствуйте',
    'ответ',
    'Тема',
    '№',
    'вода',
    'яма',
    'адрес',
    'по',
    'Телефон',
  );
  const glue = fc.constantFrom(
    ' ',
    ' ',
    ' ',
    ': ',
    '. ',
    '\n',
    '\n\n',
    '\t',
    '\n1. ',
    '\n2. ',
    '\n• ',
    '"',
    '!\n',
    ' — ',
    '\r\n',
    '{',
    '}',
    '\u00a0',
  );
  const text = fc.array(fc.tuple(word, glue), { maxLength: 60 }).map((pairs) => pairs.flat().join(''));
  const words = (of: string): string[] => of.match(/\p{L}+/gu) ?? [];
  const counted = (all: string[]): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
    return counts;
  };
  const kept = (pasted: Pasted): string =>
    [
      ...bodies(pasted).flatMap(({ title, text: body, topics }) => [title, body, ...topics.map(topicTitle)]),
      ...pasted.left.map((line) => line.text),
    ].join('\n');
  const nothingLost = (source: string, pasted: Pasted): void => {
    const after = counted(words(kept(pasted)));
    for (const [one, times] of counted(words(source))) expect(after.get(one) ?? 0, one).toBeGreaterThanOrEqual(times);
  };

  it('no word of a pasted text is lost, and every draft is fit to be one', () => {
    fc.assert(
      fc.property(text, (source) => {
        const pasted = paste(source);
        nothingLost(source, pasted);
        for (const { title, text: body } of bodies(pasted)) {
          expect(title.length).toBeGreaterThan(0);
          expect(title.length).toBeLessThanOrEqual(TITLE_LIMIT);
          expect(body.length).toBeLessThanOrEqual(TEXT_LIMIT);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('no word of pasted HTML is lost', () => {
    const tags = fc.constantFrom('p', 'b', 'li', 'ol', 'ul', 'table', 'tr', 'td', 'div', 'span', 'h2', 'br', 'x:y');
    const node = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 5 },
        word,
        fc
          .tuple(tags, fc.array(tie('node'), { maxLength: 4 }))
          .map(([tag, inner]) => `<${tag}>${inner.join(' ')}</${tag}>`),
      ),
    })).node;
    fc.assert(
      fc.property(fc.array(node, { maxLength: 8 }), (nodes) => {
        const html = nodes.join(' ');
        nothingLost(html.replace(/<[^>]*>/g, ' '), paste('', html));
      }),
      { numRuns: 1000 },
    );
  });

  it('any bytes are taken without a throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (a, b) => paste(a, `<p>${b}<td>${a}`).how !== undefined),
    );
  });

  it.each([
    ['numbered', (title: string, body: string, i: number) => `${i + 1}. ${title}\n${body}`, '\n'],
    ['headed', (title: string, body: string) => `${title}:\n${body}`, '\n\n'],
    ['table', (title: string, body: string) => `${title}\t${body}`, '\n'],
  ] as const)('the starter templates printed as a %s list come back', (how, print, between) => {
    const printed = STARTERS.map(({ title, text: body }, i) => print(title, body, i)).join(between);
    const pasted = paste(printed);
    expect(pasted.how).toBe(how);
    expect(bodies(pasted).map(({ title, text: body }) => ({ title, body }))).toEqual(
      STARTERS.map(({ title, text: body }) => ({ title, body })),
    );
    expect(pasted.left).toEqual([]);
  });

  it('five thousand items make five thousand drafts', () => {
    const many = Array.from({ length: 5_000 }, (_, i) => `${i + 1}. Тема ${i}: ${ROAD}`).join('\n');
    expect(paste(many).drafts).toHaveLength(5_000);
  });
});
