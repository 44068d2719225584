// Finds rows of a frame that are cut while there is room for the rest of them.

const ELLIPSIS = '…';
/** Between a list and the pane beside it. */
const BESIDE = ' │ ';
const LINE = /^─+$/;
/** A row of a list or of lines begins with a sign, a pointer, or a number; text goes on below instead. */
const OF_LIST = /^(?:[✓✗!?-] |▸|[ ▸]{0,4}\d|File |Time )/;

/**
 * Text that ends in an ellipsis is cut in vain where rows below it are empty; a cell of a list is where every row of that list
 * has blanks at its end.
 *
 * @param {readonly string[]} frame rows, each as wide as the window
 * @returns {readonly string[]} the rows cut in vain
 */
export function cutRows(frame) {
	// The title and the hints are one row each, whatever room there is.
	return panesOf(frame.slice(1, -1)).flatMap((pane) => [...cutTexts(pane), ...cutCells(pane)]);
}

/** Where a pane stands beside a list, both; what is above them goes with the list; a line parts what is above it from what is below. */
function panesOf(rows) {
	const beside = rows.map((row) => row.indexOf(BESIDE)).filter((at) => at > 0);
	const [at] = beside;
	const isBeside = at !== undefined && beside.length > rows.length / 2 && beside.every((other) => other === at);
	const sides = isBeside
		? [
				rows.map((row) => (row.startsWith(BESIDE, at) ? row.slice(0, at) : row)),
				rows.flatMap((row) => (row.startsWith(BESIDE, at) ? [row.slice(at + BESIDE.length)] : [])),
			]
		: [rows];
	return sides.flatMap((side) => {
		const line = side.findIndex((row) => LINE.test(row.trimEnd()));
		return line < 0 ? [side] : [side.slice(0, line), side.slice(line + 1)];
	});
}

function cutTexts(pane) {
	const lastFull = pane.findLastIndex((row) => row.trim() !== '');
	const free = pane.length - 1 - lastFull;
	return free === 0 ? [] : pane.filter((row) => !OF_LIST.test(row) && row.trimEnd().endsWith(ELLIPSIS));
}

function cutCells(pane) {
	const list = pane.filter((row) => OF_LIST.test(row));
	const spare = Math.min(...list.map((row) => row.length - row.trimEnd().length));
	return spare < 2 ? [] : list.filter((row) => row.includes(ELLIPSIS));
}
