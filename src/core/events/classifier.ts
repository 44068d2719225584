/** Turns records into events. Looks at the component and first bytes, and decodes only lines that may matter. */
import {findCodeInText, parseHex8} from '../codes/index.js';
import {decodeText} from '../lines/decode-text.js';
import {BLANK, skipBlanks} from '../records/ascii.js';
import {canonicalComponent} from '../records/components.js';
import type {LineDialect, RecordHeader} from '../records/record-header.js';
import {createComponentTable} from './component-table.js';
import type {LogEvent} from './event.js';
import {categoryOf} from './failure-category.js';
import {FAILURE_TEXTS, isOfRow} from './failure-texts.js';
import type {MessagePattern} from './pattern.js';
import {MESSAGE_PATTERNS} from './patterns/index.js';
import {mayMentionTrust, trustCodeIn} from './trust-mentions.js';

/** The event of a line, with the words of the line. */
export interface Classified {
	readonly event: LogEvent;
	/** Component as printed. */
	readonly component: string;
	/** The message without leading blanks. */
	readonly message: string;
	/** Whether only verbose logging prints such a line. */
	readonly verbose: boolean;
	/** Matters only within a scan, and no known scan runs on the thread. One that began before the file may still be running. */
	readonly pending: boolean;
}

/** `read`: a scan runs on the thread; `keep`: no known scan does, but the first line of one may be missing. */
export type ThreadState = 'keep' | 'read';

export interface Classifier {
	/** @returns `null` for the many lines that do not matter */
	classify(header: RecordHeader): Classified | null;
	/** Classifies a pending record again, now that it is known to belong to a scan. */
	classifyPending(header: RecordHeader): Classified | null;
}

/**
 * Free text is searched for trust codes on the threads of scans and, up to this line, on threads that may have one: a scan
 * that began before the file ends soon.
 */
const LAST_LINE_OF_PENDING_MENTIONS = 100_000;

interface Candidate {
	readonly literal: Uint8Array;
	readonly pattern: MessagePattern;
}

interface ComponentRows {
	readonly name: string;
	readonly canonical: string;
	/** Candidates by the hash of the first bytes of the message (`prefixHash`); most messages have none. */
	readonly byBeginning: readonly (readonly Candidate[] | undefined)[];
}

const encoder: TextEncoder = new TextEncoder();

const WARNING_TEXT = 'WARNING: ';
const FATAL_TEXT = 'FATAL: ';
const WARNING = encoder.encode(WARNING_TEXT);
const FATAL = encoder.encode(FATAL_TEXT);
/** As logged, without the asterisks that web pages take for emphasis, and escaped for Markdown. */
const FAILED_TEXTS = ['*FAILED* [', 'FAILED [', '\\*FAILED\\* [', '\\*FAILED\\* \\['] as const;
const FAILED_FORMS: readonly Uint8Array[] = FAILED_TEXTS.map((form) => encoder.encode(form));

/** The continuation of a message that begins further up; it is not a statement of its own. */
const CONTD = encoder.encode('*contd (');

/** Whatever message begins so may be an event, in every component. Others begin as their row says, or name a trust code. */
export const ANYWHERE: readonly string[] = [WARNING_TEXT, FATAL_TEXT, ...FAILED_TEXTS];

/** The beginnings of the rows, with the components that log them. */
export const MESSAGE_BEGINNINGS: readonly {readonly text: string; readonly components: readonly string[] | undefined}[] =
	MESSAGE_PATTERNS.flatMap(({starts, components}) => starts.map((text) => ({text, components})));

const LAST_MESSAGES = 4;

/** The component that reports events to the server, some time after they happened and on any thread. */
const REPORTER = 'Reporter';
const REPORT_EVENT = encoder.encode('REPORT EVENT: ');
/** Messages of that component about its own connection. */
const REPORTING_FAILED = /\bupload|\bReport(?:ing)? ?(?:event|web ?service)/i;

