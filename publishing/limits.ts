/**
 * How long a post may be, in UTF-16 units, as the sites count. No live editor was measured.
 *
 * - Telegram: 4,096 for a message, 1,024 under a photo or video (core.telegram.org/bots/api, `sendMessage` and
 *   `sendPhoto`; the same constants in docs.python-telegram-bot.org, telegram.constants). A person with Premium may write
 *   2,048 under a photo; advice that holds for everybody is safer.
 * - VK: 16,384 for a post on a wall (a support desk's list of VK's restrictions: github.com/novaittestteam/nova.docs,
 *   vkwpflow.md). VK's own pages were not found to say it.
 * - OK: no public source was found. 32,000 is from memory and is meant to warn of what is surely too long only.
 */
import type { Site } from '../types';
import type { MixFormat } from './formats';

const POST: Record<Site, number> = { vk: 16_384, ok: 32_000, telegram: 4096 };
const CAPTION = 1024;
const WITH_MEDIA: ReadonlySet<MixFormat> = new Set(['photo', 'album', 'animation', 'video', 'clip', 'infographic']);

export function lengthLimit(site: Site, format: MixFormat | null): number {
  return site === 'telegram' && format !== null && WITH_MEDIA.has(format) ? CAPTION : POST[site];
}
