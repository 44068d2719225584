// npm run mutants -- [--stage NAME]... [--most N] [--seed S] [--skip-static] [--folder DIR]: changes the core in small ways and says which
// changes no test notices. Works in a copy of the project with Stryker beside it, so that Stryker is no dependency.
import {spawnSync} from 'node:child_process';
import {cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {row, survivors, tally} from './result.mjs';
import {STAGES} from './stages.mjs';

const STRYKER = '10.1.1';
const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

const {values} = parseArgs({
	options: {
		stage: {type: 'string', multiple: true, default: Object.keys(STAGES)},
		most: {type: 'string', default: '300'},
		seed: {type: 'string', default: '1'},
		'skip-static': {type: 'boolean', default: false},
		folder: {type: 'string'},
	},
});
if (!values.stage.every((name) => Object.hasOwn(STAGES, name)) || !(Number(values.most) > 0)) {
	console.error(
		'usage: npm run mutants -- [--stage NAME]... [--most N] [--seed S] [--skip-static] [--folder ' +
			`DIR]\nstages: ${Object.keys(STAGES).join(' ')}`,
	);
	process.exit(2);
}

function run(command, words, folder, env = {}) {
	// What they have to tell goes to standard error; the result alone is on standard output.
	const {status} = spawnSync(command, words, {cwd: folder, env: {...process.env, ...env}, stdio: ['ignore', 2, 2]});
	if (status !== 0) {
		throw new Error(`${command} ${words.join(' ')} ended with ${status}`);
	}
}

/** The project as it is now, in a folder of its own with its packages and Stryker. */
function prepare(folder) {
	for (const name of ['src', 'test', 'samples', 'package.json', 'package-lock.json', 'tsconfig.json']) {
		rmSync(join(folder, name), {recursive: true, force: true});
		cpSync(join(PROJECT, name), join(folder, name), {recursive: true});
	}
	if (!existsSync(join(folder, 'node_modules', '@stryker-mutator', 'vitest-runner'))) {
		run('npm', ['ci'], folder);
		run(
			'npm',
			['install', '--no-save', '--ignore-scripts', `@stryker-mutator/core@${STRYKER}`, `@stryker-mutator/vitest-runner@${STRYKER}`],
			folder,
		);
	}
}

/** Mutates one stage. What comes back is Stryker's report. */
function mutate(folder, stage) {
	const report = `reports/${stage}.json`;
	const settings = {
		testRunner: 'vitest',
		plugins: ['@stryker-mutator/vitest-runner', './test/mutants/sample.mjs'],
		checkers: ['sample'],
		vitest: {configFile: 'test/mutants/vitest.config.mjs', related: false},
		mutate: STAGES[stage].mutate,
		// Texts are what the golden files are for, and the compiler knows the words of the vocabulary.
		mutator: {excludedMutations: ['StringLiteral']},
		coverageAnalysis: 'perTest',
		// What a module does as it is loaded, such as making a table, may concern any test, so that all have to run.
		ignoreStatic: values['skip-static'],
		concurrency: 1,
		// On a machine that has other things to do a slow run is no endless one.
		timeoutMS: 40_000,
		timeoutFactor: 3,
		reporters: ['progress-append-only', 'json'],
		jsonReporter: {fileName: report},
		// In a folder that is kept only those mutants run again for which code or tests are new.
		incremental: true,
		incrementalFile: `reports/${stage}-${values.most}-${values.seed}.json`,
		// Stryker would rewrite the references of tsconfig.json, for which it needs a compiler that has them as an API.
		tsconfigFile: 'none',
		disableTypeChecks: false,
		ignorePatterns: ['dist', 'reports'],
	};
	writeFileSync(join(folder, 'stryker.config.json'), JSON.stringify(settings));
	const env = {WULENS_MUTANTS_MOST: values.most, WULENS_MUTANTS_SEED: values.seed, WULENS_MUTANTS_TESTS: STAGES[stage].tests.join(' ')};
	run(process.execPath, ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', 'stryker.config.json'], folder, env);
	return JSON.parse(readFileSync(join(folder, report), 'utf8'));
}

const folder = values.folder === undefined ? mkdtempSync(join(tmpdir(), 'wulens-mutants-')) : resolve(values.folder);
try {
	mkdirSync(folder, {recursive: true});
	prepare(folder);
	for (const stage of values.stage) {
		const report = mutate(folder, stage);
		console.log([row(stage, tally(report)), ...survivors(report)].join('\n'));
	}
} finally {
	if (values.folder === undefined) {
		rmSync(folder, {recursive: true, force: true});
	}
}