/** `* `, `# `, `- `, `+ `, `: ` and `= ` mark subordinate lines in legacy logs; each component has its own mark. */
const LIST_MARKS: ReadonlySet<number> = new Set([0x2a, 0x23, 0x2d, 0x2b, 0x3a, 0x3d]);

function startsWith(bytes: Uint8Array, at: number, end: number, literal: Uint8Array): boolean {
	if (end - at < literal.length) return false;
	for (let index = 0; index < literal.length; index++) if (bytes[at + index] !== literal[index]) return false;
	return true;
}

/** The first bytes of these forms. */
const ASTERISK = 0x2a;
const BACKSLASH = 0x5c;
const LETTER_F = 0x46;
const LETTER_W = 0x57;

/** Every literal has at least this many bytes. */
const PREFIX_BYTES = 3;

const HASH_BITS = 10;

/** Multiplicative hash of the first bytes of a message. Candidates with the same hash are compared in full. */
function prefixHash(bytes: Uint8Array, at: number): number {
	const word = (bytes[at] as number) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);
	return Math.imul(word, 0x9e3779b1) >>> (32 - HASH_BITS);
}

/** The length of `*FAILED* [` in any of its forms, or 0 if the message does not begin with it. */
function lengthOfFailed(bytes: Uint8Array, at: number, end: number): number {
	const first = bytes[at];
	if (first !== ASTERISK && first !== LETTER_F && first !== BACKSLASH) return 0;
	for (const form of FAILED_FORMS) if (startsWith(bytes, at, end, form)) return form.length;
	return 0;
}

/** Where a message continues after the mark of a subordinate line. */
function skipListMark(bytes: Uint8Array, at: number, end: number, dialect: LineDialect): number {
	if (bytes[at + 1] !== BLANK || !LIST_MARKS.has(bytes[at] as number)) return at;
	// In other dialects, such a mark may be part of the message.
	return dialect === 'legacy' || severityLength(bytes, at + 2, end) > 0 ? at + 2 : at;
}

/** The length of `WARNING: ` or `FATAL: `, or 0 if the message does not begin with it. */
function severityLength(bytes: Uint8Array, at: number, end: number): number {
	const first = bytes[at];
	if (first === LETTER_W && startsWith(bytes, at, end, WARNING)) return WARNING.length;
	return first === LETTER_F && startsWith(bytes, at, end, FATAL) ? FATAL.length : 0;
}

/** By component. All unknown components share an entry, since a damaged log can have a new name on every line. */
const candidatesByComponent = new Map<string, ComponentRows['byBeginning']>();

function rowsFor(name: string): ComponentRows {
	const canonical = canonicalComponent(name) ?? '';
	const key = name === '' ? 'none' : canonical;
	const known = candidatesByComponent.get(key);
	const byBeginning = known ?? candidatesOf(name, canonical);
	if (known === undefined) candidatesByComponent.set(key, byBeginning);
	return {name, canonical, byBeginning};
}

/** The beginnings of all messages with their hashes, computed once for all components. */
let beginnings: readonly {readonly candidate: Candidate; readonly place: number}[] | null = null;

function allBeginnings(): NonNullable<typeof beginnings> {
	beginnings ??= MESSAGE_PATTERNS.flatMap((pattern) =>
		pattern.starts.map((start) => {
			const literal = encoder.encode(start);
			if (literal.length < PREFIX_BYTES) throw new Error(`${pattern.id}: the beginning "${start}" is too short`);
			return {candidate: {literal, pattern}, place: prefixHash(literal, 0)};
		}),
	);
	return beginnings;
}

