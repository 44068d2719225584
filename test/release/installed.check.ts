/** The npm package, installed in an empty folder, and the folder for Linux: on the oldest and the newest Node, and without any. */
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {delimiter, dirname, join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {NAMES, RELEASE, version} from '../../packaging/project.mjs';
import {nodeProgram, type Source, SOURCES} from '../../packaging/sources.mjs';
import {PROJECT, runWulens} from '../helpers/run-wulens.js';

/** Piscina, the program, the library, the page, samples, and documents. */
const MOST_MEGABYTES = 12;
const SAMPLE = join(PROJECT, 'samples', 'wsus-http.log');

let folder = '';
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'wulens-installed-'));
});
afterAll(() => rmSync(folder, {recursive: true, force: true}));

function bytesIn(path: string): number {
	return readdirSync(path, {recursive: true, encoding: 'utf8'})
		.map((name) => statSync(join(path, name)))
		.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
}

describe.each<[string, Source]>([
	['oldest', SOURCES.oldest],
	['newest', SOURCES.newest],
])('the npm package on the %s Node', (name, source) => {
	let home = '';
	let env: NodeJS.ProcessEnv = {};
	beforeAll(() => {
		home = join(folder, name);
		mkdirSync(home);
		env = {...process.env, PATH: `${dirname(nodeProgram(source))}${delimiter}${process.env.PATH}`, NODE_OPTIONS: ''};
		execFileSync('npm', ['install', '--no-audit', '--no-fund', join(RELEASE, NAMES.npm)], {cwd: home, env, stdio: 'ignore'});
	});

	it('is small, and brings Piscina alone', () => {
		expect(bytesIn(join(home, 'node_modules')) / 1e6).toBeLessThan(MOST_MEGABYTES);
		expect(
			readdirSync(join(home, 'node_modules'))
				.filter((entry) => !entry.startsWith('.'))
				.toSorted(),
		).toEqual(['@napi-rs', 'piscina', 'wulens']);
	});

	it('npx wulens analyze', async () => {
		const {status, stdout} = spawnSync('npx', ['wulens', 'analyze', '--width', '80', SAMPLE], {cwd: home, env, encoding: 'utf8'});
		const here = await runWulens(['analyze', '--width', '80', SAMPLE]);
		expect({status, stdout}).toEqual({status: here.status, stdout: here.stdout});
	});

	it('triages with threads, and has the page', () => {
		const run = (...args: readonly string[]) => spawnSync('npx', ['wulens', ...args], {cwd: home, env, encoding: 'utf8'});
		expect(run('triage', join(PROJECT, 'samples'), '--out', 'result', '--jobs', '2', '--quiet')).toMatchObject({status: 0});
		expect(run('page', '--out', 'page.html')).toMatchObject({status: 0, stderr: ''});
		expect(run('--version')).toMatchObject({stdout: `${version}\n`});
	});

	it('is a library, with types', () => {
		const code = `import {createAnalyzer} from 'wulens';
import {analyzePath} from 'wulens/node';
const analyzer = createAnalyzer({path: 'x.log'});
analyzer.push(new TextEncoder().encode('no log'));
for await (const {scans} of analyzePath(process.argv[2])) console.log(analyzer.end().scans.length, scans.length > 0);
`;
		writeFileSync(join(home, 'use.mjs'), code);
		expect(spawnSync('node', ['use.mjs', SAMPLE], {cwd: home, env, encoding: 'utf8'})).toMatchObject({status: 0, stdout: '0 true\n'});
		writeFileSync(
			join(home, 'use.mts'),
			`import {createAnalyzer, type FileReport} from 'wulens';
import {analyzePath} from 'wulens/node';
export const report: FileReport = createAnalyzer({path: 'x.log'}).end();
for await (const {scans} of analyzePath('x.log')) report.scans satisfies typeof scans;
`,
		);
		const tsc = [
			join(PROJECT, 'node_modules/typescript/bin/tsc'),
			'--noEmit',
			'--strict',
			'--module',
			'nodenext',
			'--target',
			'es2022',
			'--types',
			'node',
			'--typeRoots',
			join(PROJECT, 'node_modules/@types'),
			'use.mts',
		];
		expect(spawnSync(process.execPath, tsc, {cwd: home, encoding: 'utf8'})).toMatchObject({status: 0, stdout: ''});
	});
});

describe('the folder for Linux', () => {
	it('runs without any Node, through a link, from any folder', async () => {
		execFileSync('tar', ['xzf', join(RELEASE, NAMES.linux)], {cwd: folder});
		symlinkSync(join(folder, `wulens-${version}`, 'wulens'), join(folder, 'linked'));
		const run = (...args: readonly string[]) =>
			spawnSync(join(folder, 'linked'), args, {
				cwd: '/',
				encoding: 'utf8',
				env: {PATH: '/usr/bin:/bin', NODE_OPTIONS: '--require=/none.js'},
			});
		const here = await runWulens(['analyze', '--width', '80', SAMPLE]);
		expect(run('analyze', '--width', '80', SAMPLE)).toMatchObject({status: here.status, stdout: here.stdout});
		expect(run('triage', join(PROJECT, 'samples'), '--out', join(folder, 'result'), '--jobs', '2', '--quiet')).toMatchObject({status: 0});
		expect(run('page', '--out', join(folder, 'page.html'))).toMatchObject({status: 0});
	});
});
