/**
 * `npm run -s read -- --url URL [--now ISO] [--zone Z] [--known KEY]… [--no-reposts] FILE.html`
 *
 * Prints as JSON what the extension would read on a saved page. Scripts of the page are not run. Times are ISO with the
 * offset of the zone; `timeSpan` says in seconds how wide the page's label leaves them. Exit code 2: the arguments or
 * the file are of no use.
 */
import { readCommand } from './lib/reading';

const { stdout, stderr, status } = readCommand(process.argv.slice(2));
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = status;
