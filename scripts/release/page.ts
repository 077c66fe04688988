/** «Установка.html»: which route works where, for the person who sets up the PCs. Printed it is one or two A4 pages. */
import { LINUX_PLACES, type Product } from './policies';

/**
 * `here`: tried on 2026-11-24 in Debian's Chromium 156 and Firefox ESR 153, installed by these very policy files from a
 * `file:` address, the extension's own settings read. `never`: known from the browsers' manuals alone.
 */
type Tried = 'here' | 'never';

interface Route {
  title: string;
  where: string;
  steps: readonly string[];
  tried: Tried;
  /** What it needs that this folder does not hold; null: nothing. */
  lacks: string | null;
}

interface State {
  windowsUrl: string;
  signed: { crx: boolean; xpi: boolean };
}

const NO_CRX = 'В этой папке нет smotritel.crx: при сборке не был дан ключ подписи.';
const NO_XPI =
  'smotritel.xpi не подписан Mozilla: обычный Firefox его не примет, Firefox ESR примет с файлом policies.json из этой папки.';

function routes({ url }: Product, { windowsUrl, signed }: State): Route[] {
  const crx = signed.crx ? null : NO_CRX;
  const xpi = signed.xpi ? null : NO_XPI;
  return [
    {
      title: 'Из магазина расширений',
      where:
        'Любой компьютер с Windows или Linux. На Windows вне домена для Chrome, Яндекс Браузера и Edge другого постоянного пути нет.',
      steps: ['Откройте ссылку на расширение в магазине вашего браузера.', 'Нажмите «Установить».'],
      tried: 'never',
      lacks: 'Ссылка появится, когда пакет из папки stores будет принят магазином.',
    },
    {
      title: 'Windows в домене: Chrome, Яндекс Браузер, Edge',
      where: 'Компьютер введён в домен Active Directory.',
      steps: [
        `Положите эту папку туда, откуда её прочтёт каждый компьютер: ${windowsUrl}`,
        'Откройте windows\\chrome-install.reg (yandex-, edge-) в блокноте и впишите свои страницы и реквизиты.',
        'Примените файл групповой политикой или запустите его от имени администратора.',
        'Закройте и снова откройте браузер.',
      ],
      tried: 'never',
      lacks: crx,
    },
    {
      title: 'Linux: Chrome, Chromium, Яндекс Браузер, Edge',
      where: 'Любой компьютер с Linux, нужны права администратора.',
      steps: [
        `Положите эту папку: ${url}`,
        ...LINUX_PLACES.slice(0, -1).map(([file, place]) => `${file} скопируйте в ${place}`),
        'Впишите в файл свои страницы и реквизиты. Откройте браузер заново.',
      ],
      tried: 'here',
      lacks: crx,
    },
    {
      title: 'Firefox на Linux и Windows',
      where: 'Firefox ESR 153 и новее; обычный Firefox — только с подписью Mozilla.',
      steps: [
        `Положите эту папку: на Linux ${url}, на Windows ${windowsUrl}`,
        'Linux: linux/firefox/policies.json скопируйте в /etc/firefox/policies/policies.json.',
        'Windows: windows\\firefox\\policies.json скопируйте в папку distribution рядом с firefox.exe.',
        'Откройте браузер заново.',
      ],
      tried: 'here',
      lacks: xpi,
    },
    {
      title: 'Режим разработчика (для пробы)',
      where: 'Chrome, Chromium, Яндекс Браузер, Edge. Браузер будет напоминать, что расширение не из магазина.',
      steps: [
        'Распакуйте stores/…-chrome.zip в папку, которая останется на месте.',
        'Откройте chrome://extensions, включите «Режим разработчика», нажмите «Загрузить распакованное расширение».',
      ],
      tried: 'here',
      lacks: null,
    },
  ];
}

const TRIED: Record<Tried, string> = {
  here: 'Проверено: в Chromium и Firefox ESR на Debian',
  never: 'Не проверено: по документации браузеров',
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function routeHtml({ title, where, steps, tried, lacks }: Route): string {
  return `<section>
<h2>${escaped(title)}</h2>
<p class="tried ${tried}">${TRIED[tried]}</p>
<p>${escaped(where)}</p>
<ol>${steps.map((step) => `<li>${escaped(step)}</li>`).join('')}</ol>
${lacks ? `<p class="lacks">${escaped(lacks)}</p>` : ''}</section>`;
}

const STYLE = `@page{size:A4;margin:15mm}body{font:11pt/1.4 "PT Sans",Arial,sans-serif;max-width:180mm;margin:8mm auto;padding:0 5mm;color:#111}
h1{font-size:17pt;margin:0 0 3mm}h2{font-size:12.5pt;margin:5mm 0 1mm}p{margin:1mm 0}ol,ul{margin:1mm 0;padding-left:7mm}
section{break-inside:avoid}.tried{font-weight:bold}.tried::before{content:"● "}.never::before{content:"○ "}
.lacks{border-left:1mm solid #a33;padding-left:3mm}li{overflow-wrap:anywhere}code{font-size:10pt}`;

/** The whole page; needs nothing but itself. */
export function installPage(product: Product, state: State): string {
  const { version, chromiumId, geckoId } = product;
  return `<!doctype html>
<html lang="ru"><head><meta charset="utf-8"><title>Смотритель ${version}: установка</title><style>${STYLE}</style></head><body>
<h1>Смотритель ${version}: установка</h1>
<p>Для администратора. Node и другие программы не нужны. Целость файлов: <code>sha256sum -c SHA256SUMS</code>.</p>
${routes(product, state).map(routeHtml).join('\n')}
<section><h2>Как обновить</h2><ul>
<li>Из магазина: браузер обновляет сам.</li>
<li>Из этой папки: положите новую папку на место прежней. Браузер заметит новую версию в течение нескольких часов или после перезапуска, если папка лежит по адресу https. По адресу file: обновите вручную: уберите политику, откройте браузер, верните политику — данные при этом стираются, поэтому сначала сохраните их в файл (раздел «Данные»).</li></ul></section>
<section><h2>Как вернуть прежнюю версию</h2><ul>
<li>Сохраните данные в файл: раздел «Данные» → «Сохранить файл».</li>
<li>Положите прежнюю папку install. Прежняя версия не откроет данные новой, но и не тронет их: она скажет об этом. Если данные нужны сразу, верните новую версию.</li></ul></section>
<section><h2>Как убрать</h2><ul>
<li>Windows: запустите …-remove.reg. Linux: удалите скопированный файл политики. Вместе с расширением браузер удаляет его данные.</li></ul></section>
<section><h2>Для проверки</h2><ul>
<li>Номер в Chrome и подобных: <code>${chromiumId}</code>; в Firefox: <code>${geckoId}</code>. Он одинаков во всех пакетах: с другим номером браузер открыл бы другую, пустую базу.</li>
<li>Правила расширения, которые задаёт администратор: samples/managed-chromium.json и samples/managed-firefox.json; файл установки для района: samples/setup-file.json.</li></ul></section>
</body></html>
`;
}
