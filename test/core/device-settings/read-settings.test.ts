/** Any file: encodings, several forms in one file, what is not taken, and bytes of every kind. */
import {readdirSync, readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
	type ContextPart,
	type ContextProblem,
	identifyContext,
	MAX_CONTEXT_BYTES,
	readContextFile,
} from '../../../src/core/device-settings/read-settings.js';
import {CONTEXT_READERS} from '../../../src/core/device-settings/readers/index.js';
import {SETTINGS} from '../../../src/core/device-settings/settings.js';
import {ENDLESS_CONTEXT, factsOf, factsOfText, GP_KEY, lines, readText, regFile, THUMBPRINT} from '../../helpers/settings-files.js';
import {bytesOf, concat, etwLog, legacyLog, start, utf16} from '../../helpers/log-lines.js';

const SEED = 20240316;

describe.each(CONTEXT_READERS.map((reader) => [reader.what, reader] as const))('%s', (what, reader) => {
	it('has examples that are read without a problem', () => {
		expect(reader.examples.length).toBeGreaterThan(0);
		for (const example of reader.examples) {
			expect(readText(example)).toMatchObject({path: 'a file', kind: reader.kind, notes: []});
			expect(Object.keys(factsOfText(example))).not.toEqual([]);
			expect(identifyContext(bytesOf(example))).toBe(reader.kind);
		}
	});

	it('names its sign', () => {
		expect(reader.source).not.toBe('');
		expect(what).toMatch(/^(?:an? |the |what |JSON )/);
	});
});

it('settings name their source', () => {
	for (const {name, source} of SETTINGS) expect([name, source]).toEqual([expect.stringMatching(/^\w+$/), expect.stringMatching(/\S/)]);
});

describe('encodings', () => {
	const text = regFile(`[${GP_KEY}]`, '"WUServer"="http://wsüs"');
	const body = utf16(text);
	const swapped = body.map((_, at) => body[at ^ 1] ?? 0);

	it.each([
		['UTF-8', bytesOf(text)],
		['UTF-8 with a mark', concat(Uint8Array.of(0xef, 0xbb, 0xbf), bytesOf(text))],
		['UTF-16', body],
		['UTF-16 with a mark', concat(Uint8Array.of(0xff, 0xfe), body)],
		['UTF-16 the other way round', concat(Uint8Array.of(0xfe, 0xff), swapped)],
		['Windows-1252', Uint8Array.from(text, (letter) => letter.charCodeAt(0))],
	])('%s', (_, bytes) => {
		expect(factsOf(readContextFile(bytes, 'x'))).toEqual({wsusServer: 'http://wsüs'});
	});

	it('two in one file, as a shell appends them', () => {
		const first = lines('', 'Current WinHTTP proxy settings:', '', '    Direct access (no proxy server).', '', '-'.repeat(2000));
		const both = concat(bytesOf(first), utf16(lines(GP_KEY, '    UseWUServer    REG_DWORD    0x1')));
		expect(factsOf(readContextFile(both, 'x'))).toMatchObject({systemProxy: {direct: true}, useWsusServer: true});
	});

	it('line ends of every kind', () => {
		for (const end of ['\n', '\r', '\r\n']) expect(factsOfText(text.replaceAll('\r\n', end))).toEqual({wsusServer: 'http://wsüs'});
	});

	it('invisible characters, as copying from the certificate window leaves them', () => {
		expect(factsOfText(`{"WindowsServerUpdateServices":[{"Thumbprint":"\u200e${THUMBPRINT}"}]}`)).toMatchObject({
			certificateStore: [{thumbprint: THUMBPRINT}],
		});
	});
});

it('takes several outputs from one file', () => {
	const text = lines(
		'C:\\>reg query HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate /s',
		'',
		GP_KEY,
		'    WUServer    REG_SZ    https://wsus.example:8531',
		'',
		'C:\\>netsh winhttp show proxy',
		'',
		'Current WinHTTP proxy settings:',
		'',
		'    Proxy Server(s) :  proxy:8080',
		'    Bypass List     :  (none)',
		'',
		'C:\\>certutil -store WindowsServerUpdateServices',
		'WindowsServerUpdateServices',
		'CertUtil: -store command completed successfully.',
	);
	expect(readText(text)).toMatchObject({kind: 'registry-query', notes: []});
	expect(factsOfText(text)).toEqual({
		wsusServer: 'https://wsus.example:8531',
		systemProxy: {direct: false, proxy: 'proxy:8080', bypass: null},
		certificateStore: [],
	});
});

it('takes the good outputs of a file and notes the others', () => {
	const part = readText(lines('Current WinHTTP proxy settings:', '', GP_KEY, '    UseWUServer    REG_DWORD    0x1'));
	expect(part).toMatchObject({kind: 'registry-query', notes: [expect.stringMatching(/netsh/)], facts: {useWsusServer: {value: true}}});
});

