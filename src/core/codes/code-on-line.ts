/** The error code of a line that means most, in words. */
import {explanationOf} from './explanations.js';
import {describeCode, findCodesInText, type ParsedCode} from './index.js';
import {isFailure} from './hresult.js';

/** What stands behind is no code of the record. */
const MAX_TEXT = 4096;

export interface CodeOnLine {
	/** `0x8024402C` */
	readonly code: string;
	readonly name: string | null;
	/** A full sentence, or what the number alone tells; '' where that is nothing. */
	readonly meaning: string;
}

/**
 * Of several codes the one that is explained best, and of equals the first.
 *
 * @param text printable
 */
export function codeOnLine(text: string): CodeOnLine | null {
	let best: ParsedCode | null = null;
	let most = 0;
	for (const found of findCodesInText(text.slice(0, MAX_TEXT))) {
		const worth = worthOf(found.code);
		if (worth > most) {
			best = found;
			most = worth;
		}
	}
	if (best === null) return null;
	const {code, name, note} = describeCode(best.code);
	return {code, name, meaning: explanationOf(best.code)?.meaning ?? note ?? ''};
}

/** Failures before all else; 0: nothing to tell. */
function worthOf(code: number): number {
	const explanation = explanationOf(code);
	// E_FAIL and its like say only that something failed.
	const isTelling = explanation !== null && explanation.causeClass !== 'other';
	const isExplained = explanation !== null;
	const isNamed = describeCode(code).name !== null;
	if (isFailure(code)) return isTelling ? 5 : isExplained ? 4 : isNamed ? 3 : 2;
	return isExplained || isNamed ? 1 : 0;
}
