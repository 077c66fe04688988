/**
 * `npm run eval [-- --errors [number]] [--rules] [--set name]`: how well the shipped judge does on the labelled sets,
 * beside filters that people use today. `--errors` lists what went wrong by category, `--rules` measures the rules
 * without the model.
 */
import { createJudge } from '../detection';
import { errorsOf } from './lib/eval/errors';
import { type Measured, measure } from './lib/eval/measure';
import { type Decision, decision, type Share } from './lib/eval/metrics';
import { rudePeers, spamPeers } from './lib/eval/peers';
import { DATA, hasData } from './lib/eval/rows';
import { QUESTIONS } from './lib/eval/sets';
import { suiteFigures } from './lib/eval/suite';
import { shippedModel } from './lib/weights';

const percent = (value: number) => (Number.isNaN(value) ? '–' : (100 * value).toFixed(1));
const number = (value: number) => (Number.isNaN(value) ? '–' : value.toFixed(3));

function interval({ value, low, high }: Share): string {
  return Number.isNaN(value) ? '–' : `${percent(value)} (${percent(low)}–${percent(high)})`;
}

function line(name: string, found: Decision): Record<string, string> {
  return {
    who: name,
    'precision, %': interval(found.precision),
    'recall, %': interval(found.recall),
    F1: number(found.f1),
    'false positives, %': interval(found.falsePositives),
  };
}

function report({ question, rows, auc, atHalf, shipped }: Measured): void {
  const { source, asked, trained } = question;
  const positives = rows.filter(({ truth }) => truth).length;
  console.log(
    `\n${source}: ${asked}; ${rows.length} rows, ${positives} positive; ${trained ? 'trained on' : 'not trained on'}; ROC AUC ${number(auc)}`,
  );
  const peers = asked === 'rude' ? rudePeers() : asked === 'spam' ? spamPeers() : [];
  const truths = rows.map(({ truth }) => truth);
  console.table([
    line('score ≥ 0.5', atHalf),
    line('shipped decision', shipped),
    ...peers.map(({ name, stops }) =>
      line(
        name,
        decision(
          rows.map(({ row }) => stops(row.text)),
          truths,
        ),
      ),
    ),
  ]);
}

function option(name: string): string | null {
  const at = process.argv.indexOf(name);
  return at < 0 ? null : (process.argv[at + 1] ?? '');
}

function main(): void {
  const judge = createJudge(process.argv.includes('--rules') ? {} : { model: shippedModel() });
  console.log('Functional suite');
  console.table(suiteFigures(judge));
  if (!hasData('dev')) {
    console.log(`The labelled sets are absent (${DATA}): only the functional suite was measured.`);
    return;
  }
  const set = option('--set');
  const asked = QUESTIONS.filter(({ source }) => set === null || source === set);
  if (asked.length === 0) throw new Error(`no such set: ${set}`);
  const measured = asked.map((question) => measure(judge, question));
  for (const one of measured) report(one);
  const errors = option('--errors');
  if (errors !== null) for (const text of errorsOf(measured, Number.parseInt(errors, 10) || 5)) console.log(text);
}

main();
