/** `wulens page`: writes the page, or serves it to this computer. */
import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {PROJECT, runWulens} from '../helpers/run-wulens.js';

const PAGE = join(PROJECT, 'dist', 'wulens.html');
let folder = '';

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'wulens-page-command-'));
});

afterEach(() => rmSync(folder, {recursive: true}));

describe('wulens page', () => {
	it('writes wulens.html, or the file that is named', async () => {
		for (const [args, name] of [
			[[], 'wulens.html'],
			[['--out', 'other.html'], 'other.html'],
		] as const) {
			const {stdout, stderr, status} = await runWulens(['page', ...args], {cwd: folder});
			expect([stdout, stderr, status]).toEqual([`Wrote ${name}. Open it in a browser and drop logs on it.\n`, '', 0]);
			expect(readFileSync(join(folder, name), 'utf8')).toBe(readFileSync(PAGE, 'utf8'));
		}
	});

	it('says what it cannot do', async () => {
		for (const [args, text] of [
			[['8080'], 'A port is for --serve.'],
			[['--serve', 'http'], 'The port must be one number from 0 to 65535, not "http".'],
			[['--serve', '70000'], 'The port must be one number'],
			[['--out', 'no/folder/page.html'], 'there is no such folder'],
		] as const) {
			const {stderr, status} = await runWulens(['page', ...args], {cwd: folder});
			expect([args, status]).toEqual([args, 2]);
			expect(stderr).toContain(text);
		}
	});

	it('serves it on 127.0.0.1 until it is interrupted', async () => {
		const child = spawn(process.execPath, [join(PROJECT, 'bin', 'wulens.js'), 'page', '--serve', '0']);
		const ended = new Promise<number | null>((resolve) => {
			child.on('close', resolve);
		});
		const told = await new Promise<string>((resolve) => {
			child.stdout.setEncoding('utf8').once('data', resolve);
		});
		const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(told)?.[0] ?? '';
		const response = await fetch(address);
		expect(await response.text()).toBe(readFileSync(PAGE, 'utf8'));
		expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'sha256-.*; frame-ancestors 'none'$/);
		expect((await fetch(`${address}package.json`)).status).toBe(404);
		expect((await fetch(address, {method: 'POST'})).status).toBe(405);
		const taken = await runWulens(['page', '--serve', new URL(address).port]);
		expect([taken.status, taken.stderr]).toEqual([2, `wulens: Port ${new URL(address).port} cannot be used: another program uses it.\n`]);
		child.kill('SIGINT');
		expect(await ended).toBe(0);
	});
});

it('the page is one file of a size that can be handed out, and names what is in it', () => {
	const page = readFileSync(PAGE, 'utf8');
	const {version} = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
	expect(page.length).toBeLessThan(1_000_000);
	expect(page).toContain(`wulens ${version}\n`);
	expect(page).toContain('preact');
	expect(page).toContain('MIT License');
	const head = page.slice(0, page.indexOf('</head>'));
	expect(head).not.toMatch(/<(?:link|base|script)\b/);
	expect(page).not.toMatch(/<(?:img|iframe|object|embed|link)\b[^>]*(?:src|href)=["']?(?:https?:)?\/\//);
});