function candidatesOf(name: string, canonical: string): ComponentRows['byBeginning'] {
	const byBeginning: (Candidate[] | undefined)[] = new Array(2 ** HASH_BITS).fill(undefined);
	for (const {candidate, place} of allBeginnings()) {
		const {components} = candidate.pattern;
		// In a log without a component column, any message may appear.
		if (name !== '' && components !== undefined && !components.includes(canonical)) continue;
		const list = byBeginning[place] ?? [];
		list.push(candidate);
		byBeginning[place] = list;
	}
	return byBeginning;
}

/** @param threadStateOf called only for messages that matter on the thread of a scan */
export function createClassifier(threadStateOf: (pid: number, tid: number) => ThreadState): Classifier {
	return new MessageClassifier(threadStateOf);
}

class MessageClassifier implements Classifier {
	private readonly threadStateOf: (pid: number, tid: number) => ThreadState;
	private readonly components = createComponentTable(rowsFor);
	/** For each pattern that repeats, the last few messages that matched: the client contacts a few addresses in turn. */
	private readonly lastOf = new Map<MessagePattern, Uint8Array[]>();

	constructor(threadStateOf: (pid: number, tid: number) => ThreadState) {
		this.threadStateOf = threadStateOf;
	}

	classify(header: RecordHeader): Classified | null {
		return this.read(header, null);
	}

	classifyPending(header: RecordHeader): Classified | null {
		return this.read(header, 'read');
	}

	private isRepeated(pattern: MessagePattern, bytes: Uint8Array, start: number, end: number): boolean {
		const last = this.lastOf.get(pattern) ?? [];
		// Addresses of the same length begin alike, so checking a byte in the middle first saves most comparisons.
		const middle = (end - start) >> 2;
		for (const message of last) {
			if (message.length === end - start && message[middle] === bytes[start + middle] && startsWith(bytes, start, end, message))
				return true;
		}
		last.unshift(bytes.slice(start, end));
		last.length = Math.min(last.length, LAST_MESSAGES);
		this.lastOf.set(pattern, last);
		return false;
	}

	/**
	 * @param text where the message begins
	 * @param head where it continues after marks and severity words
	 */
	private readKnown(
		header: RecordHeader,
		state: ThreadState | null,
		candidates: readonly Candidate[],
		component: ComponentRows,
		text: number,
		head: number,
	): Classified | null | undefined {
		const {bytes, messageEnd, hasHighBytes} = header;
		let decoded: string | null = null;
		for (const {literal, pattern} of candidates) {
			if (!startsWith(bytes, head, messageEnd, literal)) continue;
			if (pattern.repeats === true && this.isRepeated(pattern, bytes, head, messageEnd)) return null;
			decoded ??= decodeText(bytes, head, messageEnd, hasHighBytes);
			const groups = pattern.match.exec(decoded);
			const event = groups === null ? null : pattern.event(groups);
			if (event === null) continue;
			return {
				event: event.type === 'failure' ? withCategory(event, component.canonical) : event,
				component: component.name,
				message: text === head ? decoded : decodeText(bytes, text, messageEnd, hasHighBytes),
				verbose: pattern.verbose === true,
				pending: pattern.scope === 'scan' && (state ?? this.threadStateOf(header.pid, header.tid)) === 'keep',
			};
		}
		return undefined;
	}

	/** @param state `null` for the state of the thread */
	private read(header: RecordHeader, state: ThreadState | null): Classified | null {
		const {bytes, messageEnd} = header;
		const component = this.components.find(bytes, header.componentStart, header.componentEnd);
		const text = skipBlanks(bytes, header.messageStart, messageEnd);
		if (text >= messageEnd) return null;
		if (bytes[text] === ASTERISK && startsWith(bytes, text, messageEnd, CONTD)) return null;
		let head = skipListMark(bytes, text, messageEnd, header.dialect);
		const severity = severityLength(bytes, head, messageEnd);
		// Text from a server is indented after the severity word.
		if (severity > 0) head = skipBlanks(bytes, head + severity, messageEnd);

		const isReporter = component.canonical === REPORTER;
		const candidates = component.byBeginning[prefixHash(bytes, head)];
		if (candidates !== undefined) {
			const known = this.readKnown(header, state, candidates, component, text, head);
			if (isReporter && known?.event.type === 'failure') return null;
			if (known !== undefined) return known;
		}
		const unknown = this.readUnknown(header, state, component, text, head, severity > 0);
		return isReporter && unknown !== null && !(unknown.pending && REPORTING_FAILED.test(unknown.message)) ? null : unknown;
	}

