/** What the person does on the practice page: as on a site's page, but kept in memory and forgotten with the page. */
import { useRef, useState } from 'preact/hooks';
import type { Trial } from '../../components/dashboard/practice/practice';
import {
  clauseFound,
  decidedCase,
  FIRST_BREACH,
  freshCase,
  isPlain,
  takenCase,
} from '../../components/dashboard/practice/trial-case';
import { caseText } from '../../components/overlay/case-text';
import type { CardQueueActions, Flow } from '../../components/overlay/queue-view';
import { type CardActions, clauseName, clauseOf, type MarkedComment } from '../../components/overlay/view';
import type { InPageText } from '../../locales/inpage';
import type { PracticeText } from '../../locales/practice';
import type { SuggestionView } from '../../messages';
import type { CaseView } from '../../moderation/protocol';
import type { Clause } from '../../types';

export interface Trials {
  dismissed: ReadonlySet<string>;
  cases: ReadonlyMap<string, CaseView>;
  open: string | null;
  query: string | null;
  flow: Flow | null;
  favourites: ReadonlySet<string>;
  notice: string;
  tried: ReadonlySet<Trial>;
}

const NOTHING_TRIED: Trials = {
  dismissed: new Set(),
  cases: new Map(),
  open: null,
  query: null,
  flow: null,
  favourites: new Set(),
  notice: '',
  tried: new Set(),
};

export interface TrialTools {
  t: PracticeText;
  texts: InPageText;
  clauses: readonly Clause[];
  marked(comment: string): MarkedComment | null;
  suggest(comment: string, query: string): readonly SuggestionView[];
  /** Puts a text into the practice field; says how that went. */
  insert(text: string): Promise<string>;
  copy(text: string): Promise<string>;
  go(place: string): void;
}

export interface TrialDesk {
  trials: Trials;
  actions: CardActions;
  openCard(comment: string): void;
  restart(): void;
}

type Change = (part: Partial<Trials>, tried?: Trial) => void;

export function useTrials(tools: TrialTools): TrialDesk {
  const [trials, setTrials] = useState(NOTHING_TRIED);
  // An answer may come when more has been done meanwhile.
  const now = useRef(trials);
  const change: Change = (part, tried) => {
    const before = now.current;
    now.current = { ...before, ...part, tried: tried ? new Set([...before.tried, tried]) : before.tried };
    setTrials(now.current);
  };
  return {
    trials,
    actions: {
      ...cardActions(tools, () => now.current, change),
      queue: queueActions(tools, () => now.current, change),
    },
    openCard: (open) => change({ open, query: null, notice: '', flow: null }, 'card'),
    restart: () => {
      now.current = NOTHING_TRIED;
      setTrials(NOTHING_TRIED);
    },
  };
}

function cardActions(tools: TrialTools, now: () => Trials, change: Change): Omit<CardActions, 'queue'> {
  const close = (): void => change({ open: null, query: null, flow: null, notice: '' });
  return {
    closeCard: close,
    showInList: close,
    openReplies: (open) => change({ open, query: '', notice: '' }),
    closeReplies: () => change({ query: null, notice: '' }),
    search: (query) => change({ query }),
    openDashboard: (place) => tools.go(place),
    dismiss: (comment, isDismissed) => {
      const dismissed = toggled(now().dismissed, comment, isDismissed);
      const cases = new Map(now().cases);
      if (isDismissed) cases.set(comment, decidedCase(comment, 'leave', null));
      else cases.delete(comment);
      change({ dismissed, cases }, 'dismiss');
    },
    favourite: (template, on) => change({ favourites: toggled(now().favourites, template, on) }),
    insert: (text) => void tools.insert(text).then((notice) => change({ notice }, 'answer')),
    copy: (comment) => {
      const marked = tools.marked(comment);
      if (!marked) return;
      void tools.copy(caseText(tools.texts, tools.clauses, marked, '—')).then((notice) => change({ notice }));
    },
  };
}

function queueActions(tools: TrialTools, now: () => Trials, change: Change): CardQueueActions {
  const { t } = tools;
  const put = (found: CaseView, rest: Partial<Trials>, tried?: Trial): void =>
    change({ cases: new Map([...now().cases, [found.comment, found]]), ...rest }, tried);
  const confirm = (): void => {
    const { flow } = now();
    if (!flow || flow.wish === 'ban') return;
    const clause = clauseOf(tools.clauses, flow.clause);
    const notice =
      flow.wish === 'remove'
        ? t('practice.kept', { clause: clause ? clauseName(tools.texts, clause) : '' })
        : t('practice.decided');
    put(decidedCase(flow.comment, flow.wish, flow.clause || null), { flow: null, notice }, 'decide');
  };
  return {
    confirm,
    decide: (comment, decision) => {
      const isLeft = decision === 'leave' && tools.marked(comment)?.verdict.flagged;
      const dismissed = isLeft ? toggled(now().dismissed, comment, true) : now().dismissed;
      put(decidedCase(comment, decision, null), { dismissed, notice: t('practice.decided') }, 'decide');
    },
    begin: (comment, wish) => {
      const marked = tools.marked(comment);
      if (!marked) return;
      const ban = wish === 'ban' ? FIRST_BREACH : null;
      change({ flow: { comment, wish, clause: clauseFound(marked), report: null, busy: false, ban }, notice: '' });
      if (wish === 'remove' && isPlain(marked)) confirm();
    },
    chooseClause: (clause) => {
      const { flow } = now();
      if (flow) change({ flow: { ...flow, clause } });
    },
    chooseReport: (report) => {
      const { flow } = now();
      if (flow) change({ flow: { ...flow, report } });
    },
    leaveFlow: () => change({ flow: null }),
    openMenu: () => change({ notice: t('practice.menu') }),
    step: (comment, act) => {
      if (act === 'take') put(takenCase(comment), { notice: t('practice.decided') });
      else if (act === 'interim') change({ notice: t('practice.decided') });
      else
        put(freshCase(comment), { dismissed: toggled(now().dismissed, comment, false), notice: t('practice.decided') });
    },
    ban: () => {
      const { flow } = now();
      if (flow) change({ flow: { ...flow, ban: { ...FIRST_BREACH, asked: 'by-me' } }, notice: t('practice.decided') });
    },
    copyGrave: (comment) => {
      const clause = now().flow?.clause || null;
      put(decidedCase(comment, 'handed', clause), { flow: null, notice: t('practice.grave') }, 'decide');
    },
  };
}

function toggled(set: ReadonlySet<string>, one: string, on: boolean): ReadonlySet<string> {
  const others = [...set].filter((other) => other !== one);
  return new Set(on ? [...others, one] : others);
}
