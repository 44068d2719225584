/** Wires the stages: bytes to lines to records to events to scans. The file to read first. */
import {createClassifier} from './events/classifier.js';
import type {EventType} from './events/event.js';
import {evaluate, evaluateSkipped} from './findings/judge.js';
import type {MachineLine} from './findings/diagnose.js';
import type {Rule} from './findings/rule.js';
import {RULES} from './findings/rules/index.js';
import {decodeText} from './lines/decode-text.js';
import {detectEncoding, type Encoding} from './lines/encoding.js';
import {createLineSplitter, type LineSink, MAX_LINE_BYTES} from './lines/line-splitter.js';
import {createTextQuality} from './lines/text-quality.js';
import {createUtf16Transcoder, type Utf16Transcoder} from './lines/utf16-transcoder.js';
import {identifyBinary, identifyForeignText, isOrchestratorText, ORCHESTRATOR_LOG} from './foreign-files/foreign-files.js';
import {createTraceLog, type TraceLog, type TraceLogEnd} from './etl/trace-log.js';
import {createTracerptLog, tracerptKind, type TracerptLog} from './etl/tracerpt/tracerpt-log.js';
import {isTraceHead} from './foreign-files/traces.js';
import {isUnknownFormat} from './records/dialects/windows10-text.js';
import type {RecordHeader} from './records/record-header.js';
import {createRecordParser} from './records/record-parser.js';
import {createTimeTracker} from './records/time-tracker.js';
import type {RecordMoment} from './scans/scan-builder.js';
import {createScanAssembler, type ReadRecord} from './scans/scan-assembler.js';
import {plainScan} from './scans/packed/packed-scan-list.js';
import {createWsusFactsCollector} from './scans/wsus-facts.js';
import type {DeviceSettings, DialectName, FileReport, Issue, LogFacts} from './types.js';

/** Enough to tell what a file is; a log is analysed from its first byte all the same. */
const HEAD_BYTES = 64 * 1024;

/** So many of the first records are looked at to tell the neighbours that share the columns of the log. */
const NEIGHBOUR_RECORDS = 64;

const MAX_VERSIONS = 256;

/** Events that are about the file, and never part of a scan. */
const ABOUT_FILE: ReadonlySet<EventType> = new Set(['client-version', 'service-discovery', 'banner']);

/** So many of the lines that nobody asked for are read after all, where nothing else tells whether logging was verbose. */
const MAX_READ_FOR_VERBOSE = 5000;

/** Lines about the machine that may prove a finding about the file. */
const SETTING_EVENTS: ReadonlySet<EventType> = new Set([
	'wsus-setting',
	'endpoint',
	'server-url',
	'certificate-store-empty',
	'pinning-mandatory',
]);
const MAX_SETTINGS = 64;

const MAX_FIRST_LINE = 200;

export interface AnalyzeOptions {
	/** Name of the input in the report. @default '' */
	readonly path?: string;
	/** Entry inside an archive. @default null */
	readonly member?: string | null;
	/** Bytes of a line past this are dropped and counted. @default 1 MiB */
	readonly maxLineBytes?: number;
	/** Scans past this are counted and not kept. @default MAX_SCANS of scans/scan-assembler.ts */
	readonly maxScans?: number;
	/** What files beside the log say about the device. @default null */
	readonly context?: DeviceSettings | null;
	/** Rules that judge, the first cause that fits a failed scan first. @default the rules of the project */
	readonly rules?: readonly Rule[];
	/**
	 * `packed`: scans take few bytes each, and are read from them whenever they are asked for, so that a log may have a
	 * hundred thousand. Spreading or comparing such a scan finds nothing: see plainScan. @default 'plain'
	 */
	readonly scans?: 'plain' | 'packed';
}

export interface Analyzer {
	/** Takes the next bytes of the log, cut anywhere. They may be changed after the call. */
	push(chunk: Uint8Array): void;
	/** The bytes that follow are those of another trace of a set. @param name for people */
	nextTrace(name: string): void;
	/** Takes one line without its end, for programs that have lines already. Not to be mixed with `push`. */
	pushLine(line: string): void;
	/** The input is surely no such log: nothing more needs to be read. */
	readonly isDone: boolean;
	/** Takes the end of the input and says what was in it. Call once. */
	end(): FileReport;
}

/**
 * Reads one log as a stream. Memory grows with the facts found, not with the length of the log. Never throws on any
 * input: what cannot be read is counted in `issues`.
 *
 * @example
 * const analyzer = createAnalyzer({path: 'WindowsUpdate.log'});
 * for await (const chunk of stream) analyzer.push(chunk);
 * const {scans} = analyzer.end();
 */
