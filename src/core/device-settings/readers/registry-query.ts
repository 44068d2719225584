/** The output of `reg query … /s`. */
import type {StoredCertificate} from '../../types.js';
import type {ContextReader} from '../reader.js';
import {storeKeyThumbprint} from '../settings.js';

/** A remote query puts the computer name before the hive. */
const KEY = /^((?:\\\\[^\\\s]{1,255}\\)?HKEY_[A-Z_]{2,32}\\.{1,2048})$/;
const VALUE = /^\s{1,16}(\S{1,255})\s{1,16}REG_[A-Z_]{2,32}(?:\s(.*))?$/;

export const REGISTRY_QUERY: ContextReader = {
	kind: 'registry-query',
	what: 'the output of reg query',
	source: 'reg.exe: the key in the first column, below it name, type and data, indented; the same in every language',
	recognizes: ({lines}) =>
		lines.some((line) => KEY.test(line)) && lines.some((line) => VALUE.test(line) || storeKeyThumbprint(line.trimEnd()) !== null),
	read({lines}, facts) {
		const certificates = new Map<string, StoredCertificate>();
		let key: string | null = null;
		for (const line of lines) {
			const header = KEY.exec(line);
			if (header !== null) {
				key = (header[1] ?? '').trimEnd();
				facts.key(key);
				const thumbprint = storeKeyThumbprint(key);
				if (thumbprint !== null && thumbprint !== '')
					certificates.set(thumbprint, {subject: null, issuer: null, thumbprint, notAfter: null});
				continue;
			}
			const [, name = '', data = ''] = VALUE.exec(line) ?? [];
			if (name !== '') facts.setting(name, data, key);
		}
		// Without /s, subkeys are not shown, so their absence does not mean an empty store.
		if (certificates.size > 0) facts.certificates([...certificates.values()]);
		return null;
	},
	examples: [
		'\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate\r\n    WUServer    ' +
			'REG_SZ    https://wsus.example:8531\r\n    SetProxyBehaviorForUpdateDetection    REG_DWORD    ' +
			'0x0\r\n\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate\\AU\r\n    ' +
			'UseWUServer    REG_DWORD    0x1\r\n',
	],
};
