/** The rules as they were compiled with the extension. */
import browser from 'webextension-polyfill';

/** A file for `JudgeOptions.image`. Without it the judge compiles the rules itself: slower, and the same. */
export async function loadRules(): Promise<ArrayBuffer | undefined> {
  try {
    const response = await fetch(browser.runtime.getURL('rules.bin'));
    return await response.arrayBuffer();
  } catch (error) {
    console.error('smotritel: the compiled rules cannot be read', error);
    return undefined;
  }
}
