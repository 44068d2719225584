/** What the code of a failure says, for facts of scans and of failures outside them. */
import {parseCode} from '../../codes/index.js';
import {facilityWords, readingOf} from '../../codes/number-reading.js';
import {firstSentence} from '../../wording/sentences.js';

/** What is read from the first code that it can be read from. */
export function firstOf<Value>(codes: readonly (string | null)[], read: (code: number) => Value | null): Value | null {
	for (const text of codes) {
		const code = text === null ? null : parseCode(text);
		const value = code === null ? null : read(code.code);
		if (value !== null) return value;
	}
	return null;
}

/** What the number of a code without an explanation shows. */
export function unexplained(text: string | null): string | null {
	const code = text === null ? null : parseCode(text);
	if (code === null) return null;
	const words = facilityWords(code.code);
	return `There is no explanation for this code.${words === null ? '' : ` It is a code of ${words}.`} ${readingOf(code.code)}`;
}

/** Names that keep their capitals within a sentence. */
const NAMES = /^(?:Windows|Microsoft|Configuration|ConfigMgr|Delivery|Automatic|Setup|[A-Z]{2,})\b/;

/** What a code means, as a part of a sentence: `the disk is full`; `null` where nothing is known of it. */
export function reasonOf(explanation: {readonly meaning: string} | null): string | null {
	if (explanation === null) return null;
	const [text = ''] = firstSentence(explanation.meaning).replace(/\.$/, '').split(';');
	return NAMES.test(text) ? text : (text[0] ?? '').toLowerCase() + text.slice(1);
}
