/** The layout of a topic: headings, paragraphs, lists and commands. */
import {pad, widthOf} from '../../core/wording/cells.js';
import {wrapText} from '../../core/wording/wrap.js';
import {helpWidth} from '../help-width.js';

const INDENT = 2;
const TEXT_INDENT = 6;
/** Stands on the line of its text. */
const SHORT_ITEM = 3;

export type Block =
	| {readonly heading: string}
	| {readonly text: string}
	| {readonly item: string; readonly text: string}
	| {readonly command: string};

/** Commands stay on one line, however long, since they are copied. */
export function page(title: string, blocks: readonly Block[]): string {
	return `${title}\n${blocks.map((block) => blockText(block)).join('')}`;
}

function blockText(block: Block): string {
	if ('heading' in block) return `\n${block.heading}\n`;
	if ('command' in block) return `${' '.repeat(TEXT_INDENT)}${block.command}\n`;
	if ('item' in block && widthOf(block.item) <= SHORT_ITEM) return `  ${pad(block.item, SHORT_ITEM)} ${itemText(block.text)}\n`;
	if ('item' in block) return `  ${wrapText(block.item, helpWidth(), INDENT, INDENT)}\n${' '.repeat(TEXT_INDENT)}${itemText(block.text)}\n`;
	return `\n  ${wrapText(block.text, helpWidth(), INDENT, INDENT)}\n`;
}

function itemText(text: string): string {
	return wrapText(text, helpWidth(), TEXT_INDENT, TEXT_INDENT);
}
