/** The output of netsh winhttp show proxy in several languages, told by its structure. */
import {describe, expect, it} from 'vitest';
import {readContextFile} from '../../../src/core/device-settings/read-settings.js';
import {factsOf, factsOfText, lines, readText} from '../../helpers/settings-files.js';

const DIRECT = {systemProxy: {direct: true, proxy: null, bypass: null}};

function proxy(list: string, bypass: string | null): unknown {
	return {systemProxy: {direct: false, proxy: list, bypass}};
}

describe('direct access', () => {
	it.each([
		['English', 'Current WinHTTP proxy settings:', 'Direct access (no proxy server).'],
		['German', 'Aktuelle WinHTTP-Proxyeinstellungen:', 'Direkter Zugriff (kein Proxyserver).'],
		['Spanish', 'Configuración actual del proxy WinHTTP:', 'Acceso directo (sin servidor proxy).'],
		['French', 'Paramètres de proxy WinHTTP actuels :', 'Accès direct (sans serveur proxy).'],
		['Italian', 'Impostazioni proxy WinHTTP correnti:', 'Accesso diretto (nessun server proxy).'],
		['Russian', 'Текущие параметры прокси WinHTTP:', 'Прямой доступ (без прокси-сервера).'],
		['Japanese', '現在の WinHTTP プロキシ設定:', '直接アクセス (プロキシ サーバーなし)。'],
		['Chinese', '当前的 WinHTTP 代理服务器设置:', '直接访问(没有代理服务器)。'],
		['full-width marks', '当前的 WinHTTP 代理服务器设置：', '直接访问（没有代理服务器）。'],
	])('%s', (_, heading, sentence) => {
		const text = lines('', heading, '', `    ${sentence}`, '', '');
		expect(readText(text)).toMatchObject({kind: 'winhttp-proxy', notes: []});
		expect(factsOfText(text)).toEqual(DIRECT);
	});

	it('in the code page of a Japanese console', () => {
		const heading = [
			0x8c, 0xbb, 0x8d, 0xdd, 0x82, 0xcc, 0x20, 0x57, 0x69, 0x6e, 0x48, 0x54, 0x54, 0x50, 0x20, 0x83, 0x76, 0x83, 0x8d, 0x83, 0x4c, 0x83,
			0x56, 0x90, 0xdd, 0x92, 0xe8, 0x3a,
		];
		const sentence = [
			0x20, 0x20, 0x20, 0x20, 0x92, 0xbc, 0x90, 0xda, 0x83, 0x41, 0x83, 0x4e, 0x83, 0x5a, 0x83, 0x58, 0x20, 0x28, 0x83, 0x76, 0x83, 0x8d,
			0x83, 0x4c, 0x83, 0x56, 0x20, 0x83, 0x54, 0x81, 0x5b, 0x83, 0x6f, 0x81, 0x5b, 0x82, 0xc8, 0x82, 0xb5, 0x29, 0x81, 0x42,
		];
		expect(factsOf(readContextFile(Uint8Array.of(...heading, 13, 10, 13, 10, ...sentence, 13, 10), 'x'))).toEqual(DIRECT);
	});
});

