/** The names that a run has met, and the pseudonym of each: the same name gets the same one, in every file. */
import {OWN_WORDS} from './own-words.js';
import {FILE_EXTENSIONS, isPublicHost, isPublicSuffix, isTopLevel} from './public-names.js';

export type NameKind = 'host' | 'domain' | 'user' | 'share' | 'sid' | 'ip' | 'mail' | 'id' | 'group' | 'file' | 'thumbprint' | 'name';

/** A dotted name keeps a dot, because whether a server is called by its short or its full name matters to certificates. */
function hostForm(word: string): (number: number, name: string) => string {
	return (number, name) => (name.includes('.') ? `${word}-${number}.redacted` : `${word}-${number}`);
}

/** What stands instead of a name of each kind. */
const PSEUDONYMS: Readonly<Record<NameKind, {readonly what: string; readonly form: (number: number, name: string) => string}>> = {
	host: {what: 'a computer: WSUS, proxy or client', form: hostForm('host')},
	domain: {what: 'a DNS domain, or a Windows domain', form: hostForm('domain')},
	user: {what: 'an account of a person', form: (number) => `user-${number}`},
	share: {what: 'a share of a file server', form: (number) => `share-${number}`},
	sid: {
		what: 'a SID of an account or a domain',
		form: (number, name) => `${/^S-1-(?:5-21|12-1)/i.exec(name)?.[0].toUpperCase() ?? 'S-1'}-redacted-${number}`,
	},
	ip: {what: 'an IP address, or a range of them', form: (number) => `ip-${number}`},
	mail: {what: 'an e-mail address or user principal name', form: (number) => `mail-${number}`},
	id: {what: 'an id of a machine or a tenant', form: (number) => `id-${number}`},
	group: {what: 'a target group of WSUS', form: (number) => `group-${number}`},
	file: {what: 'an input; keeps what says its type', form: (number, name) => `file-${number}${extensionOf(name)}`},
	thumbprint: {
		what: 'the thumbprint of a certificate, which public lists of certificates can resolve',
		form: (number) => `thumbprint-${number}`,
	},
	name: {what: 'anything else: part of a distinguished name, or a secret that the caller named', form: (number) => `name-${number}`},
};

interface Known {
	readonly kind: NameKind;
	readonly name: string;
}

/** A name that stands alone in a text must be at least so long to be taken for itself. */
const MIN_STANDALONE = 3;

/** Numbers, codes, versions, products: never taken for a name that stands alone. */
const NO_NAME = new RegExp(
	`^(?:${[
		String.raw`[\d.:_-]+|0x[\da-f]+|[\da-f]{8}`,
		String.raw`kb\d+|win(?:dows)?-?(?:7|8|8\.1|1[01])|\d\dh[12]|20\d\dr2|x(?:64|86)|v\d{1,2}`,
		String.raw`utf-?(?:8|16|16le|16be)|sha-?(?:1|2|256)|md5|tls-?1(?:\.\d)?|ipv[46]`,
	].join('|')})$`,
);

const MAX_PLAIN = 20_000;

/** Every letter, digit and sign that a name without blanks may have. */
const TOKEN = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.$-]{0,254}$/u;

export interface NameBook {
	/** Grows with every name that is learned, so that a caller can tell whether a pass taught anything. */
	readonly size: number;
	/** Another one whenever a text may be rewritten in another way than before. */
	readonly version: number;
	/** Names with blanks or other signs, and where they stand in a text; `null` where there are none. */
	readonly literals: RegExp | null;
	/** The pseudonym of a name; known from now on, but not taken for itself where it stands alone. */
	pseudonym(kind: NameKind, name: string): string;
	/** Whether the text was met as a host; ordinary words can be, too. */
	isHost(text: string): boolean;
	/** Whether the text is a pseudonym that this book gave away. */
	isPseudonym(text: string): boolean;
	/** A computer, with its domains and its short name. */
	learnHost(host: string): void;
	learnDomain(domain: string): void;
	/** Replaces the name wherever it stands alone from now on, unless reports are made of such words. */
	learnAlone(kind: NameKind, name: string, alone?: string): void;
	/** Pseudonym of a name that stands alone; `null` where it is not known. */
	known(text: string): string | null;
	/** Whether any known name begins with this part. */
	mayBegin(part: string): boolean;
	/** Whether no known name begins with any part of the token, which somebody looked at and noted. */
	isPlain(token: string): boolean;
	setPlain(token: string): void;
	/** Whether the dotted name lies in a domain that is known. */
	isInKnownDomain(name: string): boolean;
}

