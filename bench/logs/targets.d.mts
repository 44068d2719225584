/** Types of targets.mjs for the tests. */
import type {Dialect} from '../make-log.mjs';

export interface Target {
	/** By component: share of lines in percent, lengths of messages at `QUANTILES`. */
	readonly components: Readonly<Record<string, readonly [share: number, lengths: readonly number[]]>>;
	readonly bytesPerLine: number;
	readonly withGuid: number;
}

export const QUANTILES: readonly number[];
export const OVERALL: {readonly bytesPerScan: number; readonly scansPerDay: number; readonly timelinePerScan: number};
export const TARGETS: Readonly<Record<Dialect, Target>>;
