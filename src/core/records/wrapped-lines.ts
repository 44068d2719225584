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

export function createWrapWidth(): WrapWidth {
	return new ConsoleWidth();
}

/** All breaks of a console are at the same column; one elsewhere says that lines are broken at blanks. */
class ConsoleWidth implements WrapWidth {
	private width = 0;
	private hits = 0;
	private isSoft = false;

	breaksWord(length: number): boolean {
		if (this.isSoft) return false;
		if (this.width === 0 && CONSOLE_WIDTHS.has(length)) this.width = length;
		if (length === this.width) {
			this.hits++;
			return true;
		}
		// One short line after many breaks at the same column is a line of another kind.
		if (this.hits < 2 && (length > this.width || length < this.width - LOST_BLANKS)) this.isSoft = true;
		return false;
	}
}
