/** The extension's own rules, put together. */
import type { RuleBook } from '../rulebook';
import { AGGRESSION, AGGRESSION_CLASSES } from './aggression';
import { APPEAL, APPEAL_VETOES } from './appeal';
import { CLASSES } from './classes';
import { INSULT, INSULT_CLASSES } from './insult';
import { OBSCENITY } from './obscenity';
import { PERSONAL } from './personal';
import { ROLES } from './roles';
import { SPAM, SPAM_SIGNALS } from './spam';
import { TONE_SIGNALS } from './tone';
import { UNLAWFUL, UNLAWFUL_CLASSES, UNLAWFUL_SIGNALS } from './unlawful';

/** Rules of every kind for Russian comments under the posts of a municipality. */
export const RULES: RuleBook = {
  classes: { ...CLASSES, ...INSULT_CLASSES, ...AGGRESSION_CLASSES, ...UNLAWFUL_CLASSES },
  rules: [...OBSCENITY, ...INSULT, ...AGGRESSION, ...UNLAWFUL, ...PERSONAL, ...SPAM, ...APPEAL],
  vetoes: { appeal: [...APPEAL_VETOES] },
  roles: ROLES,
  signals: { ...SPAM_SIGNALS, ...UNLAWFUL_SIGNALS, ...TONE_SIGNALS },
};