	/** Reads a message that no pattern matches: a failure is recognized by its form, a rejected certificate by its code. */
	private readUnknown(
		header: RecordHeader,
		state: ThreadState | null,
		component: ComponentRows,
		text: number,
		head: number,
		isSevere: boolean,
	): Classified | null {
		const {bytes, messageEnd, hasHighBytes} = header;
		if (startsWith(bytes, head, messageEnd, REPORT_EVENT)) return null;
		const failedLength = lengthOfFailed(bytes, head, messageEnd);
		const given = state ?? this.threadStateOf(header.pid, header.tid);
		if (failedLength === 0 && !isSevere) {
			const isSearched = given === 'read' || header.line <= LAST_LINE_OF_PENDING_MENTIONS;
			if (!isSearched || !mayMentionTrust(bytes, head, messageEnd)) return null;
		}
		const decoded = decodeText(bytes, head, messageEnd, hasHighBytes);
		const failure =
			failedLength > 0 ? readFailed(decoded, failedLength, component.canonical) : readMention(decoded, isSevere, component.canonical);
		if (failure === null) return null;
		const message = text === head ? decoded : decodeText(bytes, text, messageEnd, hasHighBytes);
		return {...failure, component: component.name, message, pending: given === 'keep'};
	}
}

function withCategory(event: LogEvent & {type: 'failure'}, component: string): LogEvent {
	return {...event, category: event.category ?? categoryOf(event.code, component, event.text)};
}

/** `*FAILED* [8024402C] text` */
function readFailed(message: string, codeAt: number, component: string): Pick<Classified, 'event' | 'verbose'> | null {
	const code = parseHex8(message, codeAt);
	if (code < 0) return null;
	const text = message.slice(codeAt + 8).replace(/^\\?\]\s{0,8}/, '');
	for (const row of FAILURE_TEXTS) {
		const groups = isOfRow(row, code, text) ? row.match.exec(text) : null;
		if (groups === null) continue;
		const url = groups[1];
		const byCode = categoryOf(code, component, text);
		// The first sign of a rejected certificate may be a line that otherwise only accompanies a failure.
		const isTrust = row.category === undefined && byCode === 'trust';
		return {
			event: {
				type: 'failure',
				code,
				text,
				role: row.role === 'companion' && isTrust ? 'tls' : row.role,
				category: row.category ?? (row.role === 'companion' && !isTrust ? 'companion' : byCode),
				...(url === undefined ? {} : {url}),
				...(row.step === undefined ? {} : {step: row.step}),
			},
			verbose: row.verbose === true,
		};
	}
	return {event: {type: 'failure', code, text, role: 'other', category: categoryOf(code, component, text)}, verbose: false};
}

/** A legacy `WARNING:` or `FATAL:` line with a code, or a line that names a trust code. */
function readMention(message: string, isSevere: boolean, component: string): Pick<Classified, 'event' | 'verbose'> | null {
	const code = isSevere ? (findCodeInText(message)?.code ?? trustCodeIn(message)) : trustCodeIn(message);
	if (code === null || code >>> 31 === 0) return null;
	const signature = FAILURE_TEXTS.find((row) => row.role === 'file-signature' && isOfRow(row, code, message)) !== undefined;
	return {
		event: {
			type: 'failure',
			code,
			text: message,
			role: signature ? 'file-signature' : 'other',
			category: signature ? 'file-signature' : categoryOf(code, component, message),
		},
		verbose: false,
	};
}
