/** The shape of a row in the tables of message patterns. */
import type {LogEvent} from './event.js';

/**
 * One message of the client. If a new Windows build words it differently, add a row (or a new beginning), not a branch.
 */
export interface MessagePattern {
	readonly id: string;
	/** What the line means, in words. */
	readonly meaning: string;
	/** Which builds log it, and how that is known. */
	readonly source: string;
	/** Windows 10 names of the components that log it; absent if the text alone is enough. */
	readonly components?: readonly string[];
	/**
	 * Literal beginnings of the message, ignoring spaces, legacy list marks, and `WARNING: `. The byte scanner checks only
	 * these, so every text that `match` accepts must begin with one of them.
	 */
	readonly starts: readonly string[];
	/** `scan`: relevant only on the thread of a scan; `file`: relevant everywhere. */
	readonly scope: 'scan' | 'file';
	/** Logged only at the verbose level (5). */
	readonly verbose?: boolean;
	/** Logged repeatedly with the same text, which is parsed once. */
	readonly repeats?: boolean;
	/** Tried on the message without leading blanks, list marks and severity words. Linear on any input. */
	readonly match: RegExp;
	/** `null`: the text matched but has no content. */
	readonly event: (groups: readonly string[]) => LogEvent | null;
	readonly examples: {readonly match: readonly string[]; readonly noMatch: readonly string[]};
}

/** A capture group, or '' if it did not participate. */
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

/** GUID in upper case without braces; `null` if the text contains none. */
export function cleanGuid(text: string): string | null {
	return /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i.exec(text)?.[0].toUpperCase() ?? null;
}

export function yesNo(text: string): boolean | null {
	const word = text.trim().toLowerCase();
	return word === 'yes' ? true : word === 'no' ? false : null;
}
