/** The plan and the week for whoever asks: the panel beside the composer, the popup, the daily notice. */
import browser from 'webextension-polyfill';
import { dateAt } from '../../calendar/dates';
import { WorkCalendar } from '../../calendar/days';
import { OfficeClock } from '../../calendar/hours';
import { adviceText } from '../../components/advice';
import { inPage } from '../../locales/inpage';
import type { Language } from '../../locales/translate';
import {
  type Agenda,
  type Handlers as Answers,
  type PlanOffer,
  Problem,
  type Reply,
  type Request,
} from '../../messages';
import type { RegisteredPage } from '../../office/pages';
import { type Corrections, NO_CORRECTIONS } from '../../publishing/corrections';
import { checkDetails } from '../../publishing/details';
import { checkDraft } from '../../publishing/draft-check';
import { lengthLimit } from '../../publishing/limits';
import { matchPage } from '../../publishing/matching';
import {
  inOrder,
  type PlanEntry,
  type PlanPost,
  planPostEntity,
  publishedOn,
  stateOf,
  textFor,
} from '../../publishing/plan';
import { Queue } from '../../publishing/queue';
import { type Owed, owed } from '../../publishing/reminder';
import { ShownDetails } from '../../publishing/shown-details';
import { readDetails } from '../../sites/details';
import { LAYOUTS } from '../../sites/layouts';
import { queueSigns, readQueue } from '../../sites/queue';
import { readCorrections, readPlan } from '../../storage/publishing';
import { readPublications, saveQueue } from '../../storage/sightings';
import type { Office } from './office';
import { countPage } from './weeks';

const DAY = 86_400_000;
/** How far back a post may be matched with the plan. */
const MATCHED_DAYS = 60;
const OFFERS = 30;
/** Items so far ahead are not offered at the composer yet, days. */
const AHEAD_DAYS = 31;

export class Publishing {
  constructor(private readonly office: Office) {}

  /** What the panel, the popup and the dashboard may ask. */
  answers(): Answers {
    return {
      plan: (request) => this.plan(request),
      checkDraft: (request) => this.checkDraft(request),
      details: (request) => this.details(request),
      agenda: () => this.agenda(),
    };
  }

  /** Corrections of one page's count. */
  async corrections(page: string): Promise<Corrections> {
    const all = await this.office.remember('corrections', () => readCorrections(this.office.store));
    return all.get(page) ?? NO_CORRECTIONS;
  }

  private async entries(now: number): Promise<PlanEntry[]> {
    const { zone } = await this.office.settings();
    const today = dateAt(now, zone);
    return this.office.remember(`plan ${today}`, () => readPlan(this.office.store, today));
  }

  private async page(id: string): Promise<RegisteredPage> {
    const page = (await this.office.pages()).get(id);
    if (!page || page.removed) throw new Problem('not-registered', id);
    return page;
  }

  private async plan({ page: id }: Request<'plan'>): Promise<Reply<'plan'>> {
    const page = await this.page(id);
    const { zone, language } = await this.office.settings();
    const now = Date.now();
    const today = dateAt(now, zone);
    const last = dateAt(now + AHEAD_DAYS * DAY, zone);
    const approved = (await this.entries(now)).filter(({ approved, item }) => {
      return approved?.pages.includes(id) && (item.date === null || item.date <= last);
    });
    const open = approved.filter((entry) => stateOf(entry, zone, now) !== 'published' || entry.item.date === today);
    const offers = inOrder(open, zone, now).slice(0, OFFERS);
    const registered = await this.office.pages();
    return { today, offers: offers.map((entry) => offerOf(entry, id, page, registered, { zone, now, language })) };
  }

  private async checkDraft({ page: id, text, item }: Request<'checkDraft'>): Promise<Reply<'checkDraft'>> {
    const { site } = await this.page(id);
    const { zone } = await this.office.settings();
    const now = Date.now();
    const entry = item === null ? undefined : (await this.entries(now)).find((one) => one.id === item);
    const format = entry?.item.format ?? null;
    const advice = checkDraft(text, {
      judge: await this.office.judge(),
      site,
      format,
      profile: await this.office.profile(),
      date: dateAt(now, zone),
    });
    const t = inPage((await this.office.settings()).language);
    return {
      advice: advice.map((one) => ({ words: adviceText(one, t), fragment: one.fragment })),
      limit: lengthLimit(site, format),
    };
  }

  private async details({ tab, site }: Request<'details'>): Promise<Reply<'details'>> {
    const cards = LAYOUTS.flatMap((layout) => (layout.site === site && layout.card ? layout.card : []));
    const [read] = await browser.scripting.executeScript({ target: { tabId: tab }, func: readDetails, args: [cards] });
    // What comes from a page is checked like a message.
    const shown = ShownDetails.safeParse(read?.result);
    return shown.success ? checkDetails(await this.office.profile(), shown.data) : null;
  }

  /** Reads the site's own queue of a page when it is open in a tab; what waits there is counted nowhere. */
  async readQueue(tab: number, page: string, site: RegisteredPage['site']): Promise<void> {
    const signs = LAYOUTS.flatMap((layout) => (layout.site === site ? (queueSigns(layout) ?? []) : []));
    const [read] = await browser.scripting.executeScript({ target: { tabId: tab }, func: readQueue, args: [signs] });
    const posts = Queue.shape.posts.safeParse(read?.result);
    if (posts.success) await saveQueue(this.office.store, page, { at: Date.now(), posts: posts.data });
  }

