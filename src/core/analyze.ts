/**
 * Wires the stages: bytes → source → lines → records → events → scans → findings → report. The file to read first.
 *
 * A chunk goes down the whole way before the next one is taken, and each stage calls the one after it. What a stage has
 * found about the file as a whole, it says at the end.
 */
import {type Classified, type Classifier, createClassifier} from './events/classifier.js';
import {isMachineEvent, type MachineEvent, type ScanEvent} from './events/event.js';
import {analyzedReport, type FileReportOptions, skippedReport} from './file-report.js';
import {ORCHESTRATOR_REASON} from './foreign-files/foreign-files.js';
import {LineSkipper, type SkipSink} from './line-skipper/line-skipper.js';
import {createLineSplitter, type LineSplitter, MAX_LINE_BYTES} from './lines/line-splitter.js';
import {EncodingDiagnostics} from './lines/text-quality.js';
import {NeighborLines} from './neighbors/neighbor-log.js';
import {neighborReason} from './neighbors/neighbor-text.js';
import type {RecordHeader} from './records/record-header.js';
import {createRecordParser, type RecordParser, type RecordSink} from './records/record-parser.js';
import {createTimeTracker, type TimeTracker} from './records/time-tracker.js';
import {isLogFact, LogFactsCollector} from './scans/log-facts.js';
import {NETWORK_UNREACHABLE, NetworkStates} from './scans/network-states.js';
import {createScanAssembler, type ReadDetail, type ScanAssembler} from './scans/scan-assembler.js';
import type {RecordMoment} from './scans/scan-builder.js';
import {createWsusFactsCollector, type WsusFactsCollector} from './scans/wsus-facts.js';
import {type SourceEnd, SourceReader} from './sources/source-reader.js';
import type {FileReport, NetworkState} from './types.js';

export interface AnalyzeOptions extends FileReportOptions {
	/** Bytes of a line past this are dropped and counted. @default 1 MiB */
	readonly maxLineBytes?: number;
	/** Scans past this are counted and not kept. @default MAX_SCANS of scans/scan-assembler.ts */
	readonly maxScans?: number;
	/** Reads lines that mean nothing, too: the report is the same, and takes longer. For tests. @default false */
	readonly readsAllLines?: boolean;
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
	return new LogAnalyzer(options);
}

/** Most logs have fewer scans, which are not packed unless that is asked for: some megabytes at most. */
const MOST_PLAIN = 512;

const encoder: TextEncoder = new TextEncoder();

/** Holds the stages, and stands between them where one does not call the next by itself. */
class LogAnalyzer implements Analyzer, RecordSink, SkipSink {
	private readonly options: AnalyzeOptions;
	private readonly maxLineBytes: number;
	private readonly source: SourceReader;
	private readonly skipper: LineSkipper;
	private readonly splitter: LineSplitter;
	private readonly text: EncodingDiagnostics;
	private readonly neighbors: NeighborLines;
	private readonly parser: RecordParser;
	private readonly clock: TimeTracker = createTimeTracker();
	private readonly classifier: Classifier;
	private readonly assembler: ScanAssembler;
	private readonly facts = new LogFactsCollector();
	private readonly network = new NetworkStates();
	private readonly wsus: WsusFactsCollector = createWsusFactsCollector();

	constructor(options: AnalyzeOptions) {
		this.options = options;
		this.maxLineBytes = options.maxLineBytes ?? MAX_LINE_BYTES;
		// Each stage is made after the one that it calls.
		this.assembler = createScanAssembler(
			(header) => this.readPending(header),
			options.maxScans,
			options.scans === 'packed' ? 0 : MOST_PLAIN,
		);
		this.classifier = createClassifier((pid, tid) => this.assembler.threadStateOf(pid, tid));
		this.parser = createRecordParser(this);
		this.text = new EncodingDiagnostics(this.parser);
		this.neighbors = new NeighborLines(this.text, this.parser.stats);
		this.splitter = createLineSplitter(this.neighbors, this.maxLineBytes);
		this.skipper = new LineSkipper(this.splitter, this);
		const readsAll = options.readsAllLines === true || this.maxLineBytes < MAX_LINE_BYTES;
		this.source = new SourceReader(readsAll ? this.splitter : this.skipper, this.parser.stats);
	}

	push(chunk: Uint8Array): void {
		this.source.push(chunk);
	}

	nextTrace(name: string): void {
		this.source.nextTrace(name);
	}

	pushLine(line: string): void {
		this.push(encoder.encode(`${line}\n`));
	}

