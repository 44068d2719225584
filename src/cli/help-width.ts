/** How wide help texts are: as the terminal, within what is easy to read; elsewhere 80 columns. */

const DEFAULT = 80;
const NARROWEST = 40;
const WIDEST = 100;

export function helpWidth({isTTY, columns}: {readonly isTTY?: boolean; readonly columns?: number} = process.stdout): number {
	if (isTTY !== true || columns === undefined) return DEFAULT;
	return Math.min(WIDEST, Math.max(NARROWEST, columns));
}
