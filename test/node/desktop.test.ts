/** The desktop as the terminal UI uses it: paths, files opened before, clipboard, report files. */
import {chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {clipboardSequence, createDesktop, type Desktop, type DesktopOptions, detectWsl} from '../../src/node/view/desktop.js';
import {stateFolder} from '../../src/node/view/desktop-state.js';

let folder = '';
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wulens-desktop-'));
});
afterEach(async () => {
	await rm(folder, {recursive: true, force: true});
});

function desktop(options: DesktopOptions = {}): Desktop {
	return createDesktop({env: {WULENS_STATE: join(folder, 'state')}, platform: 'linux', home: folder, folder, isWsl: false, ...options});
}

async function file(name: string): Promise<string> {
	const path = join(folder, name);
	await writeFile(path, '');
	return path;
}

describe('resolveDropped', () => {
	it('takes the first reading whose paths all exist', async () => {
		const whole = await file('a b.log');
		const part = await file('a');
		expect(await desktop().resolveDropped([[whole], [part, join(folder, 'b.log')]])).toEqual({paths: [whole]});
		expect(await desktop().resolveDropped([[join(folder, 'x y')], [part, folder]])).toEqual({paths: [part, folder]});
	});

	it('says of each missing path of the best reading why', async () => {
		const part = await file('a');
		const result = await desktop().resolveDropped([[`${part} gone.log`], [part, join(folder, 'gone.log'), join(part, 'x.log')]]);
		expect(result).toEqual({
			reason: `${join(folder, 'gone.log')}: there is no such file\n${join(part, 'x.log')}: a part of the path is not a folder`,
		});
	});

	it('counts what would be too much to name', async () => {
		const paths = Array.from({length: 40}, (_, index) => join(folder, `${index}.log`));
		const result = await desktop().resolveDropped([paths]);
		expect('reason' in result && result.reason.split('\n')).toHaveLength(6);
		expect('reason' in result && result.reason).toContain('and 35 more');
	});

	it('has an answer to nothing and to nonsense', async () => {
		expect(await desktop().resolveDropped([])).toEqual({reason: 'This is not a path.'});
		expect(await desktop().resolveDropped([['a\0b']])).toEqual({reason: 'a\0b: the path is not valid'});
		expect(await desktop().resolveDropped([['x'.repeat(5000)]])).toEqual({reason: `${'x'.repeat(5000)}: the path is too long`});
	});
});

describe('complete', () => {
	beforeEach(async () => {
		await mkdir(join(folder, 'Logs'));
		await file('Logs/one.log');
		await file('lost.log');
		await file('.hidden');
		await symlink(join(folder, 'Logs'), join(folder, 'Latest'));
	});

	it('lists what begins so, folders with a separator', async () => {
		expect(await desktop().complete(join(folder, 'L'))).toEqual([`${folder}/Latest/`, `${folder}/Logs/`]);
		expect(await desktop().complete(`${folder}/Logs/`)).toEqual([`${folder}/Logs/one.log`]);
	});

	it('does not care for case where the system does not', async () => {
		expect(await desktop({platform: 'darwin'}).complete(`${folder}/lo`)).toEqual([`${folder}/Logs/`, `${folder}/lost.log`]);
	});

	it('shows hidden files when a dot is typed', async () => {
		expect(await desktop().complete(`${folder}/.h`)).toEqual([`${folder}/.hidden`]);
		expect(await desktop().complete(`${folder}/`)).not.toContain(`${folder}/.hidden`);
	});

	it('keeps the tilde that was typed', async () => {
		expect(await desktop().complete('~')).toEqual(['~/']);
		expect(await desktop().complete('~/Lo')).toEqual(['~/Logs/']);
	});

	it('lists 200 of many, and the last of all', async () => {
		for (let number = 0; number < 250; number++) await file(`Logs/x${String(number).padStart(3, '0')}`);
		await file('Logs/zz');
		const listed = await desktop().complete(`${folder}/Logs/`);
		expect(listed).toHaveLength(200);
		expect(listed.at(-1)).toBe(`${folder}/Logs/zz`);
	});

	it('has nothing to say of folders that are not there', async () => {
		expect(await desktop().complete(`${folder}/gone/x`)).toEqual([]);
		expect(await desktop().complete('\0')).toEqual([]);
	});
});

