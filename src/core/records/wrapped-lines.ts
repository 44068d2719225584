/** Tells whether a wrapped line was broken at a blank, as programs for mail do, or within words at a fixed column, as consoles do. */

/** Columns of consoles. */
const CONSOLE_WIDTHS: ReadonlySet<number> = new Set([80, 100, 120, 132, 140, 160, 200, 240]);

/** Blanks at the end of a line may have been taken off. */
const LOST_BLANKS = 3;

export interface WrapWidth {
	/**
	 * Whether a line goes on in the next one without a blank between them.
	 *
	 * @param length of the line before the break, in letters
	 */
	breaksWord(length: number): boolean;
}

/** All breaks of a console are at the same column; one elsewhere says that lines are broken at blanks. */
export function createWrapWidth(): WrapWidth {
	let width = 0;
	let hits = 0;
	let isSoft = false;
	return {
		breaksWord(length) {
			if (isSoft) return false;
			if (width === 0 && CONSOLE_WIDTHS.has(length)) width = length;
			if (length === width) {
				hits++;
				return true;
			}
			// One short line after many breaks at the same column is a line of another kind.
			if (hits < 2 && (length > width || length < width - LOST_BLANKS)) isSoft = true;
			return false;
		},
	};
}
