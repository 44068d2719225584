/** Collects files that a report only lists on one line at its end, because there is nothing else to report about them. */
import type {FileReport} from '../types.js';
import {fileName} from '../wording/labels.js';

/** Beyond this, files are only counted, to keep the line short. */
const MAX_NAMES = 20;

export interface AsideList {
	/** Returns whether the file was added to the list; otherwise it belongs in the report. */
	take(file: FileReport): boolean;
	/**
	 * @param quote escapes a name for the output format
	 * @returns `null` if the list is empty
	 */
	text(quote: (name: string) => string): string | null;
}

/** @param isAside selects the files to list; none by default */
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
