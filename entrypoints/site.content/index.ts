/** The only content script: reads the open page, paints, shows the panel. Thin wiring around PageSession. */
import '../../overlay/page.css';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { SITE_MATCHES } from '../../sites/hosts';
import { PageSession } from './session';

export default defineContentScript({
  matches: SITE_MATCHES,
  runAt: 'document_idle',
  cssInjectionMode: 'manifest',
  main(ctx) {
    // After an update the signal is aborted: the old script falls silent, and the new one comes into the tab.
    const session = new PageSession(ctx.signal);
    ctx.addEventListener(window, 'wxt:locationchange', () => session.navigated());
    session.start();
  },
});
