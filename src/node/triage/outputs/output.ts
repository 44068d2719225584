/** What an output is: it takes every input in order, then the summary, and writes as it goes. */
import type {SelectedResult} from '../../../core/triage/filter.js';
import type {TriageDone, TriageResult} from '../../../core/triage/result.js';
import type {Summary} from '../../../core/triage/summary.js';

export interface OutputSettings {
	/** Of the program. */
	readonly version: string;
}

/** Where an output writes to; it waits for what is returned. */
export type Write = (data: string | Uint8Array) => Promise<void> | undefined;

export interface Output {
	/** @param selection what of the result was asked for */
	addResult?(result: TriageResult, selection: SelectedResult | null): Promise<void> | undefined;
	addDone?(line: TriageDone): Promise<void> | undefined;
	end(summary: Summary): Promise<void>;
}

export type CreateOutput = (write: Write, settings: OutputSettings) => Output;
