import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { type MinifyOptions, minify } from 'terser';
import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';
import { compileImage } from './detection/rulebook';
import { RULES } from './detection/rules';
import { SITE_MATCHES } from './sites/hosts';

/**
 * The public half of the key that fixes the Chromium id. Another id means another, empty database for every
 * office, so it never changes after the first release.
 */
const CHROMIUM_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAl0cEBqkWtzH4no8j50gU46rsjtpKmCSeSEE66LvP1KuxgCrCT80kzfZBVT8OGosG8k3reSaZK9mH6stjdI7PLrsv/4Fuysn/OoAXHk72v2N8A2GQEqAceiWngZNRgro80+Nq08P2gts5YGHdDZghJ9ka0mPVbkgHcOkWrzsB7McRWabsAOyuB+oOjWFAFniL+KUxzdfJarLDEemK2bWWgaoOWDYFkBTmZqtr+hZaSBWY4lilmgH0cPrQzxttZK0unH14Ku8cahQPeFH9Q+YBhyWhxC7qyzqKkq10zdcQFu7yOuWu08kputsCA4zZ6H29XHcNWSd/+41GkbLUleMRcQIDAQAB';

export const GECKO_ID = 'smotritel@smotritel.example';

/**
 * Two percent smaller than what the builder's own minifier leaves. `unsafe` takes built-in functions for what they are:
 * in the world of a content script no page can replace them.
 */
const TERSER: MinifyOptions = {
  compress: {
    passes: 3,
    unsafe: true,
    unsafe_math: true,
    unsafe_arrows: true,
    hoist_funs: true,
    inline: 1,
    lhs_constants: false,
  },
  ecma: 2020,
};

/** Names that the first run has freed make the second smaller by a hundred bytes. */
const SECOND_PASS: Plugin = {
  name: 'smotritel:second-pass',
  enforce: 'post',
  async generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === 'chunk') chunk.code = (await minify(chunk.code, TERSER)).code ?? chunk.code;
    }
  },
};

export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill'],
  imports: false,
  vite: () => ({ plugins: [preact()], build: { target: ['chrome120', 'firefox153'] } }),
  hooks: {
    // The rules are compiled here, once: on a slow PC the background would need a second for it at every start.
    'build:publicAssets': ({ config }, files) => {
      const file = join(config.wxtDir, 'rules.bin');
      mkdirSync(config.wxtDir, { recursive: true });
      writeFileSync(file, new Uint8Array(compileImage(RULES)));
      files.push({ absoluteSrc: file, relativeDest: 'rules.bin' });
    },
    // The content script is loaded by every page of the sites: it does with the browsers' own API.
    'vite:build:extendConfig': (entrypoints, config) => {
      if (!entrypoints.some(({ type }) => type === 'content-script')) return;
      const ours = (name: string) => fileURLToPath(new URL(`entrypoints/site.content/${name}.ts`, import.meta.url));
      const native = ours('native');
      const context = ours('context');
      config.build = { ...config.build, minify: 'terser', terserOptions: TERSER };
      config.plugins = [...(config.plugins ?? []), SECOND_PASS];
      config.resolve ??= {};
      config.resolve.alias = {
        ...config.resolve.alias,
        'webextension-polyfill': native,
        'wxt/browser': native,
        'wxt/utils/content-script-context': context,
      };
    },
  },
  manifest: ({ browser }) => ({
    name: '__MSG_extensionName__',
    short_name: '__MSG_extensionShortName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'ru',
    incognito: 'spanning',
    // alarms: retention and the badge at midnight; scripting: the content script into tabs open before an update;
    // notifications: what the week still owes; activeTab: a picture of the comment after the person's own click;
    // contextMenus: «Разобрать этот комментарий».
    permissions: ['storage', 'unlimitedStorage', 'alarms', 'scripting', 'notifications', 'activeTab', 'contextMenus'],
    // Using it gives the extension the open tab for a picture, and nothing more.
    commands: { picture: { suggested_key: { default: 'Alt+Shift+S' }, description: '__MSG_pictureCommand__' } },
    host_permissions: SITE_MATCHES,
    // Asked from a click for the one server that an office names, and never before.
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    // Explicit, because Firefox's default adds upgrade-insecure-requests, which breaks an office's own http server.
    content_security_policy: {
      extension_pages: "script-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: GECKO_ID,
              strict_min_version: '153.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : {
          key: CHROMIUM_KEY,
          minimum_chrome_version: '120',
          // What an administrator may set by policy; Firefox asks for no schema.
          storage: { managed_schema: 'managed-schema.json' },
        }),
  }),
});
