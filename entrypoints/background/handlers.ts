/** Answers what content scripts, popup and dashboard ask. */
import browser from 'webextension-polyfill';
import { faultReport } from '../../components/fault-report';
import styles from '../../components/overlay/overlay.css?inline';
import { textKey } from '../../detection';
import { inPageTexts } from '../../locales/inpage';
import { type Handlers as Answers, Problem, type Reply, type Request, serve } from '../../messages';
import { isPreview } from '../../moderation/threads';
import { channelNamed, isDiscussionOf, learnFaces, type RegisteredPage, registerPage } from '../../office/pages';
import { layoutsWith } from '../../packs/layouts';
import { fill } from '../../replies/variables';
import { LAYOUTS } from '../../sites/layouts';
import { isQueue } from '../../sites/queue';
import { keepWeeks, saveComments, saveReading } from '../../storage/sightings';
import type { Store } from '../../storage/store';
import type { PageIdentity } from '../../types';
import { VERSION } from '../../version';
import type { Badges } from './badges';
import { told } from './faults';
import type { ModerationDesk } from './moderation';
import type { Office } from './office';
import type { Publishing } from './publishing';
import { tellTabs } from './tabs';
import { countPage, pageView, weekView } from './weeks';

type Sender = browser.Runtime.MessageSender;

const SUGGESTIONS = 6;

export class Handlers {
  constructor(
    private readonly store: Store,
    private readonly office: Office,
    private readonly badges: Badges,
    private readonly desk: ModerationDesk,
    private readonly publishing: Publishing,
  ) {}

