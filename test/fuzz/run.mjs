// npm run fuzz -- --minutes N [--target NAME] [--seed S]: feeds the parsers damaged inputs until the time is over.
// Prints the seed; a failing input is made small and written to test/fixtures/fuzz, where the tests find it.
import {spawn} from 'node:child_process';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';

const {values} = parseArgs({
	options: {minutes: {type: 'string', default: '1'}, target: {type: 'string', default: ''}, seed: {type: 'string'}},
});
const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 31));
if (!(Number(values.minutes) > 0) || !Number.isSafeInteger(Number(seed))) {
	console.error('usage: npm run fuzz -- --minutes N [--target NAME] [--seed S]');
	process.exit(2);
}
console.log(`seed ${seed}`);

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const config = fileURLToPath(new URL('vitest.config.ts', import.meta.url));
const env = {...process.env, WULENS_FUZZ_MINUTES: values.minutes, WULENS_FUZZ_TARGET: values.target, WULENS_FUZZ_SEED: seed};
spawn(process.execPath, [vitest, 'run', '--config', config], {env, stdio: 'inherit'}).on('exit', (code) => {
	process.exitCode = code ?? 1;
});
