/** What a failure outside scans is about, and whether it is of consequence: most failure lines of healthy PCs are not. */
import {categoryOf} from '../events/failure-category.js';
import {canonicalComponent} from '../records/components.js';
import type {FailureCategory, OutsideFailureKind} from '../types.js';

/** WU_E_POLICY: policy forbids the use of Windows Update. */
export const ACCESS_DISABLED = 0x8024002e;

/** A line that states a failure, or a result. */
export interface OutsideLine {
	readonly code: number;
	/** As printed. */
	readonly component: string;
	readonly message: string;
	/** Of the line, or of the call that runs on its thread. */
	readonly url: string | null;
	/** The line is about a call or a request, so that the address of its thread tells what it is about. */
	readonly isCall: boolean;
}

interface KindRow {
	readonly kind: OutsideFailureKind;
	/** Any of these makes it so. */
	readonly components?: readonly string[];
	readonly text?: RegExp;
	readonly url?: RegExp;
}

/** First row that fits wins. */
const KINDS: readonly KindRow[] = [
	{
		kind: 'self-update',
		components: ['Setup', 'SelfUpdate'],
		text: /\bself-?update|\bIsUpdateRequired\b|wuident\.cab/i,
		url: /\/selfupdate\b|wuident\.cab/i,
	},
	{kind: 'service-discovery', components: ['SLS'], text: /\bSLS sync failed|\bCSLSClient\b/, url: /\/SLS\/|\/\/slscr\.|wuredir\.cab/i},
	{kind: 'reporting', components: ['Reporter'], text: /ReportingWebService/i, url: /ReportingWebService/i},
	{kind: 'registration', text: /\bservice registration\b|\bRegister(?:Service|Computer)\b|\bAddService\b/i},
	{
		kind: 'install',
		text: new RegExp(
			String.raw`\b(?:Installing for Top level|Installation (?:failed|failure)|Failed to install|install(?:ing)? (?:updates? )?failed` +
				String.raw`|Command Line Install)\b`,
			'i',
		),
	},
	{kind: 'download', components: ['DownloadManager'], text: /\b(?:DO|BITS) job\b|\bLibrary download\b/},
	{kind: 'web-service', components: ['WebServices', 'ProtocolTalker'], text: /\bWeb ?service\b|\bSOAP\b/i, url: /\.asmx\b/i},
];

/** @returns `null` where nothing tells */
export function kindOf({code, component, message, url, isCall}: OutsideLine): OutsideFailureKind | null {
	if (code === ACCESS_DISABLED) return 'access';
	const canonical = canonicalComponent(component) ?? '';
	for (const {kind, components, text, url: address} of KINDS) {
		if (components?.includes(canonical) === true || text?.test(message) === true) return kind;
		if (isCall && url !== null && address?.test(url) === true) return kind;
	}
	return null;
}

/** Passing troubles that the client says it gets over by itself. */
const PASSING = /\btransient error\b|\bout of band error\b|\bretrying\b.{0,40}\bnot a failure\b|\bexpected error\b/i;

/** Ends of downloads. */
const DOWNLOAD_ENDS = new RegExp(
	String.raw`\bjob \S{1,64} (?:still )?failed\b|\bAll available CDNs\b|\bError (?:0x[0-9a-f]{8} )?occurred while downloading\b` +
		String.raw`|\bdownload (?:of (?:the )?(?:update|file)\b.{0,80}? )?failed\b|\bFailed to download\b|\bBegin Downloading\b`,
	'i',
);

/** CERT_E_UNTRUSTEDROOT, TRUST_E_SUBJECT_NOT_TRUSTED, WU_E_TRUST_SUBJECT_NOT_TRUSTED. */
const SIGNER_CODES: ReadonlySet<number> = new Set([0x800b0109, 0x800b0004, 0x8024b303]);

/** An update is refused because of its signer. Where files are only checked, the same codes mean nothing: another check follows. */
export function isSignerRefused(kind: OutsideFailureKind, {code, message}: Pick<OutsideLine, 'code' | 'message'>): boolean {
	return SIGNER_CODES.has(code) && (kind === 'install' || (kind === 'download' && DOWNLOAD_ENDS.test(message)));
}

/** Frequent on PCs that are well. Source: counts in real logs. */
const NOISE_CODES: ReadonlySet<number> = new Set([
	0x80246007, 0x80248007, 0x80070032, 0x8024000e, 0x8024801e, 0x80041010, 0x80240007, 0x80247160, 0x8007066f, 0xc004f012, 0x8024000c,
	0x80092004, 0x80240009,
]);

/** The disk is full, or the database of updates cannot be used (errors of its engine, ESE): nothing works then. */
function isOfStorage(code: number): boolean {
	return code === 0x80070070 || (code & 0xffff0000) >>> 0 === 0xc8000000;
}

/** Whether a failure of no consequence is none that PCs log while all is well, and no line that only goes with another. */
export function mayMeanMore({code, message}: {readonly code: string; readonly message: string}): boolean {
	const category = categoryOf(Number(code), '', message);
	return category !== 'companion' && category !== 'file-signature' && !NOISE_CODES.has(Number(code));
}

const CONNECTION_CATEGORIES: ReadonlySet<FailureCategory> = new Set(['network', 'proxy', 'trust', 'server']);

/** Whether people need to hear of it. */
export function isOfConsequence(kind: OutsideFailureKind, {code, component, message}: OutsideLine, isWebCall: boolean): boolean {
	if (kind === 'access' || isSignerRefused(kind, {code, message})) return true;
	const category = categoryOf(code, canonicalComponent(component) ?? '', message);
	if (category === 'cancelled' || NOISE_CODES.has(code) || PASSING.test(message)) return false;
	if (isOfStorage(code)) return true;
	const isConnection = CONNECTION_CATEGORIES.has(category);
	switch (kind) {
		case 'self-update':
		case 'registration':
		case 'install':
			return category !== 'companion' && category !== 'file-signature';
		case 'download':
			return isConnection || DOWNLOAD_ENDS.test(message);
		case 'web-service':
			return isConnection || isWebCall;
		case 'service-discovery':
		case 'reporting':
			return isConnection;
		case 'other':
			return isConnection;
		default:
			return kind satisfies never;
	}
}
