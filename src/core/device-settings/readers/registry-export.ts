/** `.reg` files, created by regedit and `reg export`. */
import type {StoredCertificate} from '../../types.js';
import type {ContextReader} from '../reader.js';
import {settingRow, storeKeyThumbprint, userProxyPart} from '../settings.js';

const HEADER = /^(?:Windows Registry Editor Version 5\.00|REGEDIT4)\s{0,16}$/i;
const KEY = /^\s{0,16}\[(-?)([^\]]{1,2048})\]/;
const VALUE = /^\s{0,16}"((?:[^"\\]|\\.){1,255})"\s{0,16}=\s{0,16}(.*)$/s;
const TEXT = /^"((?:[^"\\]|\\.){0,2048})"/;
const BYTES = /^hex(?:\(([0-9a-f])\))?:(.*)$/i;

/** Only blank lines can come before the header. */
const HEADER_WITHIN = 8;

/** No setting is longer. */
const MAX_DATA = 8192;

export const REGISTRY_EXPORT: ContextReader = {
	kind: 'registry-export',
	what: 'a registry export (.reg)',
	source: 'first line of .reg files; Microsoft: How to add, modify, or delete registry subkeys and values by using a .reg file',
	recognizes: ({lines}) => HEADER.test(firstText(lines)),
	read({lines}, facts) {
		const isOld = /^REGEDIT4/i.test(firstText(lines));
		const store = new StoreKeys();
		let key: string | null = null;
		for (let at = 0; at < lines.length; at++) {
			const line = lines[at] ?? '';
			const header = KEY.exec(line);
			if (header !== null) {
				// "[-HKEY_…]" deletes a key; nothing below it is a value.
				key = header[1] === '-' ? null : (header[2] ?? null);
				if (key === null) continue;
				facts.key(key);
				store.addKey(key);
				continue;
			}
			const [, quoted = '', data = ''] = VALUE.exec(line) ?? [];
			const name = unescaped(quoted);
			if (key === null || name === '' || (settingRow(name) === null && userProxyPart(name, key) === null)) continue;
			const whole = wholeData(data, lines, at);
			at = whole.lastLine;
			const value = dataOf(whole.data, isOld);
			if (value === null) facts.note(`The value of ${name} cannot be read.`);
			else facts.setting(name, value, key);
		}
		// An export contains all subkeys: none below the store's key means that the store is empty.
		if (store.isThere) facts.certificates(store.certificates());
		return null;
	},
	examples: [
		[
			'Windows Registry Editor Version 5.00',
			'',
			'[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate]',
			'"WUServer"="https://wsus.example:8531"',
			'"SetProxyBehaviorForUpdateDetection"=dword:00000000',
			'',
			'[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate\\AU]',
			'"UseWUServer"=dword:00000001',
			'',
		].join('\r\n'),
		[
			'REGEDIT4',
			'',
			'[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate]',
			'"DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection"=dword:00000001',
			'',
		].join('\r\n'),
	],
};

/** The certificates of the store are its subkeys, named by thumbprint. */
class StoreKeys {
	/** The key of the store, or one below it, was seen. */
	isThere = false;
	private readonly thumbprints = new Set<string>();

	addKey(key: string): void {
		const thumbprint = storeKeyThumbprint(key);
		if (thumbprint === null) return;
		this.isThere = true;
		if (thumbprint !== '') this.thumbprints.add(thumbprint);
	}

	certificates(): readonly StoredCertificate[] {
		return [...this.thumbprints].map((thumbprint) => ({subject: null, issuer: null, thumbprint, notAfter: null}));
	}
}

/** Long binary values continue on the next line after a backslash. @returns also the number of the last line */
function wholeData(first: string, lines: readonly string[], line: number): {readonly data: string; readonly lastLine: number} {
	let data = first.trim();
	let at = line;
	for (; /^hex/i.test(data) && data.endsWith('\\') && at + 1 < lines.length && data.length < MAX_DATA; at++)
		data = data.slice(0, -1) + (lines[at + 1] ?? '').trim();
	return {data, lastLine: at};
}

function firstText(lines: readonly string[]): string {
	return lines.slice(0, HEADER_WITHIN).find((line) => line.trim() !== '') ?? '';
}

/** `null`: it cannot be read. A deletion (`-`) means no value, returned as ''. */
function dataOf(data: string, isOld: boolean): string | null {
	if (/^-(?:\s|;|$)/.test(data)) return '';
	const text = TEXT.exec(data);
	if (text !== null) return unescaped(text[1] ?? '');
	if (/^dword:/i.test(data)) return data.replace(/\s{0,64};.*$/s, '');
	const [, type = '', hex = ''] = BYTES.exec(data) ?? [];
	const bytes = (hex.match(/[0-9a-f]{2}/gi) ?? []).map((pair) => Number.parseInt(pair, 16));
	// REG_DWORD and text as bytes: UTF-16 since version 5, the system code page before.
	if (type === '4' && bytes.length === 4) return String(bytes.reduceRight((sum, byte) => sum * 256 + byte, 0));
	if (type !== '1' && type !== '2') return null;
	let decoded = '';
	for (let at = 0; at + (isOld ? 0 : 1) < bytes.length; at += isOld ? 1 : 2) {
		const code = (bytes[at] ?? 0) + (isOld ? 0 : 256 * (bytes[at + 1] ?? 0));
		if (code === 0) break;
		decoded += String.fromCharCode(code);
	}
	return decoded;
}

function unescaped(text: string): string {
	return text.replace(/\\(.)/g, '$1');
}
