/** Collects facts about the log as a whole and about the client while records are read. */
import {EVIDENCE, type LogEvent, type LogFactEvent} from '../events/event.js';
import {decodeText} from '../lines/decode-text.js';
import {isUnknownFormat} from '../records/dialects/windows10-text.js';
import type {LineDialect, RecordHeader} from '../records/record-header.js';
import type {DialectName} from '../types.js';

/** Number of records inspected at the beginning to recognize logs of other services with the same columns. */
const FOREIGN_RECORDS = 64;

/** Messages of the update orchestrator (USO.log, UX.log): names of values in brackets. */
const ORCHESTRATOR_TEXT = /^\[[^\]]{1,128}\] : /;

const MAX_VERSIONS = 256;
const MAX_MACHINE_LINES = 64;

/** Maximum length in bytes of the quote from the first undecoded line. */
const MAX_QUOTE = 200;

/** A line about the machine, inside or outside a scan, that may be evidence for a finding about the file. */
export interface MachineLine {
	readonly line: number;
	readonly text: string;
	readonly kind: 'wsus' | 'version';
}

/** Records without text, because symbols were missing when the log was generated. */
export interface UndecodedRecords {
	readonly count: number;
	/** 0 means none. */
	readonly firstLine: number;
	readonly firstText: string;
}

const LOG_FACTS: Readonly<Record<LogFactEvent['type'], true>> = {
	'client-version': true,
	'service-discovery': true,
	'windows-build': true,
	banner: true,
};

/** Whether an event is about the log or the client, and so never part of a scan. */
export function isLogFact(event: LogEvent): event is LogFactEvent {
	return Object.hasOwn(LOG_FACTS, event.type);
}

export class LogFactsCollector {
	/** Whether a message was found that only verbose logging prints. */
	verbose = false;
	/** Name of the PC as last logged. */
	machineName: string | null = null;
	readonly machineLines: MachineLine[] = [];
	private readonly clientVersions = new Set<string>();
	private readonly windowsBuilds = new Set<string>();
	private readonly recordsOf: Record<LineDialect, number> = {etw: 0, legacy: 0, raw: 0};
	private looked = 0;
	private lookedForeign = 0;
	private undecodedCount = 0;
	private firstUndecodedLine = 0;
	private firstUndecodedText = '';

	/** @returns whether the record has text; an undecoded one does not */
	addRecord(header: RecordHeader): boolean {
		this.recordsOf[header.dialect]++;
		if (header.componentStart === header.componentEnd && isUnknownFormat(header.bytes, header.messageStart, header.messageEnd)) {
			this.addUndecoded(header);
			return false;
		}
		if (this.looked < FOREIGN_RECORDS) this.lookAt(header);
		return true;
	}

	/** The first records were looked at: later ones without an event add nothing but to the count. */
	get hasLooked(): boolean {
		return this.looked >= FOREIGN_RECORDS;
	}

	/** So many records of a dialect were left out that have text and no event. */
	skip(records: number, dialect: LineDialect): void {
		this.recordsOf[dialect] += records;
	}

	/** @param message of the line */
	addEvent(event: LogEvent, line: number, message: string): void {
		const kind = EVIDENCE[event.type].ofMachine;
		if (kind !== null && this.machineLines.length < MAX_MACHINE_LINES) this.machineLines.push({line, text: message, kind});
		if (event.type === 'device') this.machineName = event.name ?? this.machineName;
		else if (isLogFact(event)) this.addFact(event);
	}

	/** Whether most of the first records are from the Update Orchestrator, whose logs have the same columns. */
	get isOrchestratorLog(): boolean {
		return this.lookedForeign * 2 > this.looked;
	}

	get undecoded(): UndecodedRecords {
		return {count: this.undecodedCount, firstLine: this.firstUndecodedLine, firstText: this.firstUndecodedText};
	}

	/** As printed, in order of first appearance. */
	versions(): {readonly clientVersions: readonly string[]; readonly windowsBuilds: readonly string[]} {
		return {clientVersions: [...this.clientVersions], windowsBuilds: [...this.windowsBuilds]};
	}

	/** The dialect of most records. @param records number of records in the log, including continuation records */
	dialect(records: number): Exclude<DialectName, 'trace'> {
		const {etw, legacy, raw} = this.recordsOf;
		if (this.undecodedCount > 0 && this.undecodedCount === records) return 'undecoded';
		if (legacy > etw && legacy >= raw) return 'legacy';
		return raw > etw ? 'raw' : 'etw';
	}

	private addFact(event: LogFactEvent): void {
		switch (event.type) {
			case 'client-version':
			case 'banner':
				addVersion(this.clientVersions, event.version);
				break;
			case 'windows-build':
				addVersion(this.windowsBuilds, event.build);
				break;
			case 'service-discovery':
				addVersion(this.windowsBuilds, event.windowsBuild);
				if (event.clientVersion !== null) addVersion(this.clientVersions, event.clientVersion);
				break;
			default:
				event satisfies never;
		}
	}

	private addUndecoded({line, bytes, messageStart, messageEnd, hasHighBytes}: RecordHeader): void {
		this.undecodedCount++;
		if (this.firstUndecodedLine !== 0) return;
		this.firstUndecodedLine = line;
		this.firstUndecodedText = decodeText(bytes, messageStart, Math.min(messageEnd, messageStart + MAX_QUOTE), hasHighBytes);
	}

	private lookAt({bytes, messageStart, messageEnd, hasHighBytes}: RecordHeader): void {
		this.looked++;
		if (ORCHESTRATOR_TEXT.test(decodeText(bytes, messageStart, messageEnd, hasHighBytes))) this.lookedForeign++;
	}
}

/** The same version is repeated on thousands of lines. */
function addVersion(versions: Set<string>, version: string): void {
	if (versions.size < MAX_VERSIONS) versions.add(version);
}
