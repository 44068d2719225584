/** What an output does: it is given every result in order, then the summary, and writes as it goes. */
import type {SelectedResult} from '../../../core/triage/selection.js';
import type {TriageDone, TriageResult} from '../../../core/triage/result.js';
import type {Summary} from '../../../core/triage/summary.js';

interface OutputSettings {
	/** Version of the program. */
	readonly version: string;
}

/** Where an output writes to; it has to wait for what is returned. */
export type Write = (data: string | Uint8Array) => Promise<void> | undefined;

export interface Output {
	/** @param selection the part of the result that the filter selects */
	addResult?(result: TriageResult, selection: SelectedResult | null): Promise<void> | undefined;
	addDone?(line: TriageDone): Promise<void> | undefined;
	end(summary: Summary): Promise<void>;
}

export type CreateOutput = (write: Write, settings: OutputSettings) => Output;
