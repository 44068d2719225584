/** Columns of a list: a row of a table says all that a column needs, and widths, heading and cells come from it. */
import {cutMiddle, fill, fillLeft, widthOf} from '../../core/wording/cells.js';
import {type Role, type Row, type Span, span} from '../rows.js';

/** @typeParam Item what a line of the list shows */
interface ColumnCells<Item> {
	readonly title: string;
	/** Cells at most, and no more than what is shown needs; where the column grows, before it does. */
	readonly width: number;
	/**
	 * Takes free cells for what it shows, up to `most`; of several columns the one with the lowest `rank` first. All come half
	 * the way before one goes the whole.
	 */
	readonly grows?: {readonly most: number; readonly rank: number};
	readonly alignRight?: true;
	/** What does not fit loses its middle, not its end, which tells it from others. */
	readonly keepsEnd?: true;
	/** Printable. */
	readonly text: (item: Item) => string;
	/** Says the most of it, whole, where there is no room for all that is shown; of several columns the last gives way first. */
	readonly short?: (item: Item) => string;
	/** @default normal */
	readonly role?: (item: Item) => Role;
}

interface ColumnOrder<Entry> {
	/** The list can be sorted by it. */
	readonly sort?: SortOrder<Entry>;
}

/** @typeParam Entry what is sorted: the entry of the list that an item is made of */
export interface Column<Item, Entry = Item> extends ColumnCells<Item>, ColumnOrder<Entry> {}

/** An order that the key for sorting comes to. */
export interface SortOrder<Entry> {
	/** As the heading of the list says it: `newest first`. */
	readonly label: string;
	/** Equal ones stay as they are. */
	readonly arrange: (entries: readonly Entry[]) => readonly Entry[];
}

/** The orders of the columns, from left to right. */
export function ordersOf<Entry>(columns: readonly ColumnOrder<Entry>[]): readonly SortOrder<Entry>[] {
	return columns.flatMap(({sort}) => sort ?? []);
}

/** The one after it, and after the last the first. */
export function nextOrder<Entry>(orders: readonly SortOrder<Entry>[], order: SortOrder<Entry>): SortOrder<Entry> {
	return orders[(orders.indexOf(order) + 1) % orders.length] ?? order;
}

/** The greatest first; what has no number last. A hundred thousand entries take some ten milliseconds. */
export function greatestFirst<Entry>(numberOf: (entry: Entry) => number | undefined): SortOrder<Entry>['arrange'] {
	return (entries) => {
		const numbers = new Float64Array(entries.length);
		const order = new Uint32Array(entries.length);
		entries.forEach((entry, place) => {
			const number = numberOf(entry);
			numbers[place] = number === undefined || Number.isNaN(number) ? Number.NEGATIVE_INFINITY : number;
			order[place] = place;
		});
		order.sort((one, other) => (numbers[other] ?? 0) - (numbers[one] ?? 0) || one - other);
		return Array.from(order, (index) => entries[index]).filter((entry) => entry !== undefined);
	};
}

export interface PlacedColumns<Item> {
	readonly heading: string;
	row(item: Item): Row;
}

/** A blank between two columns. */
const GAP = 1;

/**
 * @param columns those to show, from left to right
 * @param width cells for all of them
 * @param inSight what is shown: no column grows wider than what is in it
 */
export function placeColumns<Item>(
	columns: readonly ColumnCells<Item>[],
	width: number,
	inSight: readonly Item[],
	ellipsis: string,
): PlacedColumns<Item> {
	const texts = textsThatFit(columns, width, inSight);
	const widths = columnWidths(columns, width, inSight, texts);
	const cell = ({alignRight, keepsEnd}: ColumnCells<Item>, text: string, index: number): string => {
		const cells = widths[index] ?? 0;
		const short = keepsEnd === true ? cutMiddle(text, cells, ellipsis) : text;
		return `${(alignRight === true ? fillLeft : fill)(short, cells, ellipsis)}${index === columns.length - 1 ? '' : ' '.repeat(GAP)}`;
	};
	return {
		heading: columns.map((column, index) => cell(column, column.title, index)).join(''),
		row: (item) =>
			columns.map((column, index): Span => span(cell(column, texts[index]?.(item) ?? '', index), column.role?.(item) ?? 'normal')),
	};
}

type TextOf<Item> = ColumnCells<Item>['text'];

/** For each column, its text or the shorter one. */
function textsThatFit<Item>(columns: readonly ColumnCells<Item>[], width: number, inSight: readonly Item[]): readonly TextOf<Item>[] {
	const texts = columns.map(({text}) => text);
	const wanted = (): number =>
		needsOf(columns, inSight, texts).reduce((sum, need, index) => sum + mostOf(columns[index], need), (columns.length - 1) * GAP);
	for (let index = columns.length - 1; index >= 0 && wanted() > width; index--)
		texts[index] = columns[index]?.short ?? texts[index] ?? String;
	return texts;
}

function mostOf<Item>(column: ColumnCells<Item> | undefined, need: number): number {
	return Math.min(need, column?.grows?.most ?? column?.width ?? need);
}

function needsOf<Item>(columns: readonly ColumnCells<Item>[], inSight: readonly Item[], texts: readonly TextOf<Item>[]): readonly number[] {
	return columns.map(({title}, index) =>
		inSight.reduce((most, item) => Math.max(most, widthOf(texts[index]?.(item) ?? '')), widthOf(title)),
	);
}

function columnWidths<Item>(
	columns: readonly ColumnCells<Item>[],
	width: number,
	inSight: readonly Item[],
	texts: readonly TextOf<Item>[],
): readonly number[] {
	const needs = needsOf(columns, inSight, texts);
	const widths = columns.map(({width: cells}, index) => Math.min(cells, needs[index] ?? cells));
	let free = Math.max(0, width - (columns.length - 1) * GAP - widths.reduce((sum, cells) => sum + cells, 0));
	const growing = columns
		.flatMap(({grows, width: least}, index) => (grows === undefined ? [] : [{...grows, least, index}]))
		.toSorted((one, other) => one.rank - other.rank);
	for (const share of [0.5, 1]) {
		for (const {least, most, index} of growing) {
			const now = widths[index] ?? least;
			const more = Math.max(0, Math.min(free, Math.min(needs[index] ?? 0, Math.ceil(least + (most - least) * share)) - now));
			widths[index] = now + more;
			free -= more;
		}
	}
	return widths;
}
