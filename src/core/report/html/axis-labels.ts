/** Where the labels of a timeline have room, on a wide page and on a phone. */

export interface AxisLabel {
	/** From 0 (left) to 1 (right). */
	readonly x: number;
	readonly text: string;
}

export interface PlacedLabel extends AxisLabel {
	readonly anchor: 'start' | 'middle' | 'end';
	/** There is room for it only on a wide page. */
	readonly isForWide: boolean;
}

/** Of a timeline, in pixels: on a phone, and on the narrowest page that is not laid out for one. */
const NARROW = 270;
const WIDE = 500;
/** Of a character, at most, and between two labels. */
const CHARACTER = 7;
const GAP = 10;
/** Of a letter in a longer text, on average. */
const LETTER = 5.8;

/** Those at the edges come first, then from left to right. Labels without room are left out. */
export function placeLabels(labels: readonly AxisLabel[]): readonly PlacedLabel[] {
	const edges = labels.filter(({x}) => isEdge(x));
	const order = [...edges, ...labels.filter((label) => !edges.includes(label))];
	const narrow = thatFit(order, NARROW);
	const wide = thatFit(order, WIDE);
	return labels.filter((label) => wide.has(label)).map((label) => ({...label, anchor: anchorOf(label.x), isForWide: !narrow.has(label)}));
}

function isEdge(x: number): boolean {
	return x < 0.01 || x > 0.99;
}

function anchorOf(x: number): PlacedLabel['anchor'] {
	return x < 0.04 ? 'start' : x > 0.96 ? 'end' : 'middle';
}

function thatFit(labels: readonly AxisLabel[], width: number): ReadonlySet<AxisLabel> {
	const taken: {readonly from: number; readonly to: number}[] = [];
	const fitting = new Set<AxisLabel>();
	for (const label of labels) {
		const length = label.text.length * CHARACTER;
		const at = label.x * width;
		const anchor = anchorOf(label.x);
		const from = anchor === 'start' ? at : anchor === 'end' ? at - length : at - length / 2;
		const to = from + length;
		if (taken.some((other) => from < other.to + GAP && to + GAP > other.from)) continue;
		taken.push({from, to});
		fitting.add(label);
	}
	return fitting;
}

/**
 * A text above bars: from where they begin, else up to where they end, else to the right edge, as long as a phone has room.
 *
 * @param from where the bars begin; @param to where they end
 */
export function placeText(text: string, from: number, to: number): {readonly x: number; readonly anchor: 'start' | 'end'} {
	const share = (text.length * LETTER) / NARROW;
	if (from + share <= 1) return {x: from, anchor: 'start'};
	if (share <= to) return {x: to, anchor: 'end'};
	return share <= 1 ? {x: 1, anchor: 'end'} : {x: 0, anchor: 'start'};
}
