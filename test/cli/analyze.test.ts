/** The built `wulens analyze`: inputs, outputs, exit codes, as a user meets them. */
import {copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {PROJECT, runWulens} from '../helpers/run-wulens.js';

const GOOD = 'samples/wsus-https-store-empty-ok.log';
const BAD = 'samples/wsus-system-proxy-fails-no-fallback.log';
const UTF16 = 'samples/utf16-wsus-offline-cancelled.log';
let folder = '';

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'wulens-cli-'));
});
afterAll(() => rmSync(folder, {recursive: true, force: true}));

describe('inputs', () => {
	it('reads several files and says the totals', async () => {
		const {stdout, status} = await runWulens(['analyze', GOOD, BAD]);
		expect(status).toBe(0);
		expect(stdout).toContain(GOOD);
		expect(stdout).toContain('2 files: 2 analyzed. 6 scans, 2 online: 1 failed, 0 canceled, 5 succeeded');
	});

	it('reads standard input as it reads the file, in any encoding', async () => {
		const piped = await runWulens(['analyze', '-', '--reporter', 'ndjson'], {input: readFileSync(join(PROJECT, UTF16))});
		const read = await runWulens(['analyze', UTF16, '--reporter', 'ndjson']);
		expect(piped.status).toBe(0);
		expect({...JSON.parse(piped.stdout), path: ''}).toEqual({...JSON.parse(read.stdout), path: ''});
	});

	it('takes a folder for the files in it, in order of their names', async () => {
		const {stdout} = await runWulens(['analyze', 'samples', '--reporter', 'ndjson']);
		const paths = stdout
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line).path);
		expect(paths).toContain(join('samples', 'wsus-http.log'));
		expect(paths).toEqual([...paths].sort());
	});

	it('reads the folders in a folder, too', async () => {
		const outer = mkdtempSync(join(folder, 'deep-'));
		mkdirSync(join(outer, 'pc1', 'logs'), {recursive: true});
		copyFileSync(GOOD, join(outer, 'pc1', 'logs', 'WindowsUpdate.log'));
		const {stdout, status} = await runWulens(['analyze', outer, '-r', 'ndjson']);
		expect(status).toBe(0);
		expect(JSON.parse(stdout)).toMatchObject({path: join(outer, 'pc1', 'logs', 'WindowsUpdate.log'), status: 'analyzed'});
	});

	it('takes a pattern for the files that match, where the shell leaves it as it is', async () => {
		const {stdout, status} = await runWulens(['analyze', 'samples/wsus-https-*.log', '-r', 'ndjson']);
		const paths = stdout
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line).path);
		expect(status).toBe(0);
		expect(paths.length).toBeGreaterThan(1);
		expect(paths.every((path) => /^samples.wsus-https-.*\.log$/.test(path))).toBe(true);
		const none = await runWulens(['analyze', 'samples/nothing-*.log', GOOD, '-r', 'csv']);
		expect(none.status).toBe(3);
		expect(none.stderr).toBe('wulens: samples/nothing-*.log: No file or folder matches this pattern.\n');
	});

	it('reads a list of inputs, from a file or from standard input', async () => {
		const list = join(folder, 'list.txt');
		writeFileSync(list, `${GOOD}\r\n\r\n${BAD}`);
		const fromFile = await runWulens(['analyze', '--files-from', list, '-r', 'csv']);
		const fromStdin = await runWulens(['analyze', '--files-from', '-', '-r', 'csv'], {input: `${GOOD}\n${BAD}\n`});
		expect(fromFile.stdout.match(/^samples/gm)).toHaveLength(6);
		expect(fromStdin.stdout).toBe(fromFile.stdout);
	});
});

describe('what cannot be read', () => {
	it('is named, the rest is done, exit code 3', async () => {
		const {stdout, stderr, status} = await runWulens(['analyze', 'no/such.log', GOOD, '--reporter', 'json']);
		expect(status).toBe(3);
		expect(stderr).toBe('wulens: no/such.log: It cannot be read: there is no such file.\n');
		expect(JSON.parse(stdout).files.map((file: {status: string}) => file.status)).toEqual(['failed', 'analyzed']);
	});

	it('ends with exit code 2 where nothing could be read', async () => {
		expect((await runWulens(['analyze', 'no/such.log'])).status).toBe(2);
		mkdirSync(join(folder, 'empty'));
		const empty = await runWulens(['analyze', join(folder, 'empty')]);
		expect(empty.status).toBe(2);
		expect(empty.stderr).toBe(`wulens: ${join(folder, 'empty')}: There are no files in this folder.\n`);
	});

	it('survives links that go in circles', async () => {
		const link = join(folder, 'circle');
		symlinkSync(link, link);
		const {stderr, status} = await runWulens(['analyze', link]);
		expect(status).toBe(2);
		expect(stderr).toContain('symbolic links go in circles');
	});

	it('names other files for what they are', async () => {
		const other = join(folder, 'WUAHandler.log');
		writeFileSync(
			other,
			'<![LOG[Scan failed]LOG]!><time="10:00:00.000+000" date="01-02-2024" component="WUAHandler" ' +
				'context="" type="3" thread="1" file="a.cpp:1">\r\n',
		);
		const {stdout, status} = await runWulens(['analyze', other, '--reporter', 'ndjson']);
		expect(status).toBe(0);
		expect(JSON.parse(stdout)).toMatchObject({status: 'skipped', log: null, scans: []});
		expect(JSON.parse(stdout).reason).toContain('WUAHandler.log of Configuration Manager: its last scan failed on 2024-01-02 at 10:00:00');
	});
});

