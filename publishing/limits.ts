/**
 * How long a post may be, as the sites’ help and API pages say; no live editor was measured. VK cuts at 16,384 signs. OK: a
 * Telegram: 4,096 for a message, 1,024 under a photo or video. Counted as the sites count: in UTF-16 units.
 */
import type { Site } from '../types';
import type { MixFormat } from './formats';

const POST: Record<Site, number> = { vk: 16_384, ok: 32_000, telegram: 4096 };
const CAPTION = 1024;
const WITH_MEDIA: ReadonlySet<MixFormat> = new Set(['photo', 'album', 'animation', 'video', 'clip', 'infographic']);

export function lengthLimit(site: Site, format: MixFormat | null): number {
  return site === 'telegram' && format !== null && WITH_MEDIA.has(format) ? CAPTION : POST[site];
}
