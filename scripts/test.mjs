/**
 * `npm test`: everything, from a bare clone. Installs what is missing, checks types, house rules and imports, builds
 * the extension for both browsers, runs the unit tests and then the end-to-end tests in Chromium and in Firefox.
 *
 *   npm test                              everything
 *   npm test -- --unit                    no browsers
 *   npm test -- --e2e --browser=firefox   only the end-to-end tests, only there
 *
 * The last line is `N passed, N failed` over steps and tests. What could not run is listed with the reason; where `CI`
 * is set that counts as a failure, unless it only lacks the research that lies beside the project (`../shared`).
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureBrowsers } from './browsers.mjs';
import { hasFlag, optionOf, ROOT, runTool } from './lib/command.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { ensureServers } from './servers.mjs';

/** @typedef {import('./browsers.mjs').Engine} Engine */
/** @typedef {{ name: string, reason: string }} Unrun */
/** @typedef {{ passed: number, failed: number, unrun: Unrun[] }} Tally */
/** @typedef {{ title: string, run: () => Promise<Tally> }} Step */

const REPORTS = `${ROOT}.cache/test/`;
const STRICT = Boolean(process.env.CI);
const NEEDS_BESIDE = 'needs ../shared, which lies beside the project';
/** @type {Engine[]} */
const ENGINES = ['chromium', 'firefox'];
const TITLES = { chromium: 'Chromium', firefox: 'Firefox' };

async function main() {
  /** @type {Tally} */
  const total = { passed: 0, failed: 0, unrun: [] };
  const lines = [];
  for (const together of chosenSteps()) {
    console.log(`\n▸ ${together.map(({ title }) => title).join(', ')}`);
    const start = Date.now();
    const tallies = await Promise.all(
      together.map(async (step) => ({ step, ...(await step.run()), took: since(start) })),
    );
    for (const { step, passed, failed, unrun, took } of tallies) {
      total.passed += passed;
      total.failed += failed;
      total.unrun.push(...unrun);
      const mark = failed > 0 ? '✗' : unrun.some(({ name }) => name === step.title) ? '–' : '✓';
      lines.push(`${mark} ${step.title.padEnd(28)} ${inWords(passed, failed).padEnd(26)} ${took}`);
    }
    // Nothing can be said without the packages.
    if (total.failed > 0 && together.includes(PACKAGES)) break;
  }
  console.log(`\n${lines.join('\n')}`);
  const blamed = STRICT ? total.unrun.filter(({ reason }) => reason !== NEEDS_BESIDE) : [];
  list(total.unrun);
  const failed = total.failed + blamed.length;
  process.exitCode = failed === 0 && total.passed > 0 ? 0 : 1;
  console.log(`\n${total.passed} passed, ${failed} failed`);
}

/** What runs after what; the steps of one list run side by side. @returns {Step[][]} */
function chosenSteps() {
  const only = optionOf('browser');
  const engines = ENGINES.filter((engine) => only === null || only === engine);
  if (engines.length === 0) throw new Error(`--browser=${only}: there is ${ENGINES.join(' and ')}`);
  const unit = !hasFlag('e2e');
  const e2e = !hasFlag('unit');
  const checks = [
    check('type check', ['wxt/bin/wxt.mjs', 'prepare'], ['typescript/bin/tsc', '--noEmit']),
    check('lint, format, imports', ['@biomejs/biome/bin/biome', 'ci', '--colors=off', '.']),
    check('dead and duplicate code', ['knip/bin/knip.js', '--no-progress'], ['jscpd/run-jscpd.js']),
  ];
  const builds = [
    check('build for Chromium', ['wxt/bin/wxt.mjs', 'build']),
    check('build for Firefox', ['wxt/bin/wxt.mjs', 'build', '-b', 'firefox', '--mv3']),
    check('lint of the extension', ['web-ext/bin/web-ext.js', 'lint', '--source-dir', '.output/firefox-mv3']),
  ];
  const units = [...checks, vitest('unit and property tests', 'unit*', {})];
  return [
    [PACKAGES],
    ...(unit ? [...units, withServers()].map((step) => [step]) : []),
    // End-to-end tests wait more than they work: two browsers take hardly longer than one.
    ...(e2e ? [[browsers(engines)], ...builds.map((step) => [step]), engines.map(endToEnd)] : []),
  ];
}

/** @type {Step} */
const PACKAGES = {
  title: 'npm packages',
  run: async () => {
    try {
      await ensurePackages();
      return passed();
    } catch (error) {
      return failed(error instanceof Error ? error.message : String(error));
    }
  },
};

