/** The end of a background, which browsers bring about whenever they like. */
import { evaluateInFirefox, type Started } from '../../../scripts/lib/browser';
import { until } from '../../../scripts/lib/until';

export async function killBackground(
  { engine, browser }: Started,
  ours: { id: string; origin: string },
): Promise<void> {
  if (engine === 'firefox') {
    const extension = `WebExtensionPolicy.getByID('${ours.id}').extension`;
    await evaluateInFirefox(browser, `${extension}.terminateBackground({ ignoreDevToolsAttached: true })`);
    await until(
      async () => (await evaluateInFirefox(browser, `${extension}.backgroundState`)) === 'stopped',
      'the background to stop',
    );
    return;
  }
  const running = browser
    .targets()
    .find((target) => target.type() === 'service_worker' && target.url().startsWith(ours.origin));
  const worker = await running?.worker();
  await worker?.close();
  // Another one may run already: whoever waited for an answer asks again.
  await until(() => !browser.targets().some((target) => target === running), 'the service worker to stop');
}
