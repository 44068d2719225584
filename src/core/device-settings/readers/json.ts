/** JSON: `ConvertTo-Json` output for registry keys or certificates, or a plain object with the value names. */
import type {StoredCertificate} from '../../types.js';
import type {FactCollector} from '../collector.js';
import type {ContextReader} from '../reader.js';
import {SETTINGS, USER_PROXY_NAMES} from '../settings.js';
import {STORE_NAME, storedCertificate} from '../stored-certificate.js';
import {isAdvancedProxy} from './winhttp-proxy.js';

const NAME = new RegExp(
	`"(?:${[...SETTINGS.map(({name}) => name), ...USER_PROXY_NAMES, STORE_NAME].join('|')})"\\s{0,64}:|${STORE_NAME}\\b`,
	'i',
);

/** PowerShell does not write deeper objects (its depth is 2 by default, 100 at most). */
const MAX_DEPTH = 100;

export const JSON_FILE: ContextReader = {
	kind: 'json',
	what: 'JSON with the values of the registry key',
	source: 'ConvertTo-Json of Get-ItemProperty or Get-ChildItem; PSPath names the key or the store',
	// A wulens report names policies too, but only in texts, and may be next to the log.
	recognizes: ({text}) =>
		/^\s*[[{]/.test(text) && NAME.test(text) && !isAdvancedProxy(text) && !/^\s*\{\s*"schema"\s*:\s*"wulens-report\//.test(text),
	read({text}, facts) {
		let root: unknown;
		try {
			root = JSON.parse(text);
		} catch {
			return 'It is JSON that cannot be parsed: it is damaged or truncated.';
		}
		new Walk(facts).run(root);
		return null;
	},
	examples: [
		'{"SetProxyBehaviorForUpdateDetection":0,"WUServer":"https://wsus.example:8531","AU":{"UseWUServer":1}}',
		'[{"DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection":1,' +
			'"PSPath":"Microsoft.PowerShell.Core\\\\Registry::HKEY_LOCAL_MACHINE\\\\SOFTWARE\\\\' +
			'Policies\\\\Microsoft\\\\Windows\\\\WindowsUpdate"}]',
		'{"WindowsServerUpdateServices":[{"Thumbprint":"00112233445566778899AABBCCDDEEFF00112233",' +
			'"Subject":"CN=wsus.example","NotAfter":"\\/Date(1798761600000)\\/"}]}',
	],
};

interface Place {
	readonly node: unknown;
	readonly depth: number;
	readonly key: string | null;
	/** Under a name or in an object that identifies these as the certificates of the store. */
	readonly inStore: boolean;
}

/** Visits the objects of a file with a list instead of recursion, so that nesting cannot exhaust the stack. */
class Walk {
	private readonly facts: FactCollector;
	private readonly places: Place[] = [];
	private readonly certificates: StoredCertificate[] = [];
	private hasStore = false;

	constructor(facts: FactCollector) {
		this.facts = facts;
	}

	run(root: unknown): void {
		this.places.push({node: root, depth: 0, key: null, inStore: false});
		for (let place = this.places.pop(); place !== undefined; place = this.places.pop()) {
			const {node, depth} = place;
			if (typeof node !== 'object' || node === null || depth > MAX_DEPTH) continue;
			if (Array.isArray(node)) this.addItems(node, place);
			else this.visit(Object.entries(node), place);
		}
		if (this.hasStore) this.facts.certificates(this.certificates);
	}

	/** Last in, first out: the first item is visited next. */
	private addItems(items: readonly unknown[], place: Place): void {
		for (const node of items.toReversed()) this.places.push({...place, node, depth: place.depth + 1});
	}

	private visit(members: Members, place: Place): void {
		const key = textOf(members, 'pspath') ?? place.key;
		if (key !== null) this.facts.key(key);
		const inStore = place.inStore || namesStore(textOf(members, 'pspath')) || namesStore(textOf(members, 'psparentpath'));
		const certificate = inStore ? certificateOf(members) : null;
		if (certificate !== null) {
			this.certificates.push(certificate);
			this.hasStore = true;
			return;
		}
		for (const [name, value] of members.toReversed()) {
			if (typeof value !== 'object' || value === null) continue;
			const isStore = name.toLowerCase() === STORE_NAME.toLowerCase();
			if (isStore && Array.isArray(value)) this.hasStore = true;
			this.places.push({node: value, depth: place.depth + 1, key: keyBelow(key, name), inStore: inStore || isStore});
		}
		for (const [name, value] of members) {
			if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
				this.facts.setting(name, String(value), key);
		}
	}
}

type Members = readonly (readonly [string, unknown])[];

/** Member names are not case-sensitive. `null` if the value is not text, or is empty. */
function textOf(members: Members, name: string): string | null {
	const value = members.find(([other]) => other.toLowerCase() === name)?.[1];
	return typeof value === 'string' && value !== '' ? value : null;
}

function certificateOf(members: Members): StoredCertificate | null {
	return storedCertificate({
		subject: textOf(members, 'subject'),
		issuer: textOf(members, 'issuer'),
		thumbprint: textOf(members, 'thumbprint'),
		notAfter: dateOf(textOf(members, 'notafter')),
	});
}

function namesStore(path: string | null): boolean {
	return path !== null && new RegExp(`\\\\${STORE_NAME}(?:\\\\|$)`, 'i').test(path);
}

/** Member names can be registry keys, full paths or subkeys. */
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