describe('files opened before', () => {
	it('are remembered, the latest first, each once', async () => {
		const one = await file('one.log');
		const two = await file('two.log');
		let second = 0;
		const now = (): Date => new Date(Date.UTC(2024, 2, 12, 19, 0, second++));
		const {remember, recents} = desktop({now});
		await Promise.all([remember([one]), remember([two, '-']), remember([one])]);
		await rm(two);
		expect(await recents()).toEqual([
			{path: one, time: '2024-03-12T19:00:02.000Z', exists: true},
			{path: two, time: '2024-03-12T19:00:01.000Z', exists: false},
		]);
		expect(await readdir(join(folder, 'state'))).toEqual(['recent-files.json']);
		expect((await stat(join(folder, 'state', 'recent-files.json'))).mode & 0o777).toBe(0o600);
	});

	it('are twenty at most, with whole paths', async () => {
		const {remember, recents} = desktop();
		await remember(Array.from({length: 30}, (_, index) => `${index}.log`));
		await remember(['last.log']);
		const paths = (await recents()).map(({path}) => path);
		expect(paths).toHaveLength(20);
		expect(paths.slice(0, 2)).toEqual([resolve('last.log'), resolve('0.log')]);
	});

	it('are none where the file is damaged', async () => {
		const {remember, recents} = desktop();
		await mkdir(join(folder, 'state'));
		for (const text of [
			'{',
			'null',
			'[]',
			'{"files": 1}',
			'{"files": [1, null, {"path": 2, "time": "x"}, {"path": "/x", "time": "never"}]}',
		]) {
			await writeFile(join(folder, 'state', 'recent-files.json'), text);
			expect(await recents()).toEqual([]);
		}
		await remember(['/x.log']);
		expect(await recents()).toHaveLength(1);
	});

	it('are forgotten without a word where nothing can be written', async () => {
		const {remember, recents, copy} = desktop({env: {WULENS_STATE: join(await file('no-folder'), 'state')}});
		await remember(['/x.log']);
		expect(await recents()).toEqual([]);
		expect(await copy('text')).toEqual({sequence: '\u001b]52;c;dGV4dA==\u0007', path: null});
	});

	it('does not ask servers whether they are there', async () => {
		const {recents} = desktop();
		await mkdir(join(folder, 'state'));
		await writeFile(
			join(folder, 'state', 'recent-files.json'),
			JSON.stringify({files: [{path: '\\\\server\\share\\x.log', time: '2024-03-12T19:00:01.000Z'}]}),
		);
		expect(await recents()).toMatchObject([{exists: true}]);
	});

	it('are where the platform keeps such things', () => {
		expect(stateFolder({}, 'linux', '/home/x')).toBe('/home/x/.local/state/wulens');
		expect(stateFolder({XDG_STATE_HOME: '/state'}, 'linux', '/home/x')).toBe('/state/wulens');
		expect(stateFolder({XDG_STATE_HOME: 'state'}, 'linux', '/home/x')).toBe('/home/x/.local/state/wulens');
		expect(stateFolder({}, 'darwin', '/Users/x')).toBe('/Users/x/Library/Application Support/wulens');
		expect(stateFolder({LOCALAPPDATA: '/local'}, 'win32', '/x')).toBe('/local/wulens');
		expect(stateFolder({WULENS_STATE: '/here', XDG_STATE_HOME: '/state'}, 'linux', '/x')).toBe('/here');
	});
});

