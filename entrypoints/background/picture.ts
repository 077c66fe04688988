/**
 * A picture of a comment as the tab shows it. The browser allows it only after the person has used the toolbar button,
 * a keyboard command or the context menu on this tab; otherwise there is none, and none is drawn in its place.
 */
import browser from 'webextension-polyfill';
import type { Picture } from '../../moderation/evidence';
import type { Shot } from '../../moderation/protocol';
import { toBase64 } from '../../office/bytes';

/** Comments are higher than this only when somebody pasted a book, px. */
const HIGHEST = 4000;

/** @returns null when the browser does not allow it, or the tab is not the one in front */
export async function pictureOf(tab: browser.Tabs.Tab | undefined, shot: Shot, now: number): Promise<Picture | null> {
  if (tab?.windowId === undefined || !tab.active) return null;
  const whole = await captured(tab.windowId);
  return whole && cropped(whole, shot, now);
}

async function captured(window: number): Promise<Blob | null> {
  try {
    const url = await browser.tabs.captureVisibleTab(window, { format: 'png' });
    return await (await fetch(url)).blob();
  } catch {
    // Not granted on this tab: the markup is the evidence then.
    return null;
  }
}

async function cropped(whole: Blob, { left, top, width, height, ratio }: Shot, now: number): Promise<Picture | null> {
  const image = await createImageBitmap(whole);
  const scaled = [left, top, width, height].map((length) => Math.round(length * ratio));
  const x = Math.max(0, scaled[0]!);
  const y = Math.max(0, scaled[1]!);
  const wide = Math.min(scaled[0]! + scaled[2]!, image.width) - x;
  const high = Math.min(scaled[1]! + scaled[3]!, image.height, y + HIGHEST) - y;
  if (wide < 1 || high < 1) return null;
  const canvas = new OffscreenCanvas(wide, high);
  canvas.getContext('2d')?.drawImage(image, x, y, wide, high, 0, 0, wide, high);
  image.close();
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  const data = toBase64(new Uint8Array(await blob.arrayBuffer()));
  return { type: 'image/png', data, width: wide, height: high, at: now };
}
