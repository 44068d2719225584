// npm run slowest -- [--most 20] [FILES]: runs the tests and prints the files that take most processor time, which other
// work on the machine changes little. A file that is slow for its time alone waits.
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';

const {values, positionals} = parseArgs({options: {most: {type: 'string', default: '20'}}, allowPositionals: true});
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const config = fileURLToPath(new URL('../vitest.config.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'wulens-slowest-'));
const times = join(folder, 'times.ndjson');
try {
	const {status} = spawnSync(process.execPath, [vitest, 'run', '--config', config, ...positionals], {
		env: {...process.env, WULENS_TEST_CPU: times},
		stdio: ['ignore', 'inherit', 'inherit'],
	});
	const rows = readFileSync(times, 'utf8')
		.trimEnd()
		.split('\n')
		.map((line) => JSON.parse(line))
		.toSorted((one, other) => other.own + other.children - (one.own + one.children));
	const cells = (...texts) =>
		`| ${texts[0].padEnd(52)} | ${texts
			.slice(1)
			.map((text) => text.padStart(9))
			.join(' | ')} |`;
	console.log(cells('file', 'CPU s', 'of others', 'wall s'));
	console.log(cells('---', '---', '---', '---'));
	for (const {path, own, children, wall} of rows.slice(0, Number(values.most)))
		console.log(cells(path, (own + children).toFixed(1), children.toFixed(1), wall.toFixed(1)));
	const sum = (of) => rows.reduce((total, row) => total + of(row), 0).toFixed(0);
	console.log(
		cells(
			`all ${rows.length} files`,
			sum(({own, children}) => own + children),
			sum(({children}) => children),
			sum(({wall}) => wall),
		),
	);
	process.exitCode = status ?? 1;
} finally {
	rmSync(folder, {recursive: true, force: true});
}
