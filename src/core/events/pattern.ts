/** The shape of a row in the tables of message patterns. */
import type {LogEvent} from './event.js';

/**
 * One message of the client. A new Windows build that words it differently is a new row (or a new beginning), not a
 * new branch.
 */
export interface MessagePattern {
	readonly id: string;
	/** What the line tells, in words. */
	readonly meaning: string;
	/** Which builds print it and how that is known. */
	readonly source: string;
	/** Windows 10 names of the components that print it; absent where the text alone is enough. */
	readonly components?: readonly string[];
	/**
	 * Literal beginnings of the message, blanks, legacy list marks and `WARNING: ` aside. The byte scanner looks only at
	 * these, so every text that `match` accepts must begin with one of them.
	 */
	readonly starts: readonly string[];
	/** `scan`: means something only on the thread of a scan; `file`: everywhere. */
	readonly scope: 'scan' | 'file';
	/** Only verbose logging (level 5) prints it. */
	readonly verbose?: boolean;
	/** Printed again and again with the same text, which is read once. */
	readonly repeats?: boolean;
	/** Tried on the message without leading blanks, list marks and severity words. Linear on any input. */
	readonly match: RegExp;
	/** `null`: the text looked right but says nothing. */
	readonly event: (groups: readonly string[]) => LogEvent | null;
	readonly examples: {readonly match: readonly string[]; readonly noMatch: readonly string[]};
}

/** A capture group that may not have taken part. */
export function group(groups: readonly string[], index: number): string {
	return groups[index] ?? '';
}

/** `null` for the ways the client writes "no value". Source: (null) since Windows 10 1709, NULL before, <NULL> in legacy logs. */
export function valueOrNull(text: string): string | null {
	const value = text.trim();
	return value === '' || value === '(null)' || value === 'NULL' || value === '<NULL>' || value === '<(null)>' ? null : value;
}

/** A URL without the quotes that the CSV form of the log leaves behind, angle brackets, or a closing dot. */
export function cleanUrl(text: string): string {
	return text
		.replace(/^["'<\s]{1,8}/, '')
		.replace(/[>"'\s]{1,8}$/, '')
		.replace(/[.,;]$/, '');
}

/** GUID in upper case without braces; `null` where the text holds none. */
export function cleanGuid(text: string): string | null {
	return /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i.exec(text)?.[0].toUpperCase() ?? null;
}

export function yesNo(text: string): boolean | null {
	const word = text.trim().toLowerCase();
	return word === 'yes' ? true : word === 'no' ? false : null;
}
