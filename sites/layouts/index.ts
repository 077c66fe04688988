/** The layouts that come with the extension, the likelier first. */
import type { Layout } from '../layout';
import { telegramK } from './telegram-k';
import { vkReact } from './vk-react';

export const LAYOUTS: readonly Layout[] = [vkReact, telegramK];