describe('what is not taken', () => {
	it.each([
		['nothing', '', /^It is empty\.$/],
		['blanks', '\r\n \r\n', /^It is empty\.$/],
		['a log of Windows 10', etwLog(start('X', 1)), /^It is a log, not a registry export/],
		['a log of Windows 7', legacyLog('Agent *************'), /^It is a log, not/],
		['a log that quotes settings', etwLog(start('X', 1)) + lines(GP_KEY, '    UseWUServer    REG_DWORD    0x1'), /^It is a log, not/],
		[
			'a CMTrace log',
			'<![LOG[WUServer : http://wsus]LOG]!><time="08:53:25.968+240" date="07-14-2021">',
			/^It is a Configuration Manager client log/,
		],
		['a web page', '<!doctype html><html><td>WUServer</td>', /^It is a web page, not/],
		['other text', 'Dear all,\nthe PC finds no updates.', /^It is not a registry export/],
	])('%s', (_, text, problem) => {
		expect(readText(text)).toEqual({kind: null, problem: expect.stringMatching(problem)});
		expect(identifyContext(bytesOf(text))).toBeNull();
	});

	it('samples and reports of the project', () => {
		for (const folder of ['../../../samples/', '../../golden/']) {
			for (const name of readdirSync(new URL(folder, import.meta.url))) {
				const bytes = new Uint8Array(readFileSync(new URL(folder + name, import.meta.url)));
				expect([name, identifyContext(bytes)]).toEqual([name, null]);
			}
		}
	});

	it('files that are too large', () => {
		expect(readContextFile(new Uint8Array(MAX_CONTEXT_BYTES + 1), 'x')).toEqual({
			kind: null,
			problem: 'It is larger than 4 MiB, which is too large for a file with these settings.',
		});
	});
});

describe('no bytes make it throw', () => {
	function check(result: ContextPart | ContextProblem): void {
		if ('problem' in result) {
			expect(result.problem).toMatch(/\.$/);
			return;
		}
		const {proxyPolicy, wsusServer, systemProxy, certificateStore} = factsOf(result) as {
			proxyPolicy?: unknown;
			wsusServer?: string;
			systemProxy?: {direct: boolean; proxy: string | null};
			certificateStore?: readonly {thumbprint: string}[];
		};
		expect([undefined, 0, 1]).toContain(proxyPolicy);
		if (wsusServer !== undefined) expect(wsusServer).not.toBe('');
		if (systemProxy !== undefined) expect(systemProxy.proxy === null).toBe(systemProxy.direct);
		for (const {thumbprint} of certificateStore ?? []) expect(thumbprint).toMatch(/^[0-9a-f]{40}$/);
		for (const note of result.notes) expect(note).toMatch(/\.$/);
	}

	it('alone', () => {
		fc.assert(
			fc.property(fc.uint8Array({maxLength: 400}), (bytes) => check(readContextFile(bytes, 'x'))),
			{seed: SEED, numRuns: 1000},
		);
	});

	it('in and around examples', () => {
		const examples = CONTEXT_READERS.flatMap((reader) => reader.examples);
		const change = fc.record({at: fc.double({min: 0, max: 1, noNaN: true}), cut: fc.nat(20), bytes: fc.uint8Array({maxLength: 12})});
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom(...examples), {minLength: 1, maxLength: 3}),
				fc.boolean(),
				fc.array(change, {maxLength: 6}),
				(texts, wide, changes) => {
					const whole = wide ? utf16(texts.join('')) : bytesOf(texts.join(''));
					const bytes = changes.reduce((before, {at, cut, bytes: other}) => {
						const start = Math.floor(at * before.length);
						return concat(before.subarray(0, start), other, before.subarray(start + cut));
					}, whole);
					check(readContextFile(bytes, 'x'));
				},
			),
			{seed: SEED, numRuns: 2000},
		);
	});

	it('built from the words of the forms', () => {
		const words = fc.constantFrom(
			'WindowsServerUpdateServices',
			'================ Certificate 0 ================',
			'CertUtil: -store',
			'Current WinHTTP proxy settings:',
			' : ',
			':',
			'WUServer',
			'UseWUServer : ',
			'\r\n',
			'\n',
			'    ',
			GP_KEY,
			'REG_DWORD',
			'Hive: ',
			THUMBPRINT,
			'(sha1): ',
			'CN=',
			'"',
			'{',
			'[',
			']',
			'}',
			'\\',
			'=',
			'dword:',
			'hex(2):',
			'Windows Registry Editor Version 5.00\r\n',
			'PSPath : ',
			'Certificate::LocalMachine\\',
			'(no)',
		);
		fc.assert(
			fc.property(fc.array(fc.oneof(words, fc.string({maxLength: 4})), {maxLength: 40}), (parts) => check(readText(parts.join('')))),
			{seed: SEED, numRuns: 2000},
		);
	});

	it.each(ENDLESS_CONTEXT)('and 4 MiB of %s are read', (_, unit, before) => {
		const text = (before + unit.repeat(Math.ceil(MAX_CONTEXT_BYTES / unit.length))).slice(0, MAX_CONTEXT_BYTES);
		check(readText(text));
	});
});
