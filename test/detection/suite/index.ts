import { AGGRESSION } from './aggression';
import { APPEAL } from './appeal';
import { CRITICISM } from './criticism';
import { EVERYDAY } from './everyday';
import type { Group } from './group';
import { INSULT } from './insult';
import { OBSCENITY } from './obscenity';
import { PERSONAL } from './personal';
import { SPAM } from './spam';
import { UNLAWFUL } from './unlawful';

/** The functional suite, in the manner of HateCheck: every group probes one thing a judge may get wrong. */
export const SUITE: readonly Group[] = [
  ...OBSCENITY,
  ...INSULT,
  ...AGGRESSION,
  ...CRITICISM,
  ...SPAM,
  ...UNLAWFUL,
  ...PERSONAL,
  ...EVERYDAY,
  ...APPEAL,
];
