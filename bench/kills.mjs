// Kills a triage of many machines at random moments, and compares what it has written in the end with what one writes that
// nothing disturbs: npm run build && node bench/kills.mjs [MACHINES] [DEATHS] [SEED].
import {mkdtempSync, rmSync, statSync} from 'node:fs';
import {registerHooks} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';

// Node reads TypeScript, but looks for the names that the compiler would have written.
registerHooks({
	resolve(specifier, context, next) {
		try {
			return next(specifier, context);
		} catch (error) {
			if (!specifier.endsWith('.js')) throw error;
			return next(`${specifier.slice(0, -3)}.ts`, context);
		}
	},
});
const {makeFleet} = await import('../test/helpers/fleet.ts');
const {killAtRandom, outputsOf, randomOf} = await import('../test/helpers/random-kills.ts');

const BIN = fileURLToPath(new URL('../bin/wulens.js', import.meta.url));
const [machines, deaths, seed] = [1000, 30, 1].map((usual, index) => Number(process.argv[index + 2] ?? usual));
const folder = mkdtempSync(join(tmpdir(), 'wulens-kills-'));

try {
	const {folder: logs, files} = await makeFleet({folder: join(folder, 'logs'), machines, days: 2, seed});
	const [undisturbed, out] = [join(folder, 'undisturbed'), join(folder, 'out')];
	const {status} = spawnSync(process.execPath, [BIN, 'triage', logs, '--out', undisturbed, '--jobs', '2', '-q'], {stdio: 'ignore'});
	if (status !== 0 && status !== 3) throw new Error(`the triage ended with ${status}`);
	const {size: bytes} = statSync(join(undisturbed, 'results.ndjson'));
	const quick = await killAtRandom({logs, out, deaths, bytes, random: randomOf(seed)});
	const [expected, found] = [await outputsOf(undisturbed), await outputsOf(out)];
	const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])];
	const different = names.filter((name) => expected[name] !== found[name]);
	console.log(
		`${machines} machines, ${files} files, ${bytes} bytes of results; killed ${deaths} times; ${quick} runs ended before their kill`,
	);
	console.log(`${names.length - different.length} of ${names.length} outputs have the same bytes as undisturbed`);
	for (const name of different) console.log(`different: ${name}`);
	if (different.length > 0) process.exitCode = 1;
} finally {
	rmSync(folder, {recursive: true, force: true});
}