  listen(): void {
    const answers: Answers = {
      layouts: async ({ site }) =>
        layoutsWith(LAYOUTS, await this.office.packs()).filter((layout) => layout.site === site),
      texts: async ({ language }) => inPageTexts(language),
      styles: async () => styles,
      open: (request, sender) => this.open(request, sender),
      judge: (request) => this.judge(request),
      posts: (request, sender) => this.posts(request, sender),
      leave: (_, sender) => this.leave(sender),
      suggest: (request) => this.suggest(request),
      dismiss: (request) => this.dismiss(request),
      favourite: (request) => this.favourite(request),
      panel: ({ collapsed, x, y }) => this.change({ panelCollapsed: collapsed, panelSpot: { x, y } }),
      showDashboard: ({ place }) => this.showDashboard(place),
      overview: () => this.overview(),
      faultReport: async (fault) => faultReport(Object.assign(new Error(), fault), 'panel', VERSION),
      register: ({ identity }) => this.register(identity),
      ...this.publishing.answers(),
    };
    serve(
      Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, told(answer as never)])) as Answers,
    );
  }

  private async open({ identity, settled }: Request<'open'>, sender: Sender): Promise<Reply<'open'>> {
    const settings = await this.office.settings();
    const found = await this.office.find(identity);
    // Right after a navigation a new address can stand over the old page: its keys are not one page's.
    if (found && settled) await this.learn(found[0], found[1], identity);
    const tab = sender.tab?.id;
    if (tab !== undefined) {
      if (found)
        await this.badges.show(tab, found[1], await countPage(this.office, found[0], found[1], Date.now()), null);
      else await this.badges.clear(tab);
    }
    const { helper } = await this.office.profile();
    return {
      page: found && pageView(...found),
      language: settings.language,
      zone: settings.zone,
      showLook: settings.showLook,
      clauses: await this.office.clauses(),
      helper,
      panel: { collapsed: settings.panelCollapsed, ...settings.panelSpot },
    };
  }

  /** A page has several faces; each new one seen is added to its entry. */
  private async learn(entity: string, page: RegisteredPage, identity: PageIdentity): Promise<void> {
    const learned = learnFaces(page, identity, await this.office.keysOfOthers(entity));
    if (learned === page) return;
    // Only what was read is superseded: a version that came from elsewhere meanwhile is the person's to judge.
    const { parents } = (await this.office.sharedPages()).get(entity) ?? {};
    await this.store.revise('page', entity, learned, parents);
    this.office.changed(['revisions']);
  }

  private async judge({ page, comments }: Request<'judge'>): Promise<Reply<'judge'>> {
    const judge = await this.office.judge();
    const exceptions = await this.office.exceptions();
    const whole = comments.filter(({ id }) => !isPreview(id));
    await saveComments(this.store, page, whole, Date.now());
    const judged = comments.map(({ id, text }) => ({
      id,
      verdict: judge.judge(text),
      dismissed: exceptions.has(textKey(text)),
    }));
    await this.desk.noted(page, comments, judged);
    return judged;
  }

  private async posts(request: Request<'posts'>, sender: Sender): Promise<Reply<'posts'>> {
    const page = (await this.office.pages()).get(request.page);
    if (!page || page.removed) throw new Problem('not-registered', request.page);
    if (!isDiscussionOf(page, request.identity)) {
      await saveReading(this.store, request.page, request);
      const { zone } = await this.office.settings();
      await keepWeeks(this.store, request.page, { zone, countReposts: page.countReposts, now: request.readAt });
      await this.publishing.match(request.page, page);
    }
    const { tab, url = '' } = sender;
    // It takes a while and nobody waits for it; a tab that was closed meanwhile has nothing to tell.
    if (tab?.id !== undefined && isQueue(tab.url ?? url)) {
      void this.publishing.readQueue(tab.id, request.page, page.site).catch(() => undefined);
    }
    const counted = await countPage(this.office, request.page, page, Date.now());
    if (sender.tab?.id !== undefined) await this.badges.show(sender.tab.id, page, counted, request.health);
    return weekView(counted, page);
  }

  private async leave(sender: Sender): Promise<null> {
    if (sender.tab?.id !== undefined) await this.badges.clear(sender.tab.id);
    return null;
  }

  private async suggest({ comment, postText, kinds, query }: Request<'suggest'>): Promise<Reply<'suggest'>> {
    const suggester = await this.office.suggester();
    const profile = await this.office.profile();
    const favourites = new Set((await this.office.settings()).favourites);
    const found =
      query.trim() === '' && comment
        ? suggester.suggest({ text: comment.text, post: postText }, { kinds, limit: SUGGESTIONS })
        : suggester.search(query);
    return found.map(({ id, template, why }) => {
      const filled = fill(template.text, { profile, author: comment?.author ?? null, date: null, term: null });
      return {
        template: id,
        title: template.title,
        ...filled,
        favourite: favourites.has(id),
        why: [...(why.topic ? [why.topic.title] : []), ...why.words],
      };
    });
  }

  private async dismiss({ text, dismissed }: Request<'dismiss'>): Promise<null> {
    // The key alone is kept: no revision holds a person's words.
    await this.store.revise('exception', textKey(text), { dismissed });
    this.office.changed(['revisions']);
    return null;
  }

  private async favourite({ template, favourite }: Request<'favourite'>): Promise<null> {
    const rest = (await this.store.settings()).favourites.filter((id) => id !== template);
    return this.change({ favourites: favourite ? [...rest, template] : rest });
  }

  private async change(changes: Parameters<Store['changeSettings']>[0]): Promise<null> {
    await this.store.changeSettings(changes);
    this.office.changed(['settings']);
    return null;
  }

  private async showDashboard(place: string): Promise<null> {
    await browser.tabs.create({ url: browser.runtime.getURL(`dashboard.html#/${encodeURIComponent(place)}`) });
    return null;
  }

  private async overview(): Promise<Reply<'overview'>> {
    const pages = [...(await this.office.pages())].filter(([, page]) => !page.removed);
    const now = Date.now();
    const overviews = pages.map(async ([entity, page]) => {
      const counted = await countPage(this.office, entity, page, now);
      return {
        page: pageView(entity, page),
        week: weekView(counted, page),
        lastSeen: counted.sight?.lastSeen ?? null,
        health: counted.sight?.health ?? null,
      };
    });
    const [{ helper }, { language }] = await Promise.all([this.office.profile(), this.office.settings()]);
    return { pages: await Promise.all(overviews), helper, language };
  }

  private async register(identity: PageIdentity): Promise<Reply<'register'>> {
    // Two clicks at once are one page: the second waits and finds what the first has written.
    const [view, isNew] = await navigator.locks.request('smotritel-register', async () => {
      const known = await this.office.find(identity);
      if (known) return [pageView(...known), false] as const;
      const channel = channelNamed(await this.office.pages(), identity);
      if (channel) {
        const [id, page] = channel;
        const joined = { ...page, discussionKeys: [...new Set([...page.discussionKeys, ...identity.keys])] };
        await this.store.revise('page', id, joined);
        this.office.changed(['revisions']);
        return [pageView(id, joined), true] as const;
      }
      const page = registerPage(identity);
      const entity = crypto.randomUUID();
      await this.store.revise('page', entity, page);
      this.office.changed(['revisions']);
      return [pageView(entity, page), true] as const;
    });
    if (isNew) await tellTabs();
    return view;
  }
}