	get isDone(): boolean {
		return this.source.isForeign;
	}

	maySkip(): boolean {
		return this.parser.plainDialect !== null && this.facts.hasLooked;
	}

	addSkipped(lines: number): void {
		// The scanner hands on the first line of another dialect.
		this.facts.skip(lines, this.parser.plainDialect ?? 'etw');
		this.parser.skip(lines);
		this.text.skip(lines);
	}

	/** One record, on its way to the scan that runs on its thread. */
	record(header: RecordHeader): void {
		this.clock.see(header);
		if (!this.facts.addRecord(header)) return;
		const classified = this.classifier.classify(header);
		if (classified === null) return;
		const {event, component, message, verbose, pending} = classified;
		if (verbose) this.facts.verbose = true;
		if (!pending) this.facts.addEvent(event, header.line, message);
		if (isLogFact(event)) {
			if (event.type === 'banner' && event.offsetMinutes !== null) this.clock.setUtcOffset(event.offsetMinutes);
			return;
		}
		const at = this.momentOf(header);
		if (isMachineEvent(event)) {
			this.addMachineEvent(event, at, classified, header);
			return;
		}
		this.addNetwork(event, at, message);
		if (!pending) this.wsus.addEvent(event, at);
		this.assembler.addEvent({event, at, component, message}, header);
	}

	end(): FileReport {
		const source = this.source.end();
		if (source.utcOffset !== null) this.clock.setUtcOffset(source.utcOffset);
		this.skipper.end();
		this.splitter.end();
		this.parser.end();
		const {facts} = this;
		const records = this.parser.stats;
		if (records.records === 0) return this.skipped(source);
		if (facts.isOrchestratorLog) return skippedReport({reason: ORCHESTRATOR_REASON, neighbor: null}, {source, facts}, [], this.options);
		const text = this.text.end({...source, lines: this.splitter.stats, maxLineBytes: this.maxLineBytes});
		const scans = this.assembler.end();
		return analyzedReport(
			{source, text, records, time: this.clock.end(), facts, wsus: this.wsus, network: this.network, scans},
			this.options,
		);
	}

	/** A file without a record may be another log that tells of failures. */
	private skipped(source: SourceEnd): FileReport {
		const neighbor = this.source.isForeign ? null : this.neighbors.end();
		const reason = neighbor === null ? source.skipReason : neighborReason(neighbor);
		return skippedReport({reason, neighbor}, {source, facts: this.facts}, source.traces, this.options);
	}

	/** What a record says that was kept until it was known to be of a scan whose first line is missing. */
	private readPending(header: RecordHeader): ReadDetail | null {
		const classified = this.classifier.classifyPending(header);
		if (classified === null) return null;
		const {event, component, message} = classified;
		const at = this.momentOf(header);
		if (event.type === 'search-result') return {event: {type: 'scan-exit-code', code: event.code}, at, component, message};
		if (isLogFact(event) || isMachineEvent(event) || event.type === 'scan-started' || event.type === 'scan-ended') return null;
		return {event, at, component, message};
	}

	private addMachineEvent(event: MachineEvent, at: RecordMoment, {component, message}: Classified, header: RecordHeader): void {
		switch (event.type) {
			case 'search-result':
				this.assembler.addResult(event, at, message, header);
				break;
			case 'network-state':
				this.setNetwork(this.network.addState(event, at, message));
				break;
			case 'access-disabled':
				this.assembler.setAccess(event.value ? {line: at.line, time: at.time, component, message} : null);
				break;
			case 'download-completed':
				this.assembler.addDownload(at);
				break;
			case 'other-call':
				this.assembler.addOtherCall(header);
				break;
			default:
				event satisfies never;
		}
	}

	/** Summaries and failures tell something of the network, too. */
	private addNetwork(event: ScanEvent, at: RecordMoment, message: string): void {
		if (event.type === 'scan-quality' && event.networkLevel !== null)
			this.setNetwork(this.network.addLevel(event.networkLevel, at, `NetworkLevel = ${event.networkLevel}`));
		else if (event.type === 'failure' && event.code === NETWORK_UNREACHABLE) this.setNetwork(this.network.addUnreachable(at, message));
	}

	private setNetwork(state: NetworkState | null): void {
		if (state !== null) this.assembler.setNetwork(state);
	}

	private momentOf(header: RecordHeader): RecordMoment {
		return {line: header.line, time: this.clock.textOf(header), ms: this.clock.msOf(header)};
	}
}
