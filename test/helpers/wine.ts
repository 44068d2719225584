/** Runs Windows programs under Wine, in a folder that test/release/wine.sh makes. */
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdirSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {isMissing} from './needs.js';
import {PROJECT} from './run-wulens.js';

/** Kept between runs: it takes minutes to make. */
const FOLDER = process.env.WULENS_WINE ?? '/var/tmp/wulens-wine';
/** What programs under Wine see as Z:\check. */
export const CHECK_FOLDER: string = join(FOLDER, 'check');

const made = spawnSync(join(PROJECT, 'test/release/wine.sh'), [FOLDER], {encoding: 'utf8', stdio: ['ignore', 'inherit', 'pipe']});

/** One line, for the name of the suite. */
export const WINE_NEEDED: string = made.status === 0 ? 'Wine 10' : `Wine 10: ${made.stderr.trim()}`;
export const isWineMissing: boolean = isMissing(WINE_NEEDED, made.status === 0);

const ENVIRONMENT = {
	HOME: '/root',
	WINEDEBUG: '-all',
	WINEPREFIX: '/root/.wine',
	LANG: 'C.UTF-8',
	PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
	XDG_RUNTIME_DIR: '/tmp',
};

export interface WineRun {
	readonly status: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** What programs there see on C:. */
export const onDriveC = (...names: readonly string[]): string => join(FOLDER, 'root', '.wine', 'drive_c', ...names);

/** Wine's settings, made anew: nothing of an earlier run is left. */
export function startWine(): void {
	rmSync(CHECK_FOLDER, {recursive: true, force: true});
	mkdirSync(CHECK_FOLDER, {recursive: true});
	// Otherwise it ends with each program, and starting it anew takes longer than most of them.
	execFileSync('chroot', [FOLDER, 'wineserver', '-p'], {env: ENVIRONMENT, stdio: 'ignore'});
	execFileSync('chroot', [FOLDER, 'wineboot', '-i'], {env: ENVIRONMENT, stdio: 'ignore'});
}

export function endWine(): void {
	spawnSync('chroot', [FOLDER, 'wineserver', '-k'], {env: ENVIRONMENT, stdio: 'ignore'});
	rmSync(CHECK_FOLDER, {recursive: true, force: true});
}

/** What a shell runs to start a program there in Z:\check; arguments of a shell, already quoted. */
export function wineCommand(program: string): string {
	const variables = Object.entries(ENVIRONMENT).map(([name, value]) => `${name}=${value}`);
	return `env ${variables.join(' ')} chroot ${FOLDER} sh -c 'cd /check && exec wine ${program} "$@"' wine`;
}

/** Standard streams are files: Wine's Node cannot use pipes. */
export function runInWine(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): WineRun {
	const command = `cd /check && exec wine ${program} "$@" </dev/null >/tmp/stdout 2>/tmp/stderr`;
	const {status} = spawnSync('chroot', [FOLDER, 'sh', '-c', command, 'wine', ...args], {env: {...ENVIRONMENT, ...env}, stdio: 'ignore'});
	const output = (name: string): string => readFileSync(join(FOLDER, 'tmp', name), 'utf8');
	return {status, stdout: output('stdout'), stderr: output('stderr')};
}

/** Until Wine is started anew, which takes the name of the computer that it runs on. */
export function nameWinePc(name: string): void {
	const key = String.raw`HKLM\System\CurrentControlSet\Control\ComputerName\ActiveComputerName`;
	const {status} = runInWine('reg', ['add', key, '/v', 'ComputerName', '/t', 'REG_SZ', '/d', name, '/f']);
	if (status !== 0) throw new Error(`Wine does not take the name ${name}`);
}
