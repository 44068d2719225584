/** Texts that the data of the page says once and then by number. */
import {plainText} from '../../wording/plain-text.js';

export interface Names {
	/** -1: none. */
	of(text: string | null): number;
	readonly list: readonly string[];
}

export function createNames(): Names {
	const numbers = new Map<string, number>();
	const list: string[] = [];
	return {
		list,
		of(text) {
			if (text === null) return -1;
			let known = numbers.get(text);
			if (known === undefined) {
				known = list.length;
				numbers.set(text, known);
				list.push(plainText(text));
			}
			return known;
		},
	};
}
