/** What one entry of another log says about Windows Update, and how codes and their subjects are read from a text. */
import {findCodesInText, formatHresult, isFailure, nameOf} from '../codes/index.js';
import {explanationOf} from '../codes/explanations.js';
import type {NeighborAction, NeighborKind} from '../types.js';

/** `code`: of a failure, where one is named. */
export interface NeighborFact {
	readonly kind: NeighborKind;
	readonly outcome: 'failed' | 'succeeded';
	readonly action: NeighborAction;
	readonly code: string | null;
	readonly time: string | null;
	/** Absent: that of the line that was read last. */
	readonly line?: number;
}

/** What reads one kind of entry. */
export interface NeighborReader {
	/** Takes the next line. @returns `null` if the line is of no such entry, and what it tells otherwise */
	read(text: string, line: number): readonly NeighborFact[] | null;
	/** What the last entry tells, if only its end shows it. */
	end(): readonly NeighborFact[];
}

/** Words that tell what failed. Source: texts of the client, of ConfigMgr, and of tools. */
const ACTION_WORDS: readonly (readonly [NeighborAction, RegExp])[] = [
	['scan', /\b(?:scan|search|detect|check(?:ing)? for|looking for|find(?:ing)?|sync)/i],
	['download', /\bdownload/i],
	['install', /\b(?:un)?install|\badd-package\b/i],
];

/** By the first of the words: "problems installing updates, search the web" is about an installation. */
export function actionOf(text: string): NeighborAction {
	let first: NeighborAction = 'other';
	let at = Number.POSITIVE_INFINITY;
	for (const [action, words] of ACTION_WORDS) {
		const index = text.search(words);
		if (index < 0 || index >= at) continue;
		first = action;
		at = index;
	}
	return first;
}

/** Each failure code in a text once, as reports print it. Numbers that nothing is known about are left out. */
export function failureCodesIn(text: string): readonly string[] {
	const codes = findCodesInText(text)
		.map(({code}) => code)
		.filter((code) => isFailure(code) && (nameOf(code) !== null || explanationOf(code) !== null || isOfWindowsUpdate(code)));
	return [...new Set(codes.map(formatHresult))];
}

/** winerror.h, wuerror.h, esent.h: update agent, ConfigMgr, servicing, delivery optimization, setup, database. */
const FAMILIES: ReadonlySet<number> = new Set([0x8024, 0x87d0, 0x800f, 0x80d0, 0xc190, 0xc180, 0xc800]);

function isOfWindowsUpdate(code: number): boolean {
	return FAMILIES.has(code >>> 16);
}

/** One failure for each code in a text. */
export function failuresIn(text: string, kind: NeighborKind, time: string | null, action: NeighborAction): readonly NeighborFact[] {
	return failureCodesIn(text).map((code) => ({kind, outcome: 'failed', action, code, time}));
}