describe('the clipboard', () => {
	it('is the one of the terminal, and a file of the user alone', async () => {
		const {sequence, path} = await desktop().copy('a line: ü');
		expect(sequence).toBe(`\u001b]52;c;${Buffer.from('a line: ü').toString('base64')}\u0007`);
		expect(path).toBe(join(folder, 'state', 'clipboard.txt'));
		await chmod(path ?? '', 0o644);
		await desktop().copy('other');
		expect(await readFile(path ?? '', 'utf8')).toBe('other');
		expect((await stat(path ?? '')).mode & 0o777).toBe(0o600);
	});

	it('is reached through tmux', () => {
		expect(clipboardSequence('x', {TMUX: '/tmp/tmux'})).toBe('\u001b]52;c;eA==\u0007\u001bPtmux;\u001b\u001b]52;c;eA==\u0007\u001b\\');
	});

	it('takes neither nothing nor too much', async () => {
		expect(clipboardSequence('', {})).toBeNull();
		expect(clipboardSequence('x'.repeat(74_994), {})).toHaveLength(100_000);
		expect(clipboardSequence('x'.repeat(74_995), {})).toBeNull();
		const {sequence, path} = await desktop().copy('ü'.repeat(50_000));
		expect(sequence).toBeNull();
		expect(await readFile(path ?? '', 'utf8')).toHaveLength(50_000);
	});
});

describe('writeFileBeside', () => {
	it('never overwrites', async () => {
		const {writeFileBeside} = desktop();
		expect(await writeFileBeside('wulens-report.html', 'one')).toEqual({path: join(folder, 'wulens-report.html')});
		expect(await writeFileBeside('wulens-report.html', 'two')).toEqual({path: join(folder, 'wulens-report-2.html')});
		expect(await readFile(join(folder, 'wulens-report.html'), 'utf8')).toBe('one');
	});

	it('goes where it can, and says why where it cannot', async () => {
		const gone = join(folder, 'gone');
		expect(await desktop({folder: gone}).writeFileBeside('x.html', '')).toEqual({path: join(folder, 'x.html')});
		expect(await desktop({folder: gone, home: gone, temporaryFolder: folder}).writeFileBeside('y.html', '')).toEqual({
			path: join(folder, 'y.html'),
		});
		expect((await stat(join(folder, 'y.html'))).mode & 0o777).toBe(0o600);
		expect(await desktop({folder: gone, home: gone, temporaryFolder: gone}).writeFileBeside('z.html', '')).toEqual({
			reason: `${gone}: there is no such folder`,
		});
	});

	it('takes plain names only', async () => {
		await expect(desktop().writeFileBeside('../x.html', '')).rejects.toThrow(TypeError);
	});
});

describe('writeFileAt', () => {
	it('writes where it is told, and never over something else', async () => {
		const {writeFileAt} = desktop();
		expect(await writeFileAt('a.csv', 'one')).toEqual({path: join(folder, 'a.csv')});
		expect(await writeFileAt(join(folder, 'a.csv'), 'two')).toEqual({path: join(folder, 'a-2.csv')});
		expect(await writeFileAt('~/a.csv', 'three')).toEqual({path: join(folder, 'a-3.csv')});
		await mkdir(join(folder, 'b.csv'));
		expect(await writeFileAt('b.csv', 'four')).toEqual({path: join(folder, 'b-2.csv')});
		await symlink(join(folder, 'elsewhere'), join(folder, 'c.csv'));
		expect(await writeFileAt('c.csv', 'five')).toEqual({path: join(folder, 'c-2.csv')});
		expect(await readFile(join(folder, 'a.csv'), 'utf8')).toBe('one');
		expect(await readFile(join(folder, 'a-3.csv'), 'utf8')).toBe('three');
	});

	it('says why it cannot', async () => {
		expect(await desktop().writeFileAt('gone/a.csv', '')).toEqual({reason: `${join(folder, 'gone/a.csv')}: there is no such folder`});
	});
});

describe('WSL', () => {
	it('is told by the environment or the kernel', () => {
		expect(detectWsl({WSL_DISTRO_NAME: 'Ubuntu'}, 'linux', () => '')).toBe(true);
		expect(detectWsl({}, 'linux', () => 'Linux version 5.15.0-microsoft-standard-WSL2')).toBe(true);
		expect(detectWsl({}, 'linux', () => 'Linux version 6.1.0')).toBe(false);
		expect(detectWsl({WSL_DISTRO_NAME: 'Ubuntu'}, 'win32', () => '')).toBe(false);
	});
});
