/** A part of the text of a line. */

/** `text.slice(start, end)` */
export interface TextRange {
	readonly start: number;
	readonly end: number;
}
