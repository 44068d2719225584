/** Builds the Windows program: the program's files become assets of node.exe, behind the loader. */
import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {piscinaFiles, programFiles} from '../contents.mjs';
import {read, version} from '../project.mjs';
import {nodeProgram} from '../sources.mjs';
import {windowsExecutable} from '../windows-executable.mjs';

const here = (name) => readFileSync(fileURLToPath(new URL(name, import.meta.url)));

/** Modules by their addresses below the executable, and the page. */
function assets() {
	return new Map([
		['start.js', here('start.mjs')],
		['own-console.js', here('own-console.mjs')],
		...programFiles(),
		...piscinaFiles().filter(([name]) => /\.m?js(?:on)?$/.test(name)),
	]);
}

/**
 * @param sources the program for Windows, and the one of the same version that runs here and makes the blob
 * @returns the bytes of wulens.exe
 */
export function buildExecutable({windows, linux}) {
	const folder = mkdtempSync(join(tmpdir(), 'wulens-executable-'));
	try {
		const modules = assets();
		const files = new Map([
			...modules,
			['assets.json', Buffer.from(JSON.stringify([...modules.keys()].toSorted()))],
			['wulens.html', read('dist/wulens.html')],
		]);
		for (const [name, bytes] of files) {
			mkdirSync(dirname(join(folder, 'assets', name)), {recursive: true});
			writeFileSync(join(folder, 'assets', name), bytes);
		}
		writeFileSync(join(folder, 'loader.cjs'), here('loader.cjs'));
		const config = {
			// Relative: the blob holds this path.
			main: 'loader.cjs',
			output: 'blob',
			disableExperimentalSEAWarning: true,
			// Both are bound to the system that makes them.
			useSnapshot: false,
			useCodeCache: false,
			// Neither NODE_OPTIONS nor --node-options reach the program.
			execArgvExtension: 'none',
			assets: Object.fromEntries([...files.keys()].toSorted().map((name) => [name, `assets/${name}`])),
		};
		writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
		execFileSync(nodeProgram(linux), ['--experimental-sea-config', 'config.json'], {
			cwd: folder,
			env: {},
			stdio: ['ignore', 'ignore', 'pipe'],
		});
		return windowsExecutable({
			nodeExe: readFileSync(nodeProgram(windows)),
			blob: readFileSync(join(folder, 'blob')),
			version,
			description: 'wulens: explains why Windows Update scans fail',
		});
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
}
