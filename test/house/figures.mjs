// npm run figures [-- FOLDER]: prints what the size and the state of the code are, as a table for docs/TESTING.md. FOLDER is
// another checkout of the project, which is measured by the configuration of this one.
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {delimiter, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {importCircles, sourceImports} from './imports.mjs';
import {codeFiles, linesOf, longLines, MAX_COLUMNS} from './line-length.mjs';

const HERE = fileURLToPath(new URL('../..', import.meta.url));
const project = resolve(process.argv[2] ?? HERE);

const allFiles = codeFiles(project);
const lines = allFiles.flatMap((path) => linesOf(project, path));

const sizes = allFiles
	.filter((path) => path.startsWith('src') && /(?<!\.d|explanation-table)\.tsx?$/.test(path))
	.map((path) => linesOf(project, path).length)
	.toSorted((one, other) => one - other);
const sizeAt = (share) => sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * share))];

/** What a tool that is installed here prints; it fails where it finds something. */
function run(name, args) {
	const path = [join(HERE, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
	const {stdout, error} = spawnSync(name, args, {
		cwd: project,
		env: {...process.env, PATH: path},
		encoding: 'utf8',
		maxBuffer: 2 ** 28,
		shell: process.platform === 'win32',
	});
	if (error !== undefined) throw error;
	return stdout;
}

/** Functions whose cyclomatic complexity is above a number. */
function complexFunctions(max) {
	const folder = mkdtempSync(join(tmpdir(), 'wulens-figures-'));
	try {
		const config = join(folder, 'oxlint.json');
		writeFileSync(config, JSON.stringify({categories: {correctness: 'off'}, rules: {complexity: ['error', {max}]}}));
		const folders = ['src', 'test', 'bin', 'bench', 'docs', 'packaging'];
		return JSON.parse(run('oxlint', ['-c', config, '-f', 'json', ...folders])).diagnostics.length;
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
}

/** Files and exports that nobody uses. */
function unused() {
	const args = ['-c', join(HERE, '.ci', 'knip.json'), '--no-progress', '--no-config-hints', '--reporter', 'json'];
	const {issues} = JSON.parse(run('knip', args));
	const count = (...kinds) => issues.reduce((sum, issue) => sum + kinds.reduce((all, kind) => all + (issue[kind]?.length ?? 0), 0), 0);
	return {exports: count('exports', 'types', 'nsExports', 'nsTypes'), files: count('files')};
}

const {exports, files} = unused();
const number = (count) => count.toLocaleString('en-US');
const rows = [
	['lines of code', number(lines.length)],
	[`lines over ${MAX_COLUMNS} columns`, number(longLines(project).length)],
	['functions of complexity over 20', number(complexFunctions(20))],
	['functions of complexity over 15', number(complexFunctions(15))],
	['circles of imports, types included', number(importCircles(sourceImports(project)).length)],
	['exports that nobody uses', number(exports)],
	['files that nobody uses', number(files)],
	['files in src', number(sizes.length)],
	['lines of a file in src, median', number(sizeAt(0.5))],
	['lines of a file in src, 90th percentile', number(sizeAt(0.9))],
	['lines of a file in src, longest', number(sizeAt(1))],
];
for (const [name, value] of rows) console.log(`| ${name} | ${value} |`);
