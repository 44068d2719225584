/** What the whole file says about itself as a log, and about the client: collected while its records go by. */
import {EVIDENCE, type LogEvent, type LogFactEvent} from '../events/event.js';
import {isOrchestratorText} from '../foreign-files/foreign-files.js';
import {decodeText} from '../lines/decode-text.js';
import {isUnknownFormat} from '../records/dialects/windows10-text.js';
import type {LineDialect, RecordHeader} from '../records/record-header.js';
import type {DialectName} from '../types.js';

/** So many of the first records are looked at to recognize the logs of other services that have the same columns. */
const FOREIGN_RECORDS = 64;

const MAX_VERSIONS = 256;
const MAX_MACHINE_LINES = 64;

/** Bytes of the first undecoded line that are quoted. */
const MAX_QUOTE = 200;

/** A line that tells something about the machine, outside of scans too, and may prove a finding about the file. */
export interface MachineLine {
	readonly line: number;
	readonly text: string;
	readonly kind: 'wsus' | 'version';
}

/** Records without text, whose symbols were missing when the log was made. */
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
	/** A text was seen that only verbose logging prints. */
	verbose = false;
	/** Name of the PC, where a line tells it; the last one. */
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

	/** @returns whether the record has a text: an undecoded one says nothing */
	addRecord(header: RecordHeader): boolean {
		this.recordsOf[header.dialect]++;
		if (header.componentStart === header.componentEnd && isUnknownFormat(header.bytes, header.messageStart, header.messageEnd)) {
			this.addUndecoded(header);
			return false;
		}
		if (this.looked < FOREIGN_RECORDS) this.lookAt(header);
		return true;
	}

	/** @param message the line's own words */
	addEvent(event: LogEvent, line: number, message: string): void {
		const kind = EVIDENCE[event.type].ofMachine;
		if (kind !== null && this.machineLines.length < MAX_MACHINE_LINES) this.machineLines.push({line, text: message, kind});
		if (event.type === 'device') this.machineName = event.name ?? this.machineName;
		else if (isLogFact(event)) this.addFact(event);
	}

	/** Most of the first records are those of the update orchestrator, whose logs have the same columns. */
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

	/** The dialect of most records. @param records how many the log has, with those that go on another one */
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
		if (isOrchestratorText(decodeText(bytes, messageStart, messageEnd, hasHighBytes))) this.lookedForeign++;
	}
}

/** A line says again what is known already; the same version stands in thousands of them. */
function addVersion(versions: Set<string>, version: string): void {
	if (versions.size < MAX_VERSIONS) versions.add(version);
}
