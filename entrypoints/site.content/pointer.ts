/** Leads to the entry of the site's own menu, rings it and says what it is for. The person presses it. */
import type { Pointing } from '../../components/overlay/queue-view';
import { clauseName, clauseOf } from '../../components/overlay/view';
import type { Reply } from '../../messages';
import type { CaseView } from '../../moderation/protocol';
import { type MenuWish, openMenu } from '../../sites/menu';
import type { PageSession } from './session';

type Found = 'entry' | 'opened' | 'none';

export class Pointer {
  private at: { entry: HTMLElement | null; note: string } | null = null;

  constructor(
    private readonly session: PageSession,
    private readonly show: () => void,
    private readonly caseOf: (comment: string) => CaseView | undefined,
  ) {}

  /** Nothing is pointed at any more. */
  drop(): void {
    this.at = null;
  }

  /** The person has used the site's entry, or turned away from it. */
  turnedAway(event: MouseEvent): void {
    if (!this.at || event.composedPath().includes(this.session.overlayElement)) return;
    this.drop();
    this.show();
  }

  view(): Pointing | null {
    if (!this.at) return null;
    const { entry, note } = this.at;
    const { left, top, width, height } = entry?.getBoundingClientRect() ?? new DOMRect();
    return { left, top, width, height, note };
  }

  /**
   * Brings the comment into view, opens its menu and puts the keyboard on the entry.
   * @param picture what became of the picture, where one was asked for
   * @returns whether the comment is on the page
   */
  async lead(comment: string, wish: MenuWish, picture?: Reply<'decide'>[number]['picture']): Promise<boolean> {
    const { reader, t } = this.session;
    const element = reader.commentElement(comment);
    const layout = reader.layoutOf(comment);
    if (!element || !layout) return false;
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    this.session.closeCard();
    const outcome = await openMenu(element, layout, wish, this.session.signal);
    const entry = outcome.found === 'entry' ? outcome.entry : null;
    const more = picture === 'taken' || picture === 'withheld' ? ` ${t!(`picture.${picture}`)}` : '';
    this.at = { entry, note: `${this.noteOf(comment, wish, outcome.found)}${more}` };
    this.show();
    return true;
  }

  private noteOf(comment: string, wish: MenuWish, found: Found): string {
    const t = this.session.t!;
    if (wish !== 'remove') return t(found === 'entry' ? `${wish}.focused` : `${wish}.none`);
    const view = this.caseOf(comment);
    const clause = clauseOf(this.session.opened?.clauses ?? [], view?.clause ?? '');
    const n = view?.number ?? 0;
    if (found === 'opened') return t('remove.noEntry', { n });
    if (found === 'none') return t('remove.noMenu', { n });
    return t('remove.kept', { n, clause: clause ? clauseName(t, clause) : '' });
  }
}
