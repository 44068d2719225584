/** What to do with a text that stands where a certain kind of name must stand. */
import {canonicalAddress, isEverywhere} from './address.js';
import {type Claim, TAKEN} from './draft.js';
import {extensionOf, fold, isOwnPhrase, isOwnWord, type NameBook, type NameKind} from './name-book.js';
import {CODE_NAMESPACE, FILE_EXTENSIONS, isPublicHost, isPublicId, isTopLevel, PATH_WORDS, PUBLIC_ACCOUNTS} from './public-names.js';

/** Learns the names in the text and says what stands instead of its parts; the places are relative to the text. */
export type Treatment = (text: string, book: NameBook) => readonly Claim[];

/** What logs and settings print where there is no name. */
const NO_VALUE = /^(?:|\(null\)|<null>|null|<local>|<-loopback>|none|not|no|yes|true|false|unknown|direct|default|auto|\*|\d{1,5})$/i;

/** Names that only machines have: letters with digits or a hyphen. */
const MACHINE = /^(?=[^\d]*\d|[^-]*-)(?=.*\p{L})[\p{L}\p{N}][\p{L}\p{N}-]{1,62}$/u;

/** Part of a path or of the name of a file that may be named after a machine. NetBIOS names have 15 characters at most. */
const MACHINE_IN_PATH = /^(?=[^\d]*\d)(?=.*\p{L})[\p{L}\p{N}][\p{L}\p{N}-]{2,14}$/u;

/** A NetBIOS name as tools print it. */
const CAPITALS = /^[A-Z][A-Z\d-]{2,14}$/;

/** Shares that Windows makes itself. */
const PUBLIC_SHARE = /^(?:[a-z]|admin|ipc|print|fax)\$$|^(?:sysvol|netlogon|wsuscontent|updateservicespackages)$/i;

/** Updates, jobs and services, also as the host of addresses such as `x-windowsupdate://…`. */
const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

const HOST = /^[\p{L}\p{N}_*%][\p{L}\p{M}\p{N}_.*%-]{0,254}/u;

function replaced(text: string, replacement: string | null): readonly Claim[] {
	return replacement === null ? [] : [{from: 0, to: text.length, text: replacement}];
}

function moved(claims: readonly Claim[], by: number): readonly Claim[] {
	return claims.map(({from, to, text}) => ({from: from + by, to: to + by, text}));
}

/** What stands instead of a host; the host itself where it says nothing about anybody, `null` where it is none. */
function hostName(host: string, book: NameBook): string | null {
	const address = canonicalAddress(host.replace(/^\[|\]$/g, ''));
	if (address !== null) return isEverywhere(address) ? host : book.pseudonym('ip', address);
	if (/^\d{1,3}(?:\.\d{1,3}){0,2}\.?$/.test(host)) return book.pseudonym('ip', host.replace(/\.$/, ''));
	const key = fold(host);
	if (NO_VALUE.test(key)) return null;
	if (GUID.test(key) || isPublicHost(key) || book.isPseudonym(key)) return host;
	const known = book.known(key);
	if (known !== null && key.includes('.')) return known;
	book.learnHost(key);
	return book.pseudonym('host', key);
}

/** `host`, `host:port`, `host:port/path`, `[::1]:port`, `*.domain`, `10.1.*`. */
export const hostTreatment: Treatment = (text, book) => {
	const bracketed = /^\[[\da-f:.%]{2,64}\]/i.exec(text)?.[0];
	if (bracketed !== undefined) return replaced(bracketed, hostName(bracketed, book));
	if (canonicalAddress(text) !== null) return replaced(text, hostName(text, book));
	const host = HOST.exec(text)?.[0].replace(/(?<![.-])[.-]{1,255}$/, '') ?? '';
	if (host === '') return [];
	if (!host.includes('*')) return replaced(host, hostName(host, book));
	const claims: Claim[] = [];
	for (const {0: part, index} of host.matchAll(/[^*]{1,255}/g)) {
		const from = index + (part.startsWith('.') ? 1 : 0);
		const name = part.replace(/^\.|\.$/g, '');
		if (name === '') continue;
		claims.push({from, to: from + name.length, text: domainName(name, book)});
	}
	return claims;
};

function domainName(domain: string, book: NameBook): string {
	const key = fold(domain);
	if (/^[\d.]{1,15}$/.test(key)) return book.pseudonym('ip', key);
	if (isPublicHost(key) || book.isPseudonym(key) || isTopLevel(key)) return domain;
	const known = book.known(key);
	if (known !== null) return known;
	book.learnDomain(key);
	return book.pseudonym('domain', key);
}

/** A host where other words can stand, too. */
export const likelyHostTreatment: Treatment = (text, book) => {
	const host = HOST.exec(text)?.[0] ?? '';
	const hasPort = /^:\d{2,5}(?!\d)/.test(text.slice(host.length));
	return !hasPort && isOwnWord(fold(host).replace(/[.-]{1,8}$/, '')) ? [] : hostTreatment(text, book);
};

