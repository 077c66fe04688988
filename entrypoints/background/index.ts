/** Judges comments, keeps what was seen, counts the week, shows the badge. Thin wiring: every part is its own file. */
import browser from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { Store } from '../../storage/store';
import { BackupReminder } from './backup';
import { Badges } from './badges';
import { offerContextMenu } from './context-menu';
import { DeskReminder } from './desk-reminder';
import { Figures } from './figures';
import { Handlers } from './handlers';
import { Housekeeping } from './housekeeping';
import { followPolicy } from './managed';
import { loadModel } from './model';
import { ModerationDesk } from './moderation';
import { Office } from './office';
import { Packs } from './packs';
import { Publishing } from './publishing';
import { Reminder } from './reminder';
import { loadRules } from './rules';
import { Signing } from './signing';
import { Exchanges } from './sync';
import { comeIntoOpenTabs } from './tabs';

export default defineBackground({
  type: 'module',
  main() {
    const store = new Store();
    const office = new Office(store, loadModel, loadRules);
    const badges = new Badges(office);
    const desk = new ModerationDesk(store, office);
    desk.listen();
    offerContextMenu(office);
    const publishing = new Publishing(office);
    new Handlers(store, office, badges, desk, publishing).listen();
    new Reminder(store, office, publishing).listen();
    new DeskReminder(store, office).listen();
    new BackupReminder(store, office, publishing).listen();
    new Housekeeping(store, office, badges, desk).listen();
    new Signing(store, office).listen();
    followPolicy(store, office);
    new Exchanges(store, office).listen();
    new Packs(store, office).listen();
    new Figures(store).listen();
    browser.runtime.onInstalled.addListener(() => void comeIntoOpenTabs());
  },
});