export function createNameBook(): NameBook {
	const numbers = new Map<string, number>();
	const last = new Map<NameKind, number>();
	const given = new Set<string>();
	const alone = new Map<string, Known>();
	const beginnings = new Set<string>();
	const domains = new Set<string>();
	/** Short names that belong to a full name already. */
	const bound = new Set<string>();
	const literalNames = new Map<string, Known>();
	let literals: RegExp | null = null;
	let version = 0;
	/** Forgotten when there is a new beginning, or there are too many. */
	const plain = new Set<string>();

	function newNumber(kind: NameKind, name: string): number {
		let number = last.get(kind) ?? 0;
		// Real names can look like pseudonyms.
		let text = '';
		do {
			number++;
			text = PSEUDONYMS[kind].form(number, name).replace(/\.redacted$/, '');
		} while (alone.has(text) || numbers.has(`${kind}:${text}`));
		last.set(kind, number);
		return number;
	}

	function numberOf(kind: NameKind, name: string): number {
		const key = `${kind}:${name}`;
		const known = numbers.get(key);
		if (known !== undefined) return known;
		const dot = name.indexOf('.');
		if ((kind !== 'host' && kind !== 'domain') || dot <= 0) {
			const number = newNumber(kind, name);
			numbers.set(key, number);
			version++;
			return number;
		}
		version++;
		// The short and the full name of a computer share their number; of two computers with that short name the first does.
		const shortKey = `${kind}:${name.slice(0, dot)}`;
		const number = bound.has(shortKey) ? newNumber(kind, name) : (numbers.get(shortKey) ?? newNumber(kind, name));
		numbers.set(key, number);
		if (!bound.has(shortKey)) numbers.set(shortKey, number);
		bound.add(shortKey);
		return number;
	}

	function pseudonym(kind: NameKind, name: string): string {
		const key = kind === 'file' ? name : fold(name);
		const text = PSEUDONYMS[kind].form(numberOf(kind, key), key);
		if (!given.has(text)) {
			given.add(text);
			version++;
		}
		return text;
	}

	function add(text: string, known: Known): void {
		if (alone.has(text) || given.has(text)) return;
		alone.set(text, known);
		version++;
		const beginning = /^[^._$-]*/.exec(text)?.[0] ?? '';
		if (beginnings.has(beginning)) return;
		beginnings.add(beginning);
		plain.clear();
	}

	function learnAlone(kind: NameKind, name: string, text = name): void {
		const key = fold(text);
		if (key.length < MIN_STANDALONE || NO_NAME.test(key) || isPublicHost(key) || isTopLevel(key)) return;
		const known = {kind, name: kind === 'file' ? name : fold(name)};
		if (TOKEN.test(key)) {
			if (!isOwnWord(key)) add(key, known);
		} else if (!isOwnPhrase(key) && !literalNames.has(key)) {
			literalNames.set(key, known);
			literals = null;
			version++;
		}
	}

	function learnDomain(domain: string): void {
		const key = fold(domain);
		const labels = key.split('.');
		if (domains.has(key) || NO_NAME.test(key) || isPublicHost(key) || isPublicSuffix(labels)) return;
		domains.add(key);
		version++;
		if (labels.length > 1) add(key, {kind: 'domain', name: key});
		learnAlone('domain', key, labels[0]);
	}

	return {
		get size() {
			return alone.size + domains.size + literalNames.size + numbers.size;
		},
		get version() {
			return version;
		},
		get literals() {
			if (literals === null && literalNames.size > 0) {
				const longestFirst = [...literalNames.keys()].sort((a, b) => b.length - a.length);
				literals = new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'giu');
			}
			return literals;
		},
		pseudonym,
		isHost: (text) => numbers.has(`host:${fold(text)}`),
		isPseudonym: (text) => given.has(text),
		learnHost(host) {
			const key = fold(host);
			const labels = key.split('.');
			if (labels.length > 1) add(key, {kind: 'host', name: key});
			learnAlone('host', key, labels[0]);
			for (let at = 1; at < labels.length; at++) learnDomain(labels.slice(at).join('.'));
		},
		learnDomain,
		learnAlone,
		known(text) {
			const key = fold(text);
			const entry = alone.get(key) ?? literalNames.get(key);
			if (entry === undefined) return null;
			// A short name stays short: the pseudonym has the form of what stands there.
			if ((entry.kind !== 'host' && entry.kind !== 'domain') || key.includes('.')) return pseudonym(entry.kind, entry.name);
			numberOf(entry.kind, entry.name);
			return pseudonym(entry.kind, key);
		},
		mayBegin: (part) => beginnings.has(fold(part)),
		isPlain: (token) => plain.has(token),
		setPlain(token) {
			if (plain.size >= MAX_PLAIN) plain.clear();
			plain.add(token);
		},
		isInKnownDomain(name) {
			const labels = fold(name).split('.');
			return labels.some((_, index) => index > 0 && domains.has(labels.slice(index).join('.')));
		},
	};
}

const ASCII = /^[\u0000-\u007f]*$/;

export function fold(name: string): string {
	return (ASCII.test(name) ? name : name.normalize('NFC')).toLowerCase();
}

/** Whether a name cannot be told from a word of a report. */
export function isOwnWord(key: string): boolean {
	return OWN_WORDS.has(key);
}

/** Whether nothing but words of reports and numbers are in a name: `windowsupdate-2024-03-12`, `all computers`. */
export function isOwnPhrase(key: string): boolean {
	return key.split(/[^\p{L}\p{N}]+/u).every((part) => part === '' || OWN_WORDS.has(part) || NO_NAME.test(part));
}

/** `.log`, `.tar.gz`; '' where the end of the name does not say a type. */
export function extensionOf(path: string): string {
	const parts = (path.split(/[\\/]/).at(-1) ?? '').toLowerCase().split('.');
	let extension = '';
	while (parts.length > 1 && FILE_EXTENSIONS.has(parts.at(-1) ?? '')) extension = `.${parts.pop() ?? ''}${extension}`;
	return extension;
}

function escaped(text: string): string {
	return text.replace(/[$()*+.?[\\\]^{|}/]/g, (sign) => `\\${sign}`);
}
