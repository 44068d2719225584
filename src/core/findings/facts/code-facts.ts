/** What the code of a failure says, for facts of scans and of failures outside them. */
import {parseCode} from '../../codes/index.js';
import {facilityWords, readingOf} from '../../codes/number-reading.js';

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