describe('a proxy', () => {
	it.each([
		['English', 'Current WinHTTP proxy settings:', 'Proxy Server(s) :  proxy.example:8080', 'Bypass List     :  (none)'],
		['German', 'Aktuelle WinHTTP-Proxyeinstellungen:', 'Proxyserver:  proxy.example:8080', 'Umgehungsliste:  (keine)'],
		['Spanish', 'Configuración actual del proxy WinHTTP:', 'Servidores proxy: proxy.example:8080', 'Lista de omisión: (ninguno)'],
		[
			'French',
			'Paramètres de proxy WinHTTP actuels :',
			'Serveur(s) proxy\u00a0:  proxy.example:8080',
			'Liste de contournement     :  (aucun)',
		],
		['Chinese', '当前的 WinHTTP 代理服务器设置:', '代理服务器:  proxy.example:8080', '绕过列表     :  (无)'],
	])('%s', (_, heading, server, bypass) => {
		expect(factsOfText(lines('', heading, '', `    ${server}`, `    ${bypass}`, ''))).toEqual(proxy('proxy.example:8080', null));
	});

	it.each([
		'proxy',
		'proxy:8080',
		'10.1.2.3:3128',
		'[fd00::3]:8080',
		'http=a:80;https=b:8443',
		'http://proxy.example:8080/',
		'a:80 b:81',
		'прокси.example:8080',
	])('%s', (list) => {
		expect(
			factsOfText(
				lines('Current WinHTTP proxy settings:', '', `    Proxy Server(s) :  ${list}`, '    Bypass List     :  <local>;*.corp.example'),
			),
		).toEqual(proxy(list, '<local>;*.corp.example'));
	});

	it('without a line about exceptions, or without the heading', () => {
		expect(factsOfText(lines('Current WinHTTP proxy settings:', '    Proxy Server(s) :  proxy:8080'))).toEqual(proxy('proxy:8080', null));
		expect(factsOfText(lines('    Proxy Server(s) :  proxy:8080', '    Bypass List     :  <local>'))).toEqual(
			proxy('proxy:8080', '<local>'),
		);
		expect(factsOfText('Direct access (no proxy server).')).toEqual(DIRECT);
	});
});

describe('something else below the heading', () => {
	it.each([
		['nothing', []],
		['an error', ['    Access is denied.']],
		['no list', ['    Proxy Server(s) :  what is this (really)?']],
		['the advanced form', ['{', '    "Proxy":    "proxy:8080",', '}']],
	])('%s is a problem', (_, below) => {
		expect(readText(lines('Current WinHTTP proxy settings:', '', ...below))).toEqual({
			kind: 'winhttp-proxy',
			problem: expect.stringMatching(/^It looks like the output of netsh/),
		});
	});
});

it.each([
	'netsh winhttp show proxy',
	'WinHTTP: SendRequestWithAuthRetry using proxy failed',
	'See "WinHTTP proxy settings":',
])('%j is no heading', (text) => {
	expect(readText(lines(text, '', '    Direct (access)'))).toMatchObject({kind: null});
});

describe('netsh winhttp show advproxy', () => {
	const output = (values: string): string => `\r\nCurrent WinHTTP advanced proxy settings:\r\n\r\n${values}\r\n`;
	const json = (proxy: string, script: string, detects: boolean): string =>
		`{\r\n\t"Proxy":\t"${proxy}",\r\n\t"ProxyBypass":\t"<local>",\r\n\t"AutoconfigUrl":\t"${script}",\r\n\t"AutoDetect":\t${detects}\r\n}`;

	it.each([
		['with its heading', output(json('proxy.example:8080', '', false))],
		['without it', json('proxy.example:8080', '', false)],
		['in one line', '{"Proxy":"proxy.example:8080","ProxyBypass":"<local>","AutoconfigUrl":"","AutoDetect":false}'],
	])('names the system proxy, %s', (_what, text) => {
		expect(readText(text)).toMatchObject({
			kind: 'winhttp-proxy',
			notes: [],
			facts: {systemProxy: {value: {direct: false, proxy: 'proxy.example:8080', bypass: '<local>'}}, userProxy: null},
		});
	});

	it('says direct only where there is no script and no detection either', () => {
		expect(readText(output(json('', '', false)))).toMatchObject({facts: {systemProxy: {value: {direct: true}}}, notes: []});
		expect(readText(output(json('', 'http://wpad.example/proxy.pac', true)))).toMatchObject({
			facts: {systemProxy: null},
			notes: [
				'The system (WinHTTP) takes its proxy from a script: http://wpad.example/proxy.pac.',
				'The system (WinHTTP) detects its proxy automatically (WPAD).',
			],
		});
	});

	it('is told where it is damaged', () => {
		expect(readText(output('{"Proxy":"p:1","ProxyBypass":x,"AutoDetect":true}'))).toMatchObject({
			problem: expect.stringContaining('advproxy'),
		});
	});
});
