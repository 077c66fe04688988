/** The layouts that come with the extension, the likelier first. */
import type { Layout } from '../layout';
import { okDesktop } from './ok-desktop';
import { okMobile } from './ok-mobile';
import { telegramA } from './telegram-a';
import { telegramK } from './telegram-k';
import { telegramPreview } from './telegram-preview';
import { vkActivity } from './vk-activity';
import { vkClassic } from './vk-classic';
import { vkMessages } from './vk-messages';
import { vkMobile } from './vk-mobile';
import { vkReact } from './vk-react';

export const LAYOUTS: readonly Layout[] = [
  vkReact,
  vkClassic,
  vkMobile,
  vkActivity,
  vkMessages,
  okDesktop,
  okMobile,
  telegramK,
  telegramA,
  telegramPreview,
];
