/** Several files make one picture of the device. */
import {describe, expect, it} from 'vitest';
import {mergeContext} from '../../../src/core/device-settings/merge-settings.js';
import {type ContextPart, readContextFile} from '../../../src/core/device-settings/read-settings.js';
import {GP_KEY, lines, MDM_KEY, OTHER_THUMBPRINT, regFile, THUMBPRINT} from '../../helpers/settings-files.js';
import {bytesOf} from '../../helpers/log-lines.js';

function part(path: string, text: string): ContextPart {
	const reading = readContextFile(bytesOf(text), path);
	if ('problem' in reading) throw new Error(reading.problem);
	return reading;
}

const PROXY = lines('Current WinHTTP proxy settings:', '', '    Proxy Server(s) :  proxy:8080', '    Bypass List     :  (none)');
const DIRECT = lines('Current WinHTTP proxy settings:', '', '    Direct access (no proxy server).');
const store = (...thumbprints: readonly string[]): string =>
	JSON.stringify({WindowsServerUpdateServices: thumbprints.map((thumbprint) => ({Thumbprint: thumbprint, Subject: 'CN=wsus.example'}))});
const NOTHING = {
	proxyPolicy: null,
	pinningPolicy: null,
	wsusServer: null,
	useWsusServer: null,
	systemProxy: null,
	userProxy: null,
	certificateStore: null,
	sourcePolicies: null,
};

describe('mergeContext', () => {
	it('of no file is nothing', () => {
		expect(mergeContext([])).toEqual({context: null, conflicts: []});
	});

	it('of a file that says nothing names the file', () => {
		expect(mergeContext([part('a.reg', regFile(`[${GP_KEY}]`))])).toEqual({
			context: {...NOTHING, files: [{path: 'a.reg', kind: 'registry-export'}]},
			conflicts: [],
		});
	});

	it('puts together what each file says', () => {
		expect(
			mergeContext([
				part('a.reg', regFile(`[${GP_KEY}]`, '"WUServer"="http://wsus"')),
				part('b.txt', PROXY),
				part('c.json', store(THUMBPRINT)),
			]),
		).toEqual({
			context: {
				...NOTHING,
				files: [
					{path: 'a.reg', kind: 'registry-export'},
					{path: 'b.txt', kind: 'winhttp-proxy'},
					{path: 'c.json', kind: 'json'},
				],
				wsusServer: 'http://wsus',
				systemProxy: {direct: false, proxy: 'proxy:8080', bypass: null},
				certificateStore: [{subject: 'CN=wsus.example', issuer: null, thumbprint: THUMBPRINT, notAfter: null}],
			},
			conflicts: [],
		});
	});

	it('counts the first of two files that disagree, and says so', () => {
		const first = [part('a.json', '{"UseWUServer":1,"WUServer":"http://one"}'), part('b.txt', DIRECT), part('c.json', store())];
		const second = [part('d.json', '{"UseWUServer":0,"WUServer":"http://two"}'), part('e.txt', PROXY), part('f.json', store(THUMBPRINT))];
		expect(mergeContext([...first, ...second])).toMatchObject({
			context: {useWsusServer: true, wsusServer: 'http://one', systemProxy: {direct: true}, certificateStore: []},
			conflicts: [
				'd.json: Its value for WUServer is "http://two", but a.json, which was read first, has "http://one". The first one is used.',
				'd.json: Its value for UseWUServer is 0, but a.json, which was read first, has 1. The first one is used.',
				'e.txt: Its value for the WinHTTP proxy is "proxy:8080", but b.txt, which was read first, has no proxy. The first one is used.',
				`f.json: Its value for the WindowsServerUpdateServices store is certificate ${THUMBPRINT}, but ` +
					'c.json, which was read first, has no certificate. The first one is used.',
			],
		});
	});

	it('shows what differs where the rest is the same', () => {
		const other = PROXY.replace('(none)', '<local>');
		const long = `http://${'wsus'.repeat(100)}`;
		const thumbprints = ['1', '2', '3', '4'].map((digit) => digit.repeat(40));
		expect(mergeContext([part('a.txt', PROXY), part('b.txt', other)]).conflicts).toEqual([
			'b.txt: Its value for the WinHTTP proxy is "proxy:8080" (bypass "<local>"), but a.txt, which was ' +
				'read first, has "proxy:8080". The first one is used.',
		]);
		expect(mergeContext([part('a.json', store(THUMBPRINT, OTHER_THUMBPRINT)), part('b.json', store(...thumbprints))]).conflicts).toEqual([
			'b.json: Its value for the WindowsServerUpdateServices store is 4 certificates ' +
				`(${thumbprints.slice(0, 3).join(', ')}, …), but a.json, which was read first, has 2 certificates ` +
				`(${THUMBPRINT}, ${OTHER_THUMBPRINT}). The first one is used.`,
		]);
		expect(mergeContext([part('a.json', `{"WUServer":"${long}"}`), part('b.json', '{"WUServer":"http://b"}')]).conflicts).toEqual([
			'b.json: Its value for WUServer is "http://b", but a.json, which was read first, has ' +
				`"${long.slice(0, 120)}…". The first one is used.`,
		]);
	});

	it('sees no contradiction where files say the same', () => {
		expect(
			mergeContext([
				part('a.json', '{"WUServer":"http://WSUS:8530/"}'),
				part('b.json', '{"WUServer":"http://wsus:8530"}'),
				part('c.txt', PROXY),
				part('d.txt', PROXY),
			]),
		).toMatchObject({context: {wsusServer: 'http://WSUS:8530/'}, conflicts: []});
	});

	it('counts Group Policy before other keys, whatever the order', () => {
		const mdm = part('a.reg', regFile(`[${MDM_KEY}]`, '"SetProxyBehaviorForUpdateDetection"=dword:00000001'));
		const policy = part('b.reg', regFile(`[${GP_KEY}]`, '"SetProxyBehaviorForUpdateDetection"=dword:00000000'));
		for (const parts of [
			[mdm, policy],
			[policy, mdm],
		])
			expect(mergeContext(parts)).toMatchObject({context: {proxyPolicy: 0}, conflicts: []});
	});

	it('completes a listing of the same certificates', () => {
		const registry = part(
			'a.reg',
			regFile(
				...[OTHER_THUMBPRINT, THUMBPRINT].map(
					(thumbprint) =>
						`[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SystemCertificates\\WindowsServerUpdateServices\\Certificates\\${thumbprint}]`,
				),
			),
		);
		expect(mergeContext([registry, part('b.json', store(THUMBPRINT, OTHER_THUMBPRINT))])).toMatchObject({
			context: {
				certificateStore: [
					{thumbprint: OTHER_THUMBPRINT, subject: 'CN=wsus.example'},
					{thumbprint: THUMBPRINT, subject: 'CN=wsus.example'},
				],
			},
			conflicts: [],
		});
	});
});
