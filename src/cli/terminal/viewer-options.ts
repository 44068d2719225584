/** What the terminal UI is started with. */
import type {FileReport} from '../../core/index.js';
import type {Summary} from '../../core/triage/summary.js';

export interface ViewerOptions {
	readonly paths: readonly string[];
	/** Files with settings of the PC. */
	readonly policies: readonly string[];
	/** Looks for such files beside the logs. */
	readonly findsContext: boolean;
	/** Files with rules of the user. */
	readonly rules: readonly string[];
	readonly isAscii: boolean;
	/** `null`: as the environment says. */
	readonly color: boolean | null;
	readonly isScreenReader: boolean;
	readonly hasMouse: boolean;
}

/** What a triage found, to be looked at. */
export interface TriageView {
	readonly summary: Summary;
	/** The reports that were kept of a machine. */
	readMachine(name: string): Promise<readonly FileReport[]>;
}
