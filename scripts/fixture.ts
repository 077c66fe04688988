/**
 * `npm run -s fixture -- --url URL [--now ISO] [--zone Z] [--salt WORD] [--save NAME] FILE.html`
 *
 * Makes a page for the tests out of a saved one: without anybody's words, names, numbers, addresses and pictures, with all
 * that markup carries. Without `--save` the page is printed; with it `test/pages/saved/NAME.html` and beside it
 * `NAME.json`, what is read of it now: correct what is read wrong, and `test/sites/saved.test.ts` holds the reader to it.
 * Exit code 2: the arguments or the file are of no use.
 */
import { fixtureCommand } from './lib/fixture';

const { stdout, stderr, status } = fixtureCommand(process.argv.slice(2));
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = status;
