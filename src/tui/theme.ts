/** Signs and colors: which characters a screen may use, and how roles look. */
import type {MarkShape} from '../core/timeline/timeline-layout.js';
import type {Role, Span} from './rows.js';

/** Signs for every meaning that color also has, so that nothing is said by color alone. */
export interface Symbols {
	readonly good: string;
	readonly bad: string;
	readonly warning: string;
	readonly info: string;
	readonly unknown: string;
	readonly cancelled: string;
	readonly arrow: string;
	readonly ellipsis: string;
	readonly horizontal: string;
	readonly vertical: string;
	readonly pointer: string;
	readonly fold: string;
	/** Points to the left, as `pointer` does to the right. */
	readonly pointerLeft: string;
	/** Points down, at the moment that is looked at. */
	readonly pointerDown: string;
	readonly bar: string;
	/** Eighths of a bar, from little to full, for small histograms. */
	readonly levels: readonly string[];
	/** Marks of the timeline, by `MarkShape`. */
	readonly marks: Readonly<Record<MarkShape, string>>;
	/** How the number of a line or of a scan is written; both count from the beginning of a log. */
	readonly numberInLog: (number: number) => string;
}

/** Each is one cell wide in every terminal that has Unicode at all. */
export const UNICODE_SYMBOLS: Symbols = {
	good: '✓',
	bad: '✗',
	warning: '!',
	info: '·',
	unknown: '?',
	cancelled: '-',
	arrow: '→',
	ellipsis: '…',
	horizontal: '─',
	vertical: '│',
	pointer: '▸',
	fold: '≈',
	pointerLeft: '◂',
	pointerDown: '▼',
	bar: '━',
	levels: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
	marks: {
		start: '├',
		dot: '•',
		circle: '●',
		cross: '✗',
		ring: '○',
		arrow: '→',
		stop: '■',
		retry: '↻',
		check: '✓',
		offline: '◇',
		online: '◆',
	},
	numberInLog: String,
};

/** For consoles without Unicode. */
export const ASCII_SYMBOLS: Symbols = {
	good: '+',
	bad: 'x',
	warning: '!',
	info: '.',
	unknown: '?',
	cancelled: '-',
	arrow: '>',
	ellipsis: '~',
	horizontal: '-',
	vertical: '|',
	pointer: '>',
	fold: '=',
	pointerLeft: '<',
	pointerDown: 'v',
	bar: '=',
	levels: ['.', ':', '-', '=', '+', '*', '%', '#'],
	marks: {
		start: '|',
		dot: '.',
		circle: 'o',
		cross: 'x',
		ring: 'O',
		arrow: '>',
		stop: '#',
		retry: 'r',
		check: '+',
		offline: 'n',
		online: 'N',
	},
	numberInLog: String,
};

export interface Theme {
	readonly symbols: Symbols;
	readonly hasColor: boolean;
	/** The screen is read aloud: sentences take the place of pictures. */
	readonly isSpoken?: boolean;
}

/** What the terminal library takes. */
export interface TextStyle {
	readonly color?: string;
	readonly bold?: boolean;
	readonly dimColor?: boolean;
	readonly underline?: boolean;
	readonly inverse?: boolean;
}

/** Only the sixteen colors that every terminal has and lets its user choose; 256 and true color terminals show them too. */
const COLORS: Readonly<Record<Role, TextStyle>> = {
	normal: {},
	strong: {bold: true},
	dim: {dimColor: true},
	good: {color: 'green'},
	warning: {color: 'yellow'},
	bad: {color: 'red', bold: true},
	accent: {color: 'cyan'},
	heading: {bold: true, underline: true},
	match: {color: 'yellow', bold: true, underline: true},
	bar: {inverse: true},
};

/** Without color: weight only. */
const PLAIN: Readonly<Record<Role, TextStyle>> = {
	normal: {},
	strong: {bold: true},
	dim: {},
	good: {},
	warning: {bold: true},
	bad: {bold: true},
	accent: {},
	heading: {bold: true, underline: true},
	match: {bold: true, underline: true},
	bar: {inverse: true},
};

export function styleOf({role, isSelected}: Span, {hasColor}: Theme): TextStyle {
	const style = (hasColor ? COLORS : PLAIN)[role];
	// One bar, whatever stands in the row: a color or a weight of its own would break it into patches.
	return isSelected === true ? {inverse: style.inverse !== true} : style;
}
