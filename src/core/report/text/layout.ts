/** Lays out the text report: wrapped and colored paragraphs, labeled facts, and symbols. */
import {plainText} from '../../wording/plain-text.js';
import {widthOf} from '../../wording/cells.js';
import type {Emphasis, Paint} from '../../wording/emphasis.js';
import type {ReporterOptions} from '../reporter.js';
import {wrapText} from '../../wording/wrap.js';

const DEFAULT_WIDTH = 80;
const MIN_WIDTH = 40;
/** Indent of the facts of a scan or finding, and width of their labels. */
const INDENT = 6;
const LABEL = 13;
/** Width of a step number. */
const STEP = 3;

interface Marks {
	readonly good: string;
	readonly bad: string;
	readonly warning: string;
	readonly other: string;
	readonly arrow: string;
	/** Before what is to be done. */
	readonly next: string;
	readonly dash: string;
	readonly ellipsis: string;
	readonly times: string;
}

const UNICODE: Marks = {good: '✓', bad: '✗', warning: '!', other: '·', arrow: '→', next: '→', dash: '–', ellipsis: '…', times: '×'};
const ASCII: Marks = {good: '+', bad: 'x', warning: '!', other: '-', arrow: '->', next: '>', dash: '-', ellipsis: '...', times: 'x'};

export interface Layout {
	readonly marks: Marks;
	readonly paint: Paint;
	/** A wrapped paragraph; `lead` fills the first `indent` columns, unchanged. */
	paragraph(text: string, indent: number, emphasis?: Emphasis, lead?: string): string;
	/** A label and its text; an empty label continues the fact above. `indent` adds columns for nested text. */
	fact(label: string, text: string, emphasis?: Emphasis, indent?: number): string;
	/** A command below a step, never wrapped, so that it can be copied. */
	command(text: string): string;
}

export function createLayout({width = DEFAULT_WIDTH, paint = (_, text) => text, unicode = true}: ReporterOptions): Layout {
	const columns = Math.max(MIN_WIDTH, width);

	/** Colors each line but not its indent, where a background or underline would show. */
	function emphasize(text: string, emphasis: Emphasis | undefined): string {
		if (emphasis === undefined) return text;
		return text.replace(/[^\s].*/g, (line) => paint(emphasis, line));
	}

	return {
		marks: unicode ? UNICODE : ASCII,
		paint,
		paragraph(text, indent, emphasis, lead = ' '.repeat(indent)) {
			return `${lead}${emphasize(wrapText(plainText(text), columns, indent, indent), emphasis)}\n`;
		},
		fact(label, text, emphasis, indent = 0) {
			const start = INDENT + LABEL + indent;
			const body = wrapText(plainText(text), columns, start, start);
			return `${' '.repeat(INDENT)}${paint('dim', label)}${' '.repeat(LABEL - widthOf(label) + indent)}${emphasize(body, emphasis)}\n`;
		},
		command: (text) => `${' '.repeat(INDENT + LABEL + STEP)}${paint('strong', plainText(text))}\n`,
	};
}
