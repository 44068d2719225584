/** What codes mean in plain words, and what to check first; the packed text is decoded at the first look-up. */

import {type CauseClass, PACKED_EXPLANATIONS} from './explanation-table.js';
import {type HResult, toUnsigned} from './hresult.js';

export type {CauseClass} from './explanation-table.js';

/** A code in plain words. All are full sentences. */
export interface CodeExplanation {
	readonly meaning: string;
	/** One best guess; the lines around a code may say more. */
	readonly causeClass: CauseClass;
	readonly nextCheck: string;
}

let byCode: ReadonlyMap<HResult, CodeExplanation> | undefined;

/** All explained codes; the order is by cause class, then by number. */
export function allExplanations(): ReadonlyMap<HResult, CodeExplanation> {
	byCode ??= decodeTable();
	return byCode;
}

/** The explanation of a code, `null` where there is none; takes signed numbers too. */
export function explanationOf(code: HResult): CodeExplanation | null {
	return allExplanations().get(toUnsigned(code)) ?? null;
}

function decodeTable(): Map<HResult, CodeExplanation> {
	const explanations = new Map<HResult, CodeExplanation>();
	for (const [causeClass, rows] of PACKED_EXPLANATIONS) {
		for (const row of rows.trim().split('\n')) {
			const [digits = '', meaning = '', nextCheck = ''] = row.split('\t');
			explanations.set(Number.parseInt(digits, 16), {meaning, causeClass, nextCheck});
		}
	}
	return explanations;
}
