/** What an output does: it is given every result in order, then the summary, and writes as it goes. */
import type {HistoryView} from '../../../core/triage/history/history.js';
import type {Inventory} from '../../../core/triage/inventory/inventory.js';
import type {Overlap} from '../../../core/triage/repeated.js';
import type {SelectedResult} from '../../../core/triage/selection.js';
import type {TriageDone, TriageResult} from '../../../core/triage/result.js';
import type {Summary} from '../../../core/triage/summary.js';

interface OutputSettings {
	/** Version of the program. */
	readonly version: string;
	/** `null`: none was given. */
	readonly inventory: Inventory | null;
}

/** What a result was before scans that count in others were taken out. */
export interface ResultOrigin {
	readonly whole: TriageResult;
	/** `null`: all of it counts. */
	readonly overlap: Overlap | null;
}

/** Where an output writes to; it has to wait for what is returned. */
export type Write = (data: string | Uint8Array) => Promise<void> | undefined;

export interface Output {
	/**
	 * @param result what of it counts: without scans that count in another result
	 * @param selection the part of that which the filter selects
	 */
	addResult?(result: TriageResult, selection: SelectedResult | null, origin: ResultOrigin): Promise<void> | undefined;
	addDone?(line: TriageDone): Promise<void> | undefined;
	/** @param history `null`: none is kept */
	end(summary: Summary, history: HistoryView | null): Promise<void>;
}

export type CreateOutput = (write: Write, settings: OutputSettings) => Output;