/** `name:port`, which is a host only if it looks like a machine or is known: other words have numbers behind a colon, too. */
export const portTreatment: Treatment = (text, book) => {
	const name = text.slice(0, text.indexOf(':'));
	return MACHINE.test(name) || book.isHost(name) ? hostTreatment(text, book) : [];
};

/** A name behind a word such as server: other words can stand there, too, but hardly in capitals or with digits. */
export const namedMachineTreatment: Treatment = (text, book) =>
	(MACHINE.test(text) || CAPITALS.test(text)) && !isOwnPhrase(fold(text)) ? hostTreatment(text, book) : [];

/** `server\share`. A share that every Windows has, or that is called by an ordinary word, says nothing about anybody. */
export const shareTreatment: Treatment = (text, book) => {
	const [server = '', share = ''] = text.split(/\\{1,2}/);
	const host = hostTreatment(server, book);
	if (host.length === 0 || share === '' || PUBLIC_SHARE.test(share) || isOwnPhrase(fold(share)) || book.isPseudonym(share)) return host;
	book.learnAlone('share', share);
	return [...host, {from: text.length - share.length, to: text.length, text: book.pseudonym('share', share)}];
};

/** What stands between `//` and the path of an address: `user:password@host:port`. */
export const authorityTreatment: Treatment = (text, book) => {
	const at = text.lastIndexOf('@');
	const host = moved(hostTreatment(text.slice(at + 1), book), at + 1);
	if (at <= 0) return host;
	const user = text.slice(0, at).split(':')[0] ?? '';
	return [{from: 0, to: at, text: userName(user === '' ? text.slice(0, at) : user, book) ?? user}, ...host];
};