  /** Marks what was seen as published where nobody needs to be asked. */
  async match(id: string, page: RegisteredPage): Promise<void> {
    const { zone } = await this.office.settings();
    const now = Date.now();
    const entries = await this.entries(now);
    if (entries.length === 0) return;
    const posts = await readPublications(this.office.store, id, now - MATCHED_DAYS * DAY, now + DAY);
    const sure = matchPage({ entries, posts, page: id, site: page.site, zone }).filter((match) => match.sure);
    if (sure.length === 0) return;
    await this.office.store.reviseAll(
      sure.map(({ item, post }) => ({
        kind: 'plan-post',
        entity: planPostEntity(item, id, post.id),
        body: {
          version: 1,
          item,
          page: id,
          post: post.id,
          link: post.link,
          at: post.time?.at ?? null,
          how: 'matched',
          answer: 'yes',
        } satisfies PlanPost,
      })),
    );
    this.office.changed(['revisions']);
  }

  /** Pages that owe something this week. */
  async owed(now: number): Promise<(Owed & { link: string })[]> {
    const pages = [...(await this.office.pages())].filter(([, page]) => !page.removed);
    const states = await Promise.all(
      pages.map(async ([page, registered]) => {
        const { count, sight } = await countPage(this.office, page, registered, now);
        const { name, norm } = registered;
        return {
          page,
          name,
          norm,
          count: count.count,
          exact: count.exact,
          state: count.state,
          lastSeen: sight?.lastSeen ?? null,
        };
      }),
    );
    const links = new Map(pages.map(([id, { link }]) => [id, link]));
    return owed(states).map((one) => ({ ...one, link: links.get(one.page) ?? '' }));
  }

  private async agenda(): Promise<Agenda> {
    const { zone } = await this.office.settings();
    const now = Date.now();
    const entries = inOrder(await this.entries(now), zone, now);
    const states = entries.map((entry) => stateOf(entry, zone, now));
    const registered = await this.office.pages();
    const at = states.findIndex((state) => state !== 'overdue' && state !== 'published' && state !== 'cancelled');
    const next = entries[at];
    return {
      owed: (await this.owed(now)).map(({ page, missing }) => ({ page, missing })),
      overdue: states.filter((state) => state === 'overdue').length,
      next:
        next && next.item.date !== null
          ? {
              occasion: next.item.occasion,
              date: next.item.date,
              time: next.item.time,
              approved: next.status === 'approved',
              pages: unpublished(next, registered),
            }
          : null,
      questions: await this.questions(entries, now),
    };
  }

  /** What only a person can decide: matches that are not clear, posts that have vanished. */
  private async questions(entries: readonly PlanEntry[], now: number): Promise<number> {
    const { zone } = await this.office.settings();
    let sum = 0;
    for (const [page, { site, removed }] of await this.office.pages()) {
      if (removed) continue;
      const posts = await readPublications(this.office.store, page, now - MATCHED_DAYS * DAY, now + DAY);
      const { verdicts } = await this.corrections(page);
      const settled = (id: string): boolean =>
        ['removed', 'present', 'not-ours', 'duplicate'].includes(verdicts.get(id)?.verdict ?? '');
      sum += posts.filter(({ id, missing }) => missing !== null && !settled(id)).length;
      sum += matchPage({ entries, posts, page, site, zone }).filter(({ sure }) => !sure).length;
    }
    return sum;
  }

  async calendar(): Promise<{ calendar: WorkCalendar; clock: OfficeClock; zone: string }> {
    const { dayChanges, officeHours, zone } = await this.office.settings();
    const calendar = new WorkCalendar(dayChanges);
    return { calendar, clock: new OfficeClock(calendar, officeHours, zone), zone };
  }
}

function dayText(date: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  return format.format(Date.parse(date));
}

type Registered = ReadonlyMap<string, RegisteredPage>;

function unpublished(
  { item, posts }: PlanEntry,
  registered: Registered,
): { name: string; site: RegisteredPage['site']; link: string }[] {
  const seen = publishedOn({ posts });
  return item.pages.flatMap((id) => {
    const page = registered.get(id);
    return page && !page.removed && !seen.has(id) ? [{ name: page.name, site: page.site, link: page.link }] : [];
  });
}

function offerOf(
  entry: PlanEntry,
  id: string,
  page: RegisteredPage,
  registered: Registered,
  { zone, now, language }: { zone: string; now: number; language: Language },
): PlanOffer {
  const { item, posts } = entry;
  const t = inPage(language);
  const text = textFor(entry.approved ?? item, page.site);
  const done = publishedOn({ posts }).has(id);
  const when = item.date === null ? '' : [dayText(item.date, language), item.time].filter(Boolean).join(', ');
  const late = stateOf(entry, zone, now) === 'overdue' ? t('composer.overdue') : '';
  const [next] = unpublished(
    { ...entry, item: { ...item, pages: item.pages.filter((other) => other !== id) } },
    registered,
  );
  return {
    id: entry.id,
    title: [item.occasion || text.slice(0, 60), when, late].filter(Boolean).join(' — '),
    note: done ? t('composer.done') : item.attachments && t('composer.prepare', { what: item.attachments }),
    text,
    done,
    next: next ? { link: next.link, words: t('composer.next', { site: t(`site.${next.site}`) }) } : null,
  };
}
