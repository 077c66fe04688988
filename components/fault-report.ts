/**
 * What a person may send to a helper when a view broke: place, version, kind of the error and where in our own code it
 * happened. Messages of errors can carry what somebody wrote (`JSON.parse` quotes its input), so of a message only
 * words of the engine's own vocabulary stay.
 */

const KNOWN = new Set(
  `a an and are as at be been before by call cannot closed could defined does exist expected failed for
  from function has have in instance into invalid is iterable key length missing must no node not null object of on
  operation or out property properties range read reading recursion referenced set setting stack string than that the
  this to too transaction type undefined unexpected value was while with access initialization exceeded maximum size
  quota database connection closing child argument parameter json token end input position`.split(/\s+/u),
);
const FRAMES = 12;

/** @param place which surface and section broke, `dashboard: plan` */
export function faultReport(error: unknown, place: string, version: string): string {
  const { name, message, stack } = error instanceof Error ? error : { name: typeof error, message: '', stack: '' };
  const lines = [`Smotritel ${version}`, place, `${/^\w{1,40}$/u.test(name) ? name : 'Error'}: ${knownWords(message)}`];
  return [...lines, ...framesOf(stack ?? '')].join('\n');
}

function knownWords(message: string): string {
  const words = message.slice(0, 300).split(/\s+/u);
  const said = words.map((word) => (KNOWN.has(word.toLowerCase().replace(/[.,:;]$/u, '')) ? word : '…'));
  return said.join(' ').replace(/…(?: …)+/gu, '…');
}

/** Functions, files and lines of our own code; never the address of a site, nor the id of this installation. */
function framesOf(stack: string): string[] {
  const frame = /^\s*(?:at )?(?:async )?([\w$.<>]{0,60}?)[\s(@]*[a-z-]+-extension:\/\/[\w-]+\/([\w./-]+:\d+:\d+)\)?$/u;
  return stack
    .split('\n')
    .flatMap((line) => {
      const [, name, where] = frame.exec(line) ?? [];
      return where ? [`  ${name || '?'} ${where}`] : [];
    })
    .slice(0, FRAMES);
}
