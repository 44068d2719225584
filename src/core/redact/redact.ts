/** Takes names of people and machines out of reports: the same name gets the same pseudonym, in every file of a run. */
import {plainScan} from '../scans/packed/packed-scan-list.js';
import type {FileReport} from '../types.js';
import {createNameBook, fold} from './name-book.js';
import {rewriteAs, rewriteText} from './rewrite.js';
import {
	distinguishedNameTreatment,
	fileTreatment,
	groupTreatment,
	hostTreatment,
	listTreatment,
	type Treatment,
	wholeTreatment,
} from './treatments.js';

export interface RedactOptions {
	/** More names to replace, wherever they stand and in any case; those shorter than two characters are left out. */
	readonly secrets?: readonly string[];
}

export interface Redactor {
	/** A copy of the report, of the same shape, in which names are pseudonyms. What comes out may go in again. */
	file(report: FileReport): FileReport;
	/** A text about the same files, such as an error message; line by line, without control sequences. */
	text(text: string): string;
	/** Learns the names of a report that is redacted later, so that those of one file are known in another. */
	learn(report: FileReport): void;
}

/** `keep`: written by this program from tables, or of a form that no name has. */
type FieldTreatment = 'keep' | 'text' | Treatment;

/** What the fields of a report hold; the others hold sentences. Source: types.ts. */
const FIELDS: ReadonlyMap<string, FieldTreatment> = new Map<string, FieldTreatment>([
	...[
		'status',
		'kind',
		'level',
		'severity',
		'outcome',
		'category',
		'rule',
		'about',
		'source',
		'references',
		'meaning',
		'via',
		'proxySteps',
		'dialect',
		'encoding',
		'firstTime',
		'lastTime',
		'time',
		'utcOffset',
		'clientVersions',
		'windowsBuilds',
		'scheme',
		'name',
		'id',
		'code',
		'exitCode',
		'exitName',
		'inWsusStore',
		'proxyOrders',
		'fallback',
		'pinning',
		'notAfter',
		'type',
		'role',
		'state',
		'fact',
		'from',
		'to',
		'reportedAs',
		'what',
		'action',
		'service',
	].map((field) => [field, 'keep'] as const),
	['path', fileTreatment],
	['member', fileTreatment],
	['file', fileTreatment],
	['host', hostOrText],
	['machineName', hostOrText],
	['server', hostOrText],
	['statusServer', hostOrText],
	['alternateDownloadServer', hostOrText],
	['wsusServer', hostOrText],
	['url', hostOrText],
	['proxy', listTreatment],
	['bypass', listTreatment],
	['targetGroup', groupTreatment],
	['subject', distinguishedNameTreatment],
	['issuer', distinguishedNameTreatment],
	['thumbprint', wholeTreatment('thumbprint')],
]);

/** Each pass can learn names that the one before it did not see; more passes than this teach nothing in practice. */
const MAX_PASSES = 5;

/** Kept at once; a log has so many texts at most. */
const MAX_TEXTS = 20_000;

const MIN_SECRET = 2;

/** Stands for a line of a file that is no log. */
const NOT_QUOTED = '(not quoted: the file is not a Windows Update log)';

/** @returns a redactor for one whole run: it remembers the names of all files it has seen */
export function createRedactor(options: RedactOptions = {}): Redactor {
	const book = createNameBook();
	const secrets = secretPattern(options.secrets ?? []);
	for (const secret of options.secrets ?? [])
		if (/^[^\s/@:\\]{2,250}\.[^\s/@:\\]{1,60}$/.test(secret)) rewriteAs(hostTreatment, secret, book, null);

	/** What texts were made into, as long as no name is learned: sentences of rules come again and again. */
	const texts = new Map<string, string>();
	let textsVersion = book.version;

	function rewritten(value: string, field: string): string {
		const treatment = FIELDS.get(field) ?? 'text';
		if (treatment === 'keep') return value;
		if (treatment !== 'text') return rewriteAs(treatment, value, book, secrets);
		if (textsVersion !== book.version || texts.size >= MAX_TEXTS) {
			texts.clear();
			textsVersion = book.version;
		}
		const known = texts.get(value);
		if (known !== undefined) return known;
		const text = rewriteText(value, book, secrets);
		if (textsVersion === book.version) texts.set(value, text);
		return text;
	}

	/** The values of a report are JSON; items of a list are of the kind of the list. */
	function walk(value: unknown, field: string): unknown {
		if (typeof value === 'string') return rewritten(value, field);
		if (Array.isArray(value)) return value.map((item) => walk(item, field));
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, key)]));
	}

	/** Until nothing new is learned: an early text must not show a name that is known only later. */
	function untilKnown(pass: () => void): void {
		for (let count = 0, size = -1; count < MAX_PASSES && size !== book.size; count++) {
			size = book.size;
			pass();
		}
	}

	function learn(report: FileReport): void {
		const strings = new Map<string, {readonly value: string; readonly field: string}>();
		collect(report, '', strings);
		untilKnown(() => {
			for (const {value, field} of strings.values()) {
				// A path holds names of users and servers, too, although it is replaced as a whole.
				if (FIELDS.get(field) === fileTreatment) rewriteText(value, book, secrets);
				rewritten(value, field);
			}
		});
	}

	return {
		file(report) {
			const plain = withoutForeignQuotes({...report, scans: report.scans.map(plainScan)});
			learn(plain);
			return walk(plain, '') as FileReport;
		},
		text(text) {
			const parts = text.split(/(\r\n|[\r\n])/);
			const pass = (): string => parts.map((part, index) => (index % 2 === 1 ? part : rewriteText(part, book, secrets))).join('');
			untilKnown(pass);
			return pass();
		},
		learn: (report) => learn(withoutForeignQuotes({...report, scans: report.scans.map(plainScan)})),
	};
}

/**
 * A file that is no log may hold anything, of which names are the least: no pattern finds a password. Nothing of it is quoted.
 */
function withoutForeignQuotes(report: FileReport): FileReport {
	if (report.log !== null) return report;
	const findings = report.findings.map((finding) => ({
		...finding,
		evidence: finding.evidence.map(({line}) => ({line, text: NOT_QUOTED})),
	}));
	return {...report, findings};
}

/** Each text of the report once, in its order. */
function collect(value: unknown, field: string, into: Map<string, {readonly value: string; readonly field: string}>): void {
	if (typeof value === 'string') {
		if (FIELDS.get(field) !== 'keep') into.set(`${field}\n${value}`, {value, field});
	} else if (Array.isArray(value)) {
		for (const item of value) collect(item, field, into);
	} else if (typeof value === 'object' && value !== null) {
		for (const [key, item] of Object.entries(value)) collect(item, key, into);
	}
}

/** A setting holds an address, or only a name and a port. */
function hostOrText(text: string, book: Parameters<Treatment>[1]): ReturnType<Treatment> {
	return text.includes('://') ? [] : hostTreatment(text, book);
}

function secretPattern(secrets: readonly string[]): RegExp | null {
	const texts = [...new Set(secrets.map((secret) => fold(secret.trim())))]
		.filter((secret) => secret.length >= MIN_SECRET)
		.sort((a, b) => b.length - a.length);
	return texts.length === 0
		? null
		: new RegExp(texts.map((secret) => secret.replace(/[$()*+.?[\\\]^{|}/]/g, (sign) => `\\${sign}`)).join('|'), 'giu');
}
