/** The end of a background, which browsers bring about whenever they like. */
import { evaluateInFirefox, type Started } from '../../../scripts/lib/browser';
import { until } from '../../../scripts/lib/until';

export async function killBackground(
  { engine, browser }: Started,
  ours: { id: string; origin: string },
): Promise<void> {
  if (engine === 'firefox') {
    await until(() => evaluateInFirefox(browser, killInFirefox(ours.id)), 'the background to stop');
    return;
  }
  // The newest: one that was stopped before may still be listed.
  const running = browser
    .targets()
    .filter((target) => target.type() === 'service_worker' && target.url().startsWith(ours.origin))
    .at(-1);
  const worker = await running?.worker();
  await worker?.close();
  // Another one may run already: whoever waited for an answer asks again.
  await until(() => !browser.targets().some((target) => target === running), 'the service worker to stop');
}

/** Firefox spares a background that is at work unless told otherwise; one that an event woke meanwhile is another. */
function killInFirefox(id: string): string {
  return `(async () => {
    const { extension } = WebExtensionPolicy.getByID('${id}');
    const running = extension.backgroundContext;
    await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
    return !running || extension.backgroundContext !== running;
  })()`;
}