/** A step of programs that must all succeed; what they print is shown when one does not. @returns {Step} */
function check(/** @type {string} */ title, /** @type {[string, ...string[]][]} */ ...commands) {
  return {
    title,
    run: async () => {
      for (const [file, ...args] of commands) {
        const { code, output } = await runTool(file, args, { quiet: true });
        if (code !== 0) return failed(output);
      }
      return passed();
    },
  };
}

/** Tests against real servers, which are installed where they are missing. @returns {Step} */
function withServers() {
  const title = 'exchange with real servers';
  return {
    title,
    run: async () => {
      const reason = await ensureServers();
      return reason ? { passed: 0, failed: 0, unrun: [{ name: title, reason }] } : vitest(title, 'servers', {}).run();
    },
  };
}

/** Why there is no browser of an engine, by engine. @type {Map<Engine, string>} */
let missing = new Map();

/** Before the tests, which run side by side and would be in each other's way installing. @returns {Step} */
function browsers(/** @type {Engine[]} */ engines) {
  return {
    title: 'browsers',
    run: async () => {
      missing = await ensureBrowsers(engines);
      return { ...passed(), passed: engines.length - missing.size };
    },
  };
}

/** @returns {Step} */
function endToEnd(/** @type {Engine} */ engine) {
  const title = `end-to-end in ${TITLES[engine]}`;
  const tests = vitest(title, 'e2e', { SMOTRITEL_ENGINE: engine });
  return {
    title,
    run: async () => {
      const reason = missing.get(engine);
      return reason ? { passed: 0, failed: 0, unrun: [{ name: title, reason }] } : tests.run();
    },
  };
}

/** All tests of a vitest project, counted from its JSON report. @returns {Step} */
function vitest(/** @type {string} */ title, /** @type {string} */ project, /** @type {Record<string, string>} */ env) {
  return {
    title,
    run: async () => {
      const report = `${REPORTS}${title.replace(/\W+/g, '-')}.json`;
      mkdirSync(REPORTS, { recursive: true });
      rmSync(report, { force: true });
      const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
      const args = ['run', '--project', project, ...reporters];
      const { code, output } = await runTool('vitest/vitest.mjs', args, { env, quiet: true });
      console.log(`\n${title}:\n${output.trim()}`);
      return tallyOf(title, report, code);
    },
  };
}

/** @returns {Tally} */
function tallyOf(/** @type {string} */ title, /** @type {string} */ report, /** @type {number} */ code) {
  if (!existsSync(report)) return failed(`${title}: vitest ended with ${code} and left no report`);
  /** @type {{ testResults: { name: string, message: string, assertionResults: { status: string, fullName: string }[] }[] }} */
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const count = (/** @type {string} */ status) => tests.filter((test) => test.status === status).length;
  // A file that cannot be loaded has no tests to fail; nor has an error outside of all tests.
  const brokenFiles = testResults.filter((file) => file.assertionResults.length === 0 && file.message).length;
  const broken = count('failed') + brokenFiles;
  return {
    passed: count('passed'),
    failed: code !== 0 && broken === 0 ? 1 : broken,
    unrun: testResults.flatMap(({ name: file, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status !== 'passed' && status !== 'failed')
        .map(({ fullName, status }) => ({ name: fullName, reason: reasonFor(file, status) })),
    ),
  };
}

/** Why a test did not run: a file that reads from beside the project cannot where nothing lies there. */
function reasonFor(/** @type {string} */ file, /** @type {string} */ status) {
  const reads = readFileSync(file, 'utf8').includes('../shared/');
  return reads && !existsSync(`${ROOT}../shared`) ? NEEDS_BESIDE : status;
}

/** Prints what did not run, by reason. */
function list(/** @type {Unrun[]} */ unrun) {
  for (const reason of new Set(unrun.map((one) => one.reason))) {
    console.log(`\nNot run: ${reason}`);
    for (const { name } of unrun.filter((one) => one.reason === reason)) console.log(`  ${name}`);
  }
}

/** @returns {Tally} */
function passed() {
  return { passed: 1, failed: 0, unrun: [] };
}

/** @returns {Tally} */
function failed(/** @type {string} */ why) {
  console.log(why.trim());
  return { passed: 0, failed: 1, unrun: [] };
}

function inWords(/** @type {number} */ good, /** @type {number} */ bad) {
  if (good + bad === 0) return 'not run';
  return `${good} passed${bad > 0 ? `, ${bad} failed` : ''}`;
}

function since(/** @type {number} */ start) {
  return `${((Date.now() - start) / 1000).toFixed(1).padStart(6)} s`;
}

await main();
