/**
 * `npm run pack`: makes keys, signs and checks packs as the dashboard does.
 *
 *   npm run pack -- key <key.json>                        a new publisher's key
 *   npm run pack -- sign <content.json> <key.json> <out>  signs an unsigned pack
 *   npm run pack -- check <pack.json>                     what it is, and whether offices take it
 *   npm run pack -- builtin <out>                         the extension's own pack, unsigned, to begin from
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { builtinPack } from '../packs/builtin';
import { makePublisher, readDraft, readPublisher } from '../packs/composition';
import { keyPrint, keyText, Pack, packFile, readPack, shapeOf, signPack } from '../packs/pack';
import { judgedFile } from '../packs/subscription';
import { FEDERAL } from '../publishing/memorable';
import { STARTERS } from '../replies/starter';

const USAGE = 'Usage: npm run pack -- key <key.json> | sign <content> <key> <out> | check <pack> | builtin <out>';

/** @returns what to say, and whether it went well */
export async function runPack(args: readonly string[], today: string): Promise<{ ok: boolean; said: string }> {
  const [what, ...files] = args;
  if (what === 'key' && files.length === 1) return makeKey(files[0]!);
  if (what === 'sign' && files.length === 3) return sign(files[0]!, files[1]!, files[2]!, today);
  if (what === 'check' && files.length === 1) return check(readFileSync(files[0]!, 'utf8'), today);
  if (what === 'builtin' && files.length === 1) return builtin(files[0]!);
  return { ok: false, said: USAGE };
}

async function makeKey(file: string) {
  const text = await makePublisher();
  // An existing key is never overwritten: it could not be restored.
  writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
  const publisher = await readPublisher(text);
  return { ok: true, said: publisher ? `Tell the offices: ${keyText(publisher.key)}` : '' };
}

async function sign(content: string, keyFile: string, out: string, today: string) {
  const publisher = await readPublisher(readFileSync(keyFile, 'utf8'));
  if (!publisher) return { ok: false, said: `${keyFile} is no publisher's key file` };
  const draft = readDraft(readFileSync(content, 'utf8'));
  if ('fault' in draft) return { ok: false, said: `${content}: ${draft.fault}` };
  const read = Pack.safeParse(draft.draft);
  if (!read.success) return { ok: false, said: `${content}: ${shapeOf(read.error)}` };
  const text = packFile(await signPack(read.data, publisher));
  const checked = await check(text, today);
  if (checked.ok) writeFileSync(out, text);
  return checked;
}

async function check(text: string, today: string) {
  const read = await readPack(text);
  if (!read.ok) return { ok: false, said: `refused: ${read.fault} ${read.detail}`.trim() };
  const { pack, key } = read.signed;
  const judged = await judgedFile({ key, good: null }, text, { today });
  const about = [
    `${pack.title} (${pack.id}), issue ${pack.number}, until ${pack.expires}, by ${pack.publisher}`,
    `${pack.templates.length} replies, ${pack.clauses.length} clauses, ${pack.rules?.rules.length ?? 0} rules, ` +
      `${pack.layouts.length} layouts, ${pack.dates.length} dates`,
    `key ${keyText(key)}, code ${await keyPrint(key)}`,
  ];
  const verdict = judged.ok ? 'good' : `refused: ${judged.why} ${judged.detail}`.trim();
  return { ok: judged.ok, said: [verdict, ...about].join('\n') };
}

async function builtin(out: string) {
  const templates = STARTERS.map(({ title, text, topics }) => ({ title, text, topics: [...topics] }));
  const names = { title: 'Встроенный набор «Смотрителя»', publisher: 'Смотритель' };
  const pack = builtinPack({ templates, dates: [...FEDERAL], ...names });
  writeFileSync(out, `${JSON.stringify(pack, null, 1)}\n`);
  return { ok: true, said: out };
}

if (process.argv[1]?.endsWith('pack.ts')) {
  const { ok, said } = await runPack(process.argv.slice(2), new Date().toISOString().slice(0, 10));
  console.log(said);
  if (!ok) process.exitCode = 1;
}