describe('files that are plainly no logs', () => {
	function folderOfThree(): string {
		const inside = mkdtempSync(join(folder, 'aside-'));
		writeFileSync(join(inside, 'README.md'), '# Notes\n\nSome words.\n');
		writeFileSync(join(inside, 'a.log'), readFileSync(join(PROJECT, GOOD)));
		writeFileSync(join(inside, 'picture.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
		return inside;
	}

	it('are one line at the end where they were found in a folder', async () => {
		const inside = folderOfThree();
		const names = [join(inside, 'README.md'), join(inside, 'picture.png')];
		const text = (await runWulens(['analyze', inside, '--width', '1000'])).stdout;
		expect(text.startsWith(join(inside, 'a.log'))).toBe(true);
		expect(text.trimEnd().split('\n').at(-1)).toBe(`Not Windows Update logs: ${names.join(', ')}`);
		expect(text).toContain('3 files: 1 analyzed, 2 skipped.');
		const markdown = (await runWulens(['analyze', inside, '-r', 'markdown'])).stdout;
		expect(markdown.trimEnd().split('\n').at(-1)).toBe(`Not Windows Update logs: ${names.map((name) => `\`${name}\``).join(', ')}`);
		expect(markdown.match(/^## .*/gm)).toEqual([`## \`${join(inside, 'a.log')}\``, '## All files']);
	});

	it('have their entry in JSON all the same', async () => {
		const {files} = JSON.parse((await runWulens(['analyze', folderOfThree(), '-r', 'json'])).stdout);
		expect(files.map(({status}: {status: string}) => status)).toEqual(['skipped', 'analyzed', 'skipped']);
	});

	it('get their message where they are named, and so does what may be meant as a log', async () => {
		const inside = folderOfThree();
		expect((await runWulens(['analyze', join(inside, 'README.md')])).stdout).toContain('No line looks like a Windows Update log.');
		writeFileSync(join(inside, 'strange.log'), 'words\n');
		writeFileSync(join(inside, 'CBS.txt'), '2024-01-02 03:04:05, Info                  CBS    Starting\n');
		const {stdout} = await runWulens(['analyze', inside]);
		expect(stdout).toContain(`${join(inside, 'strange.log')}\n`);
		expect(stdout).toContain('This is CBS.log');
	});
});

describe('--brief', () => {
	it('prints the verdict on each log and the first thing to do', async () => {
		const {stdout} = await runWulens(['analyze', '--brief', '--width', '1000', GOOD, BAD]);
		expect(stdout.split('\n').map((line) => line.slice(0, 24))).toEqual(
			[
				GOOD.slice(0, 24),
				'  ✓ All 3 scans succeedet',
				BAD.slice(0, 24),
				'  ✗ 1 of 3 scans failed: h',
				'  → Next: See which proxy',
				'',
				'2 files: 2 analyzed. 6 sc',
				'',
			].map((line) => line.slice(0, 24)),
		);
		const markdown = (await runWulens(['analyze', '--brief', '-r', 'markdown', GOOD, BAD])).stdout;
		expect(markdown.match(/^- \*\*.*/gm)).toHaveLength(2);
		expect(markdown).toMatch(/\*\*Next:\*\* See which proxy .* `netsh winhttp show proxy`\n/);
	});
});

describe('--full', () => {
	it('prints all evidence and explanations, which else are cut short', async () => {
		const short = (await runWulens(['analyze', BAD])).stdout;
		const full = (await runWulens(['analyze', '--full', BAD])).stdout;
		expect(short).toMatch(/and 2 lines more/);
		expect(full).not.toMatch(/lines? more/);
		expect(full).toContain('Since September 2020');
		expect(short).not.toContain('Since September 2020');
		expect(full.split('\n').length).toBeGreaterThan(short.split('\n').length);
	});
});

describe('outputs', () => {
	it('prints the report and nothing else on standard output', async () => {
		const {stdout, stderr} = await runWulens(['analyze', BAD, '--reporter', 'json']);
		expect(stderr).toBe('');
		expect(JSON.parse(stdout)).toMatchObject({
			schema: 'wulens-report/1',
			tool: {name: 'wulens'},
			totals: {files: 1, scans: 3, failedScans: 1},
		});
	});

	it('writes to a file, and never over an input', async () => {
		const out = join(folder, 'report.csv');
		const {stdout, status} = await runWulens(['analyze', BAD, '--reporter', 'csv', '--out', out]);
		expect(status).toBe(0);
		expect(stdout).toBe('');
		expect(readFileSync(out, 'utf8').split('\r\n')).toHaveLength(5);

		const copy = join(folder, 'copy.log');
		writeFileSync(copy, readFileSync(join(PROJECT, BAD)));
		const refused = await runWulens(['analyze', copy, '--out', copy]);
		expect(refused.status).toBe(2);
		expect(refused.stderr).toContain('is one of the inputs');
		expect(readFileSync(copy)).toEqual(readFileSync(join(PROJECT, BAD)));
	});

	it('says where it cannot write', async () => {
		const {stderr, status} = await runWulens(['analyze', BAD, '--out', join(folder, 'no', 'folder.txt')]);
		expect(status).toBe(2);
		expect(stderr).toContain('Cannot write');
	});

	it('ends quietly when the reader goes away', async () => {
		const {stderr} = await runWulens(['analyze', 'samples', 'samples', 'samples', '--reporter', 'json'], {closeAfter: 100});
		expect(stderr).toBe('');
	});

	it('has color only where it should', async () => {
		const colored = async (args: readonly string[], env: Record<string, string> = {}): Promise<boolean> =>
			(await runWulens(['analyze', BAD, ...args], {env})).stdout.includes('\u001b[');
		expect(await colored([])).toBe(false);
		expect(await colored(['--color'])).toBe(true);
		expect(await colored([], {FORCE_COLOR: '1'})).toBe(true);
		expect(await colored([], {FORCE_COLOR: '1', NO_COLOR: '1'})).toBe(false);
		expect(await colored(['--no-color'], {FORCE_COLOR: '1'})).toBe(false);
		expect(await colored(['--color'], {NO_COLOR: '1'})).toBe(true);
	});

	it('wraps text to the width asked for', async () => {
		const {stdout} = await runWulens(['analyze', GOOD, '--width', '60']);
		expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
	});
});

describe('usage', () => {
	it.each([
		[['analyze'], 'Missing argument: FILE. Name a log, a folder, or "-" for standard input.'],
		[['analyze', GOOD, '--reporter', 'xml'], 'Invalid value "xml" for --reporter. Choose text, markdown, html, json, ndjson, or csv.'],
		[['analyze', GOOD, '--nonsense'], 'Unknown option "--nonsense".'],
		[['analyze', GOOD, '--width', 'wide'], 'Invalid value "wide" for --width. Use a whole number'],
		[['analyze', '-', '-'], 'Standard input ("-") can be read only once.'],
		[['analyze', '--files-from', 'no-such-list'], 'Cannot read the list no-such-list: there is no such file.'],
		[['anaylze'], 'Unknown command "anaylze". Did you mean "analyze"?'],
		[['frobnicate'], 'Unknown command "frobnicate". Run "wulens --help"'],
		[['missing.log'], 'There is no file or command "missing.log".'],
		[['--nonsense'], 'Unknown option "--nonsense".'],
		[['analyze', GOOD, '--brief', '-r', 'csv'], '--brief cannot be used with --reporter csv.'],
		[['analyze', GOOD, '--full', '-r', 'json'], '--full cannot be used with --reporter json.'],
		[['analyze', GOOD, '--full', '--brief'], '--full and --brief exclude each other.'],
		[['__proto__'], 'Unknown command "__proto__".'],
	])('%j is refused in one line, exit code 2', async (args, message) => {
		const {stdout, stderr, status} = await runWulens(args);
		expect(status).toBe(2);
		expect(stdout).toBe('');
		expect(stderr).toContain(message);
		expect(stderr.trim().split('\n')).toHaveLength(1);
	});

	it('takes a code in place of a command', async () => {
		for (const code of ['0x8024402C', '-2145107924', 'WU_E_PT_WINHTTP_NAME_NOT_RESOLVED'])
			expect(await runWulens([code, '--no-color'])).toEqual(await runWulens(['explain', code, '--no-color']));
	});

	it('explains itself', async () => {
		for (const args of [[], ['--help'], ['help'], ['help', '--help'], ['analyze', '--help'], ['help', 'analyze']]) {
			const {stdout, status} = await runWulens(args);
			expect(status).toBe(0);
			expect(stdout).toContain('Usage:');
		}
		const {version} = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
		expect((await runWulens(['--version'])).stdout).toBe(`${version}\n`);
	});
});
