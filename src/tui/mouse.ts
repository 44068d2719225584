/** The mouse: what terminals send when it is pressed or its wheel is turned, and what screens get to know of it. */

/** A place in cells, from 0. */
interface Place {
	readonly column: number;
	readonly row: number;
}

export interface Pointer extends Place {
	/** Rows that the wheel scrolls down, or up where negative; 0: a click. */
	readonly wheel: number;
}

/** Rows that a step of the wheel is worth. */
const WHEEL_ROWS = 3;

/** Presses, releases and wheel, in the format that has no limit of columns (1006). */
export const MOUSE_ON = '\u001b[?1000h\u001b[?1006h';
export const MOUSE_OFF = '\u001b[?1006l\u001b[?1000l';

const SEQUENCE = /\u001b\[<(\d{1,5});(\d{1,5});(\d{1,5})([Mm])/g;
/** A control sequence that the end of a piece may have cut. */
const CUT_SEQUENCE = /\u001b(?:\[[<\d;]{0,20})?$/;
const PASTE = /\u001b\[20([01])~/g;

/** Bits of the first number. */
const BUTTON = 0b100_0011;
const LEFT = 0;
const WHEEL_UP = 0b100_0000;
const WHEEL_DOWN = 0b100_0001;

export interface TerminalFilter {
	/** @returns what is left for the keyboard; the end of it may be kept back */
	take(text: string): string;
	/** @returns what was kept back, if nothing came after it: it is a key then */
	flush(): string;
	readonly isHolding: boolean;
}

/**
 * Takes out of what comes from the terminal what the mouse sent, however it is cut into pieces. Pasted text stays as it is,
 * so that no log can press a button.
 */
export function createMouseFilter(listener: (pointer: Pointer) => void): TerminalFilter {
	let held = '';
	let isPasting = false;
	/** A sequence of the mouse whose first character came so much earlier that it was taken for a key. */
	let isFlushed = false;

	function taken(part: string): string {
		return part.replace(SEQUENCE, (_, code: string, column: string, row: string, end: string) => {
			const pointer = pointerOf(Number(code), Number(column) - 1, Number(row) - 1, end === 'M');
			if (pointer !== null) listener(pointer);
			return '';
		});
	}

	function outsidePastes(text: string): string {
		let result = '';
		let at = 0;
		for (const match of text.matchAll(PASTE)) {
			const part = text.slice(at, match.index);
			result += (isPasting ? part : taken(part)) + match[0];
			isPasting = match[1] === '0';
			at = match.index + match[0].length;
		}
		const rest = text.slice(at);
		return result + (isPasting ? rest : taken(rest));
	}

	return {
		take(text) {
			const joined = `${isFlushed && text.startsWith('[<') ? '\u001b' : ''}${held}${text}`;
			isFlushed = false;
			held = CUT_SEQUENCE.exec(joined)?.[0] ?? '';
			return outsidePastes(joined.slice(0, joined.length - held.length));
		},
		flush() {
			// Only the mouse sends this; the rest is still to come.
			if (held.startsWith('\u001b[<')) return '';
			const text = held;
			held = '';
			isFlushed = text === '\u001b';
			return text;
		},
		get isHolding() {
			return held !== '';
		},
	};
}

function pointerOf(code: number, column: number, row: number, isPress: boolean): Pointer | null {
	const button = code & BUTTON;
	if (button === WHEEL_UP) return {column, row, wheel: -WHEEL_ROWS};
	if (button === WHEEL_DOWN) return {column, row, wheel: WHEEL_ROWS};
	return button === LEFT && isPress ? {column, row, wheel: 0} : null;
}
