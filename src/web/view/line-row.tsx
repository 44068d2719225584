/** A line of the log: its number, its text with what was found in it. */
import type {VNode} from 'preact';
import type {TextQuery} from '../../core/line-index/viewer-port.js';
import {plainText} from '../../core/wording/plain-text.js';
import {STRINGS} from '../strings.js';
import type {ShownLine} from '../workers/protocol.js';

/** In pixels, as the style sheet has it. */
export const ROW_HEIGHT = 20;

/** Longer lines are cut where they are shown; the line below the list has all of it. */
const MAX_SHOWN = 2000;
const MAX_HITS = 20;

export interface LineRowProps {
	/** `null`: it is being fetched. */
	readonly row: ShownLine | null;
	readonly isCurrent: boolean;
	/** The report tells about it. */
	readonly isTold: boolean;
	readonly query: TextQuery | null;
	readonly onChoose: (line: number) => void;
}

export function LineRow({row, isCurrent, isTold, query, onChoose}: LineRowProps): VNode {
	if (row === null) return <div class="row" />;
	const text = plainText(row.text.slice(0, MAX_SHOWN));
	return (
		<div class={`row ${row.kind} ${isCurrent ? 'is-current' : ''} ${isTold ? 'is-told' : ''}`} onClick={() => onChoose(row.line)}>
			<span class="line-number">{row.line}</span>
			<span class="line-text">
				{parts(text, query).map((part, index) => (index % 2 === 1 ? <mark key={`${index} ${part}`}>{part}</mark> : part))}
			</span>
			{isTold && <span class="hidden">{STRINGS.lines.reported}</span>}
		</div>
	);
}

/** Every second part is a hit. */
function parts(text: string, query: TextQuery | null): readonly string[] {
	const pattern = query === null ? null : patternOf(query);
	if (pattern === null) return [text];
	const found: string[] = [];
	let at = 0;
	for (const match of text.matchAll(pattern)) {
		if (match[0] === '' || found.length >= 2 * MAX_HITS) break;
		found.push(text.slice(at, match.index), match[0]);
		at = match.index + match[0].length;
	}
	return [...found, text.slice(at)];
}

/** Only plain text is marked: an expression may take long, and here it would hold up the page. */
function patternOf({text, isRegExp, isCaseSensitive}: TextQuery): RegExp | null {
	if (isRegExp || text === '') return null;
	return new RegExp(text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), isCaseSensitive ? 'g' : 'gi');
}
