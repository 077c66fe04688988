/** What `start.mjs` tells the scripts that it starts. */
import { parseArgs } from 'node:util';
import type { Engine } from '../browsers.mjs';
import { ROOT } from './command.mjs';

export interface ChosenBrowser {
  engine: Engine;
  /** `chrome`, `yandex`… */
  name: string;
  /** Its program. */
  path: string;
  headless: boolean;
  /** Folder of the extension built for it. */
  extension: string;
}

/** @throws when the script was not started by `npm start` */
export function chosenBrowser(): ChosenBrowser {
  const { values } = parseArgs({
    options: {
      engine: { type: 'string' },
      name: { type: 'string' },
      path: { type: 'string' },
      headless: { type: 'boolean', default: false },
    },
  });
  const { engine, name, path, headless } = values;
  if ((engine !== 'chromium' && engine !== 'firefox') || !name || !path) throw new Error('Use npm start.');
  return {
    engine,
    name,
    path,
    headless,
    extension: `${ROOT}.output/${engine === 'firefox' ? 'firefox' : 'chrome'}-mv3`,
  };
}
