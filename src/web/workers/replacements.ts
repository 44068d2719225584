/** What redaction replaced, found by comparing values before and after: each name once, for a look at it. */
import {plainOf} from '../../core/scans/packed/scan-layout.js';
import type {Replacement} from './protocol.js';

/** More are not looked through by anybody. */
const MAX_REPLACEMENTS = 1000;

/** What stands between names. */
const BETWEEN = /([\s,;"'()<>=|[\]{}]+)/;

export interface Replacements {
	/** Both have the same shape, with other texts in it. */
	compare(before: unknown, after: unknown): void;
	/** In the order of the texts. */
	list(): readonly Replacement[];
}

export function createReplacements(): Replacements {
	const found = new Map<string, Replacement>();

	function add(before: string, after: string): void {
		if (before === after || found.size >= MAX_REPLACEMENTS) return;
		found.set(`${before}\n${after}`, {before, after});
	}

	/** Word by word, where the texts have as many. */
	function compareTexts(before: string, after: string): void {
		const [from, to] = [before.split(BETWEEN), after.split(BETWEEN)];
		if (from.length !== to.length) add(before, after);
		else for (const [index, word] of from.entries()) add(word, to[index] ?? '');
	}

	function compare(before: unknown, after: unknown): void {
		if (typeof before === 'string' && typeof after === 'string') {
			if (before !== after) compareTexts(before, after);
		} else if (Array.isArray(before) && Array.isArray(after)) {
			for (const [index, item] of before.entries()) compare(item, after[index]);
		} else if (typeof before === 'object' && before !== null && typeof after === 'object' && after !== null) {
			// Packed scans read their fields when asked, and have none of their own.
			for (const [key, value] of Object.entries(plainOf(before))) compare(value, (after as Readonly<Record<string, unknown>>)[key]);
		}
	}

	return {compare, list: () => [...found.values()]};
}
