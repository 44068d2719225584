/** JSON: what `ConvertTo-Json` writes of registry keys or certificates, or a plain object with the names of the values. */
import type {StoredCertificate} from '../../types.js';
import type {FactCollector} from '../collector.js';
import type {ContextReader} from '../reader.js';
import {SETTINGS} from '../settings.js';
import {STORE_NAME, storedCertificate} from '../stored-certificate.js';

const NAME = new RegExp(`"(?:${[...SETTINGS.map(({name}) => name), STORE_NAME].join('|')})"\\s{0,64}:|${STORE_NAME}\\b`, 'i');

/** Objects deeper than this hold nothing that PowerShell writes (its depth is 2 by default, 100 at most). */
const MAX_DEPTH = 100;

export const JSON_FILE: ContextReader = {
	kind: 'json',
	what: 'JSON with the values of the registry key',
	source: 'ConvertTo-Json of Get-ItemProperty or Get-ChildItem; PSPath names the key or the store',
	// A report of the program itself names policies, but as texts, and may lie beside the log.
	recognizes: ({text}) => /^\s*[[{]/.test(text) && NAME.test(text) && !/^\s*\{\s*"schema"\s*:\s*"wulens-report\//.test(text),
	read({text}, facts) {
		let root: unknown;
		try {
			root = JSON.parse(text);
		} catch {
			return 'It is JSON that cannot be parsed: it is damaged or cut short.';
		}
		walk(root, facts);
		return null;
	},
	examples: [
		'{"SetProxyBehaviorForUpdateDetection":0,"WUServer":"https://wsus.example:8531","AU":{"UseWUServer":1}}',
		'[{"DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection":1,"PSPath":"Microsoft.PowerShell.Core\\\\Registry::HKEY_LOCAL_MACHINE\\\\SOFTWARE\\\\Policies\\\\Microsoft\\\\Windows\\\\WindowsUpdate"}]',
		'{"WindowsServerUpdateServices":[{"Thumbprint":"00112233445566778899AABBCCDDEEFF00112233","Subject":"CN=wsus.example","NotAfter":"\\/Date(1798761600000)\\/"}]}',
	],
};

interface Place {
	readonly node: unknown;
	readonly depth: number;
	readonly key: string | null;
	/** Below a name or in an object that says these are the certificates of the store. */
	readonly inStore: boolean;
}

/** A list of what is still to be visited instead of recursion: nesting must not exhaust the stack. */
function walk(root: unknown, facts: FactCollector): void {
	const places: Place[] = [{node: root, depth: 0, key: null, inStore: false}];
	const certificates: StoredCertificate[] = [];
	let hasStore = false;
	for (let place = places.pop(); place !== undefined; place = places.pop()) {
		const {node, depth} = place;
		if (typeof node !== 'object' || node === null || depth > MAX_DEPTH) continue;
		if (Array.isArray(node)) {
			for (let at = node.length - 1; at >= 0; at--) places.push({...place, node: node[at], depth: depth + 1});
			continue;
		}
		const entries = Object.entries(node);
		const text = (name: string): string | null => {
			const value: unknown = entries.find(([other]) => other.toLowerCase() === name)?.[1];
			return typeof value === 'string' && value !== '' ? value : null;
		};
		const key = text('pspath') ?? place.key;
		if (key !== null) facts.key(key);
		const inStore = place.inStore || namesStore(text('pspath')) || namesStore(text('psparentpath'));
		const certificate = inStore
			? storedCertificate({
					subject: text('subject'),
					issuer: text('issuer'),
					thumbprint: text('thumbprint'),
					notAfter: dateOf(text('notafter')),
				})
			: null;
		if (certificate !== null) {
			certificates.push(certificate);
			hasStore = true;
			continue;
		}
		for (const [name, value] of entries.toReversed()) {
			if (typeof value === 'object' && value !== null) {
				const isStore = name.toLowerCase() === STORE_NAME.toLowerCase();
				if (isStore && Array.isArray(value)) hasStore = true;
				places.push({node: value, depth: depth + 1, key: keyBelow(key, name), inStore: inStore || isStore});
			}
		}
		for (const [name, value] of entries) {
			if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') facts.setting(name, String(value), key);
		}
	}
	if (hasStore) facts.certificates(certificates);
}

function namesStore(path: string | null): boolean {
	return path !== null && new RegExp(`\\\\${STORE_NAME}(?:\\\\|$)`, 'i').test(path);
}

/** Names of members may be keys of the registry, whole ones or subkeys. */
function keyBelow(key: string | null, name: string): string | null {
	if (/^HK(?:EY_|LM|CU|U\b)/i.test(name) || name.includes('::')) return name;
	return key === null ? null : `${key}\\${name}`;
}

/** Windows PowerShell writes dates as `/Date(milliseconds)/`. */
function dateOf(text: string | null): string | null {
	const milliseconds = text === null ? undefined : /^\/Date\((-?\d{1,15})\)\/$/.exec(text)?.[1];
	if (milliseconds === undefined) return text;
	return new Date(Number(milliseconds)).toISOString().slice(0, 19).replace('T', ' ');
}