/** `http=proxy:8080;https=…`, `*.example;10.*;<local>`, and the same with blanks or commas. */
export const listTreatment: Treatment = (text, book) => {
	const claims: Claim[] = [];
	for (const {0: element, index} of text.matchAll(/[^\s;,<>'"|]{1,512}/g)) {
		if (
			element.includes(TAKEN) ||
			/^(?:PROXY|SOCKS5?|DIRECT|bypass)$|^\(null\)$/i.test(element) ||
			(text[index - 1] === '<' && /^(?:local|-loopback|null)$/i.test(element))
		)
			continue;
		const before = /^(?:[a-z][a-z\d]{1,8}=)?(?:[a-z][a-z\d+.-]{1,15}:\/\/)?/i.exec(element)?.[0].length ?? 0;
		claims.push(...moved(authorityTreatment(element.slice(before).split('/')[0] ?? '', book), index + before));
	}
	return claims;
};

/** What stands instead of an account; `null` where every Windows has it. */
function userName(name: string, book: NameBook): string | null {
	const key = fold(name);
	if (PUBLIC_ACCOUNTS.has(key) || NO_VALUE.test(key) || book.isPseudonym(key)) return null;
	const known = book.known(key);
	if (known !== null) return known;
	book.learnAlone('user', key);
	return book.pseudonym('user', key);
}

export const userTreatment: Treatment = (text, book) => {
	const name = text.replace(/[\s.]{1,64}$/, '');
	// Without a separator behind it a name with blanks cannot be told from the words that follow.
	const first = /^\S{1,64}/.exec(name)?.[0] ?? '';
	const claims = replaced(name, name === '' ? null : userName(name, book));
	if (first !== name && claims.length > 0) book.learnAlone('user', fold(name), first);
	return claims;
};

/** `DOMAIN\user`; a computer's account ends in `$`. */
export const accountTreatment: Treatment = (text, book) => {
	const [domain = '', account = ''] = text.split(/\\{1,2}/);
	const name = account.replace(/[.'~-]{1,64}$/, '');
	const length = text.length - (account.length - name.length);
	if (name === '' || PATH_WORDS.has(fold(domain)) || (name.includes('.') && FILE_EXTENSIONS.has(fold(name.split('.').at(-1) ?? ''))))
		return [];
	const user = name.endsWith('$') ? hostName(name.slice(0, -1), book) : userName(name, book);
	if (user === null)
		return book.known(domain) === null && !isOwnWord(fold(domain)) ? [{from: 0, to: domain.length, text: domainName(domain, book)}] : [];
	if (book.isPseudonym(domain)) return [];
	if (domain.includes('.')) book.learnDomain(domain);
	else book.learnAlone('domain', domain);
	return [{from: 0, to: length, text: user}];
};

/** `user@domain`; one whose user is known as an account gets the pseudonym of the account. */
export const mailTreatment: Treatment = (text, book) => {
	const at = text.indexOf('@');
	const [user, domain] = [text.slice(0, at), text.slice(at + 1)];
	if (isPublicHost(fold(domain)) && PUBLIC_ACCOUNTS.has(fold(user))) return [];
	if (domain.includes('.')) book.learnDomain(domain);
	else book.learnAlone('domain', domain);
	const known = book.known(user);
	if (known?.startsWith('user-')) return replaced(text, known);
	book.learnAlone('mail', text, user);
	return replaced(text, book.pseudonym('mail', text));
};

/** A GUID where the id of a machine must stand. */
export const machineIdTreatment: Treatment = (text, book) => {
	const key = fold(text);
	if (isPublicId(key)) return [];
	book.learnAlone('id', key);
	return replaced(text, book.pseudonym('id', key));
};

/** One group, or several parted by semicolons. */
export const groupTreatment: Treatment = (text, book) => {
	const claims: Claim[] = [];
	for (const {0: part, index} of text.matchAll(/[^;]{1,256}/g)) {
		const name = part
			.replace(/ \((?:Changed|Unchanged)\)\s{0,8}$/, '')
			.trim()
			.replace(/^"|"$/g, '');
		if (NO_VALUE.test(name) || name.includes(TAKEN) || /^\(Unassigned Computers\)$/i.test(name) || book.isPseudonym(name)) continue;
		const from = index + part.indexOf(name);
		book.learnAlone('group', name);
		claims.push({from, to: from + name.length, text: book.pseudonym('group', name)});
	}
	return claims;
};

/** The value of `CN=`: a host, or a name that ends with the text where it is not quoted. */
export const commonNameTreatment: Treatment = (text, book) => {
	const first = /^\S{1,255}/.exec(text)?.[0] ?? '';
	if (first.includes(TAKEN) || /^microsoft\b/i.test(text)) return [];
	if (/[.\d*]/.test(first)) return hostTreatment(first, book);
	const name = text.trim();
	return name === '' || NO_VALUE.test(name) ? [] : replaced(name, plainName(name, book));
};

function plainName(name: string, book: NameBook): string {
	if (book.isPseudonym(name)) return name;
	const known = book.known(name);
	if (known !== null) return known;
	book.learnAlone('name', name);
	return book.pseudonym('name', name);
}

/** `CN=wsus01.example, O=Example, C=DE`; certificates of Microsoft stay as they are. Source: RFC 4514, 2.3. */
export const distinguishedNameTreatment: Treatment = (text, book) => {
	if (/\bO\s?=\s?"?Microsoft Corporation\b/i.test(text)) return replaced(text, text);
	if (!text.includes('=')) return commonNameTreatment(text, book);
	const claims: Claim[] = [];
	for (const match of text.matchAll(/([a-z\d.]{1,32})\s{0,4}=\s{0,4}("[^"]{0,512}"|[^,;+"]{1,512})/giu)) {
		const [all, attribute = '', quoted = ''] = match;
		const value = quoted.replace(/^"|"$/g, '').trim();
		if (value === '' || attribute.toUpperCase() === 'C') continue;
		const from = match.index + all.indexOf(value, all.indexOf('=') + 1);
		const inner = attribute.toUpperCase() === 'CN' ? commonNameTreatment(value, book) : replaced(value, plainName(value, book));
		claims.push(...moved(inner, from));
	}
	return claims;
};

/** A dotted name anywhere in a text: a host if its last label is one of the top. */
export const dottedTreatment: Treatment = (text, book) => {
	const name = fold(text).replace(/:\d{1,5}$/, '');
	const labels = name.split('.');
	const top = labels.at(-1) ?? '';
	if (book.known(name) !== null) return [];
	// A known host whose domain was cut off or is written differently.
	const isKnown =
		book.isInKnownDomain(name) ||
		(book.known(labels[0] ?? '')?.startsWith('host-') === true && !FILE_EXTENSIONS.has(top) && !/^\d/.test(top));
	// "failed.No more": a word of the next sentence.
	const isSentence = labels.length === 2 && /\.[A-Z][a-z]$/.test(text);
	if (!isKnown && (!isTopLevel(top) || isSentence || CODE_NAMESPACE.test(name))) return [];
	if (labels.every((label) => /^\d*$/.test(label))) return [];
	return hostTreatment(text, book);
};

export const addressTreatment: Treatment = (text, book) => {
	const address = canonicalAddress(text);
	if (address === null || isEverywhere(address)) return [];
	return replaced(text, book.pseudonym('ip', address));
};

/** Replaces the text as a whole. */
export function wholeTreatment(kind: NameKind): Treatment {
	return (text, book) => (text === '' || book.isPseudonym(text) ? [] : replaced(text, book.pseudonym(kind, text)));
}

/** Inputs that are no files: standard input, and text without a name. */
const NO_FILE = /^(?:|-|\(standard input\))$/;

export const fileTreatment: Treatment = (text, book) => {
	if (NO_FILE.test(text) || book.isPseudonym(text)) return [];
	const parts = text.split(/[\\/]/).filter((part) => part !== '' && part !== '.' && part !== '..');
	const base = parts.at(-1) ?? '';
	if (parts.length > 1) book.learnAlone('file', text);
	if (!isOwnPhrase(fold(base.slice(0, base.length - extensionOf(base).length)))) book.learnAlone('file', text, base);
	for (const part of parts) {
		const stem = part.slice(0, part.length - extensionOf(part).length);
		for (const word of stem.split(/[\s_.()[\]+,;=@]/))
			if (MACHINE_IN_PATH.test(word) && !isDate(word) && !isOwnPhrase(fold(word))) book.learnAlone('host', word);
	}
	return replaced(text, book.pseudonym('file', text));
};

function isDate(word: string): boolean {
	return /^[\d-]+(?:T[\d-]+Z?)?$/i.test(word);
}
