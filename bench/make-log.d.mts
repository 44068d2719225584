/** Types of make-log.mjs for the tests. */

export type Dialect = 'etw' | 'uus' | 'legacy';
export type Health = 'healthy' | 'noisy' | 'failing';
export type Encoding = 'utf-8' | 'utf-16le';

export const DIALECTS: readonly Dialect[];
export const HEALTHS: readonly Health[];
export const ENCODINGS: readonly Encoding[];

export interface LogOptions {
	readonly dialect?: Dialect;
	readonly health?: Health;
	readonly encoding?: Encoding;
	readonly seed?: number;
	/** The log ends with the day that has so many. */
	readonly scans?: number;
	readonly bytesPerScan?: number;
}

/** What is in the log, as its maker knows. */
export interface MadeLog {
	readonly lines: number;
	readonly bytes: number;
	readonly scans: number;
	readonly succeeded: number;
	readonly failed: number;
	readonly cancelled: number;
	readonly callers: Readonly<Record<string, number>>;
}

export function dateOfDay(dialect: Dialect, day: number): string;
export function makeLog(path: string, megabytes: number, options?: LogOptions): MadeLog;
