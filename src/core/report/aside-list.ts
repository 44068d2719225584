/** Files that a report names in one line at its end, since there is nothing else to say about them. */
import type {FileReport} from '../types.js';
import {fileName} from '../wording/labels.js';

/** More names would be no line; the others are counted. */
const MAX_NAMES = 20;

export interface AsideList {
	/** Takes the file, or leaves it to the report. */
	take(file: FileReport): boolean;
	/**
	 * @param quote makes a name fit for the format
	 * @returns `null`: no file was taken
	 */
	text(quote: (name: string) => string): string | null;
}

/** @param isAside which files to take; absent: none */
export function createAsideList(isAside: (file: FileReport) => boolean = () => false): AsideList {
	const names: string[] = [];
	let count = 0;
	return {
		take(file) {
			if (!isAside(file)) return false;
			count++;
			if (names.length < MAX_NAMES) names.push(fileName(file));
			return true;
		},
		text(quote) {
			if (count === 0) return null;
			const more = count - names.length;
			return `Not Windows Update logs: ${names.map(quote).join(', ')}${more === 0 ? '' : `, and ${more.toLocaleString('en-US')} more`}`;
		},
	};
}
