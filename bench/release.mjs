// The programs of a release beside plain Node: size, start-up and a long log, in one table. It needs release/ (npm run release).
// node bench/release.mjs [--megabytes N] [--runs N]
// The Windows programs run under Wine, and only compare with each other: Wine takes a second to start anything.
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {parseArgs} from 'node:util';
import {buffer} from 'node:stream/consumers';
import {extract} from 'tar';
import {openPromise} from 'yauzl';
import {NAMES, RELEASE, ROOT, version} from '../packaging/project.mjs';
import {makeLog} from './make-log.mjs';
import {MEGABYTE, measure, warm} from './measure.mjs';
import {BIN, NODE} from './programs.mjs';

const {values} = parseArgs({options: {megabytes: {type: 'string', default: '300'}, runs: {type: 'string', default: '5'}}});
const megabytes = Number(values.megabytes);
const runs = Number(values.runs);
const SAMPLE = join(ROOT, 'samples', 'wsus-https-store-empty-ok.log');

const WINE = process.env.WULENS_WINE ?? '/var/tmp/wulens-wine';
const wineSetup = spawnSync(join(ROOT, 'test', 'release', 'wine.sh'), [WINE], {encoding: 'utf8'});
const hasWine = wineSetup.status === 0;
const wineFolder = join(WINE, 'bench');
const WINE_ENVIRONMENT = {
	HOME: '/root',
	WINEDEBUG: '-all',
	WINEPREFIX: '/root/.wine',
	LANG: 'C.UTF-8',
	PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
};

async function unpackZip(path, folder) {
	const zip = await openPromise(path, {lazyEntries: true, autoClose: true});
	for await (const entry of zip.eachEntry()) {
		const file = join(folder, entry.fileName);
		mkdirSync(dirname(file), {recursive: true});
		writeFileSync(file, await buffer(await zip.openReadStreamPromise(entry)));
	}
}

/** Standard output goes to a file: Node cannot use pipes under Wine. */
const inWine = (command) => ({
	command: ['chroot', WINE, 'sh', '-c', `cd /bench && exec wine ${command} </dev/null >/tmp/bench 2>/tmp/bench-errors`],
	env: WINE_ENVIRONMENT,
});

const size = (path) => (statSync(path).size / MEGABYTE).toFixed(1);

/** @returns rows of the table: the first of each group is what the others are compared with */
async function group(programs, argumentsOf, times) {
	const results = await measure(
		programs.map(({name, start}) => ({name, ...start(argumentsOf)})),
		times,
	);
	return results.map(({seconds}) => ({seconds, times: seconds / results[0].seconds}));
}

const folder = mkdtempSync(join(tmpdir(), 'wulens-bench-'));
try {
	const log = join(folder, 'WindowsUpdate.log');
	makeLog(log, megabytes, {});
	warm(log);
	extract({file: join(RELEASE, NAMES.linux), cwd: folder, sync: true});
	const linux = join(folder, `wulens-${version}`, 'wulens');
	const groups = [
		[
			{name: 'Node and the project', packed: '', unpacked: size(NODE), start: (path) => ({command: [NODE, BIN, 'analyze', path]})},
			{
				name: 'folder for Linux',
				packed: size(join(RELEASE, NAMES.linux)),
				unpacked: size(NODE),
				start: (path) => ({command: [linux, 'analyze', path]}),
			},
		],
	];
	if (hasWine) {
		rmSync(wineFolder, {recursive: true, force: true});
		mkdirSync(wineFolder, {recursive: true});
		await unpackZip(join(RELEASE, NAMES.windows), join(wineFolder, 'program'));
		await unpackZip(join(RELEASE, NAMES.portable), join(wineFolder, 'portable'));
		execFileSync('cp', [log, SAMPLE, wineFolder]);
		execFileSync('chroot', [WINE, 'wineboot', '-i'], {env: WINE_ENVIRONMENT, stdio: 'ignore'});
		const nameOf = (path) => path.slice(path.lastIndexOf('/') + 1);
		groups.push([
			{
				name: 'portable folder, node.exe, under Wine',
				packed: size(join(RELEASE, NAMES.portable)),
				unpacked: size(join(wineFolder, 'portable', 'node.exe')),
				start: (path) => inWine(`portable/node.exe portable/wulens.js analyze ${nameOf(path)}`),
			},
			{
				name: 'wulens.exe, under Wine',
				packed: size(join(RELEASE, NAMES.windows)),
				unpacked: size(join(wineFolder, 'program', 'wulens.exe')),
				start: (path) => inWine(`program/wulens.exe analyze ${nameOf(path)}`),
			},
		]);
	}
	console.log(`| program | archive, MB | program, MB | a sample of 25 KB, s | times | ${megabytes} MB, s | times |`);
	console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: |');
	for (const programs of groups) {
		const short = await group(programs, SAMPLE, runs * 2);
		const long = await group(programs, log, runs);
		for (const [index, {name, packed, unpacked}] of programs.entries()) {
			const cells = [short, long].flatMap((results) => [results[index].seconds.toFixed(2), results[index].times.toFixed(2)]);
			console.log(`| ${[name, packed, unpacked, ...cells].join(' | ')} |`);
		}
	}
	if (!hasWine) console.log(`\nThe Windows programs were not run: ${wineSetup.stderr.trim()}`);
} finally {
	if (hasWine) {
		spawnSync('chroot', [WINE, 'wineserver', '-k'], {env: WINE_ENVIRONMENT, stdio: 'ignore'});
		rmSync(wineFolder, {recursive: true, force: true});
	}
	rmSync(folder, {recursive: true, force: true});
}
