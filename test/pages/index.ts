/** The sample pages, by name; see README.md beside. One line a page. */

import * as ok from './ok';
import type { SamplePage } from './sample';
import * as telegram from './telegram';
import * as vk from './vk';

export const SAMPLES = {
  'vk-react': vk.vkReact,
  'vk-react-post': vk.vkReactPost,
  'vk-react-layer': vk.vkReactLayer,
  'vk-react-en': vk.vkReactEn,
  'vk-react-virtual': vk.vkReactVirtual,
  'vk-classic': vk.vkClassic,
  'vk-hybrid': vk.vkHybrid,
  'vk-mobile': vk.vkMobile,
  'vk-mobile-post': vk.vkMobilePost,
  'vk-activity': vk.vkActivity,
  'vk-messages': vk.vkMessages,
  'ok-desktop': ok.okDesktop,
  'ok-desktop-en': ok.okDesktopEn,
  'ok-topic': ok.okTopic,
  'ok-mobile': ok.okMobile,
  'telegram-k': telegram.telegramK,
  'telegram-k-discussion': telegram.telegramKDiscussion,
  'telegram-a': telegram.telegramA,
  'telegram-a-discussion': telegram.telegramADiscussion,
  'telegram-preview': telegram.telegramPreview,
  'telegram-preview-discussion': telegram.telegramPreviewDiscussion,
} satisfies Record<string, SamplePage>;