export function createAnalyzer(options: AnalyzeOptions = {}): Analyzer {
	const context = options.context ?? null;
	const rules = options.rules ?? RULES;
	const settings: MachineLine[] = [];
	const assembler = createScanAssembler(readPending, options.maxScans);
	const wsus = createWsusFactsCollector();
	const classifier = createClassifier(assembler.threadStateOf);
	const clock = createTimeTracker();
	const clientVersions = new Set<string>();
	const windowsBuilds = new Set<string>();
	const counts = {etw: 0, legacy: 0, raw: 0, undecoded: 0, orchestrator: 0, looked: 0};
	let firstUndecodedLine = 0;
	let verbose = false;
	let machineName: string | null = null;
	/** A line says again what is known already; the same version stands in thousands of them. */
	const addVersion = (set: Set<string>, version: string): void => {
		if (set.size < MAX_VERSIONS) set.add(version);
	};

	function onRecord(header: RecordHeader): void {
		clock.see(header);
		counts[header.dialect]++;
		if (header.componentStart === header.componentEnd && isUnknownFormat(header.bytes, header.messageStart, header.messageEnd)) {
			counts.undecoded++;
			if (firstUndecodedLine === 0) {
				firstUndecodedLine = header.line;
				firstLine = decodeText(
					header.bytes,
					header.messageStart,
					Math.min(header.messageEnd, header.messageStart + MAX_FIRST_LINE),
					header.hasHighBytes,
				);
			}
			return;
		}
		if (counts.looked < NEIGHBOUR_RECORDS) {
			counts.looked++;
			if (isOrchestratorText(decodeText(header.bytes, header.messageStart, header.messageEnd, header.hasHighBytes))) counts.orchestrator++;
		}
		const classified = classifier.classify(header);
		if (classified === null) return;
		if (classified === 'held') {
			assembler.keepPending(header);
			return;
		}
		const {event, component, message} = classified;
		if (classified.verbose) verbose = true;
		switch (event.type) {
			case 'client-version':
				addVersion(clientVersions, event.version);
				if (settings.length < MAX_SETTINGS) settings.push({line: header.line, text: message, kind: 'version'});
				return;
			case 'service-discovery':
				addVersion(windowsBuilds, event.windowsBuild);
				if (event.clientVersion !== null) addVersion(clientVersions, event.clientVersion);
				return;
			case 'banner':
				addVersion(clientVersions, event.version);
				if (event.offsetMinutes !== null) clock.setUtcOffset(event.offsetMinutes);
				return;
			default: {
				const at = momentOf(header);
				if (event.type === 'device') machineName = event.name ?? machineName;
				if (SETTING_EVENTS.has(event.type) && settings.length < MAX_SETTINGS)
					settings.push({line: header.line, text: message, kind: 'wsus'});
				wsus.addEvent(event, at);
				assembler.addEvent({event, at, component, message}, header);
			}
		}
	}

	function momentOf(header: RecordHeader): RecordMoment {
		return {line: header.line, time: clock.textOf(header), ms: clock.msOf(header)};
	}

	/** One text of verbose logging may stand in lines of threads that run no scan. */
	function detectVerbose(): void {
		let left = MAX_READ_FOR_VERBOSE;
		for (const header of assembler.pendingLines()) {
			if (verbose || left-- === 0) return;
			readPending(header);
		}
	}

	function readPending(header: RecordHeader): ReadRecord | null {
		const classified = classifier.classifyHeld(header);
		if (classified === null || ABOUT_FILE.has(classified.event.type)) return null;
		if (classified.verbose) verbose = true;
		return {...classified, at: momentOf(header)};
	}

	const parser = createRecordParser({record: onRecord});
	const maxLineBytes = options.maxLineBytes ?? MAX_LINE_BYTES;
	const quality = createTextQuality(() => ({encoding, transcoder, lines: splitter.stats, maxLineBytes, lastByte}));
	const lineSink: LineSink = {
		line(bytes, start, end, offset, hasHighBytes) {
			parser.line(bytes, start, end, offset, hasHighBytes);
			if (hasHighBytes) quality.seeHighLine(bytes, start, end, parser.stats.lines);
		},
		chunkEnd: () => parser.chunkEnd(),
	};
	const splitter = createLineSplitter(lineSink, maxLineBytes);

	let headBuffer = new Uint8Array(HEAD_BYTES);
	let headLength = 0;
	let headIsComplete = false;
	let encoding: Encoding = {form: 'bytes', markLength: 0};
	let transcoder: Utf16Transcoder | null = null;
	let trace: TraceLog | null = null;
	/** A trace that somebody made XML or CSV of. */
	let tracerpt: TracerptLog | null = null;
	let bytes = 0;
	let lastByte = 0;
	/** The beginning of a file that holds no record, to be quoted. */
	let firstLine = '';
	let neighbour: {readonly reason: string; readonly certain: boolean} | null = null;

	function readHead(): void {
		headIsComplete = true;
		const head = headBuffer.subarray(0, headLength);
		headBuffer = new Uint8Array(0);
		if (isTraceHead(head)) {
			beginTrace(null);
			feed(head);
			return;
		}
		encoding = detectEncoding(head);
		const binary = identifyBinary(head);
		if (binary !== null) {
			firstLine = firstNonBlankText(headText(head, encoding));
			neighbour = {reason: binary, certain: true};
			return;
		}
		const text = headText(head, encoding);
		const kind = tracerptKind(text);
		if (kind !== null) tracerpt = createTracerptLog(kind, (lines) => splitter.push(lines));
		if (encoding.form !== 'bytes') transcoder = createUtf16Transcoder(encoding.form === 'utf-16le', feedText);
		feed(head.subarray(encoding.markLength));
		if (parser.stats.records === 0) {
			firstLine = firstNonBlankText(text);
			neighbour = identifyForeignText({bytes: head, text});
			// Events of Windows Update may come after those of others.
			if (tracerpt !== null) neighbour = {...neighbour, certain: false};
		}
	}

	/** What is decoded of a trace is the text that Get-WindowsUpdateLog would write of it. */
	function beginTrace(name: string | null): void {
		encoding = {form: 'utf-16le', markLength: 0};
		trace = createTraceLog((lines) => splitter.push(lines), {name});
	}

	function nextTrace(name: string): void {
		headIsComplete = true;
		if (trace === null) beginTrace(name);
		else trace.next(name);
	}

	function feed(chunk: Uint8Array): void {
		if (trace !== null) trace.push(chunk);
		else if (transcoder === null) feedText(chunk);
		else transcoder.push(chunk);
	}

	/** UTF-8, or what is read like it. */
	function feedText(chunk: Uint8Array): void {
		if (tracerpt === null) splitter.push(chunk);
		else tracerpt.push(chunk);
	}

	function isDone(): boolean {
		return neighbour?.certain === true && parser.stats.records === 0;
	}

	function push(chunk: Uint8Array): void {
		bytes += chunk.length;
		lastByte = chunk.at(-1) ?? lastByte;
		if (isDone()) return;
		if (headIsComplete) {
			feed(chunk);
			return;
		}
		const taken = Math.min(HEAD_BYTES - headLength, chunk.length);
		headBuffer.set(chunk.subarray(0, taken), headLength);
		headLength += taken;
		if (headLength < HEAD_BYTES) return;
		readHead();
		if (chunk.length > taken && !isDone()) feed(chunk.subarray(taken));
	}

	function dialect(): DialectName {
		if (trace !== null || tracerpt !== null) return 'trace';
		if (counts.undecoded > 0 && counts.undecoded === parser.stats.records) return 'undecoded';
		if (counts.legacy > counts.etw && counts.legacy >= counts.raw) return 'legacy';
		return counts.raw > counts.etw ? 'raw' : 'etw';
	}

	function undecodedIssue(): Issue | null {
		if (counts.undecoded === 0) return null;
		const share = counts.undecoded === parser.stats.records ? 'Every line' : 'Some lines';
		return {
			kind: 'undecoded',
			line: firstUndecodedLine,
			count: counts.undecoded,
			message: `${share} could not be decoded when the log was made ("No Format Information found"): the symbols of the client were missing. Make the log again on the same PC, or on one with the same or a newer Windows: Get-WindowsUpdateLog, elevated, with access to Microsoft's symbol server for Windows 10 before 1709; -ETLPath reads copied .etl files.`,
		};
	}

	/** @returns `null` where the input is no trace */
	function endTrace(): TraceLogEnd | null {
		const end = trace?.end() ?? tracerpt?.end() ?? null;
		if (end !== null && end.utcOffset !== null) clock.setUtcOffset(end.utcOffset);
		return end;
	}

	function skipped(reason: string): FileReport {
		const judgement = evaluateSkipped(reason, firstLine, context, rules);
		return {
			path: options.path ?? '',
			member: options.member ?? null,
			status: 'skipped',
			reason,
			bytes,
			log: null,
			wsus: null,
			context,
			scans: [],
			issues: [],
			traces: [],
			...judgement,
		};
	}

	return {
		push,
		nextTrace,
		pushLine: (line) => push(lineBytes(line)),
		get isDone() {
			return isDone();
		},
		end() {
			if (!headIsComplete) readHead();
			transcoder?.end();
			const traceEnd = endTrace();
			splitter.end();
			parser.end();
			if (traceEnd !== null) firstLine = firstNonBlankText(traceEnd.title);
			if (parser.stats.records === 0)
				return {...skipped(traceEnd?.reason ?? neighbour?.reason ?? 'The file is empty.'), traces: tracesOf(traceEnd)};
			if (counts.orchestrator * 2 > counts.looked && counts.looked > 0)
				return skipped(`This is ${ORCHESTRATOR_LOG.what}. ${ORCHESTRATOR_LOG.advice}`);

			detectVerbose();
			const {stored, dropped, droppedScans, firstDroppedScan, closedEarly} = assembler.end();
			const {scans} = stored;
			const time = clock.end();
			const {lines, records, continuationLines, unparsedLines} = parser.stats;
			const log: LogFacts = {
				dialect: dialect(),
				encoding: quality.encodingName(),
				lines,
				records,
				continuationLines,
				unparsedLines,
				firstTime: time.firstTime,
				lastTime: time.lastTime,
				utcOffset: time.utcOffset,
				machineName,
				clientVersions: [...clientVersions],
				windowsBuilds: windowsBuilds.size > 0 || traceEnd === null ? [...windowsBuilds] : traceEnd.windowsBuilds,
				verbose,
			};
			const undecoded = undecodedIssue();
			const issues: Issue[] = [
				...(undecoded === null ? [] : [undecoded]),
				...(traceEnd?.issues ?? []),
				...quality.issues(),
				...time.issues,
			];
			if (dropped > 0)
				issues.push({
					kind: 'facts-dropped',
					line: null,
					count: dropped,
					message: 'Facts of scans with very many lines that were not kept.',
				});
			if (droppedScans > 0)
				issues.push({
					kind: 'facts-dropped',
					line: firstDroppedScan,
					count: droppedScans,
					message: `Scans past the first ${scans.length}, which were not kept; nothing in this report counts them.`,
				});
			if (closedEarly > 0)
				issues.push({
					kind: 'facts-dropped',
					line: null,
					count: closedEarly,
					message: 'Scans that began while very many others ran; their ends were not waited for.',
				});
			const droppedText = parser.stats.droppedBytes;
			if (droppedText > 0)
				issues.push({
					kind: 'record-too-long',
					line: parser.stats.firstLongRecord,
					count: parser.stats.longRecords,
					message: `Records with very many continuation lines; ${droppedText} bytes of them were not read.`,
				});
			const wsusFacts = wsus.end(scans.find(({service, server}) => service.name === 'WSUS' && server !== null)?.server?.url ?? null);
			const judgement = evaluate(
				{
					log,
					wsus: wsusFacts,
					stored,
					issues,
					context,
					settings,
					firstLine: {line: Math.max(1, firstUndecodedLine), text: firstLine},
					spanMs: time.spanMs,
				},
				rules,
			);
			return {
				path: options.path ?? '',
				member: options.member ?? null,
				status: 'analyzed',
				reason: null,
				bytes,
				log,
				wsus: wsusFacts,
				context,
				issues,
				traces: tracesOf(traceEnd),
				...judgement,
				scans: options.scans === 'packed' ? scans : scans.map(plainScan),
			};
		},
	};
}

/** Only of a set. */
function tracesOf(end: TraceLogEnd | null): FileReport['traces'] {
	if (end === null || end.files.length < 2) return [];
	return end.files.map(({name, bytes, lines, reason}) => ({
		file: name ?? '',
		status: reason === null ? 'analyzed' : 'skipped',
		reason,
		bytes,
		lines,
	}));
}

const encoder: TextEncoder = new TextEncoder();

function lineBytes(line: string): Uint8Array {
	return encoder.encode(`${line}\n`);
}

/** The beginning of a file as text, whatever its encoding. */
function headText(head: Uint8Array, encoding: Encoding): string {
	const body = head.subarray(encoding.markLength);
	if (encoding.form === 'bytes') return decodeText(body, 0, body.length, true);
	let decoded = '';
	const transcoder = createUtf16Transcoder(encoding.form === 'utf-16le', (chunk) => {
		decoded += decodeText(chunk, 0, chunk.length, true);
	});
	transcoder.push(body);
	transcoder.end();
	return decoded;
}

/** The beginning of the first line that is not blank. */
function firstNonBlankText(text: string): string {
	return /[^\s].{0,199}/.exec(text)?.[0] ?? '';
}
