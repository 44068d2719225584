/** The row that says what the line under the cursor means: its code in words, and the time that went by. */
import {cut, widthOf} from '../../core/wording/cells.js';
import {printableLine} from '../printable-line.js';
import {type Row, span} from '../rows.js';
import type {Symbols} from '../theme.js';
import {codeOnLine} from '../../core/codes/code-on-line.js';
import {idStyleOf} from './id-style.js';
import {LEVEL_LOOKS} from './levels.js';
import type {LogModel} from './model.js';
import {idText, secondsText} from './numbers.js';
import {lineAt} from './panes.js';
import {cursorLine} from './cursor.js';

/** A record has no more lines than this before it that go on with another. */
const MAX_BACK = 500;

export function aboutRow(model: LogModel, columns: number, symbols: Symbols): Row {
	const line = cursorLine(model);
	const shown = line === 0 ? undefined : lineAt(model, line);
	if (shown === undefined) return [];
	const code = codeOnLine(shown.columns === null ? shown.text : shown.text.slice(shown.columns.message.start));
	const times = timeText(model, line);
	if (code === null)
		return [span(cut([...times, placeText(model, line)].filter((part) => part !== '').join(', '), columns, symbols.ellipsis), 'dim')];

	const head = `${code.code}${code.name === null ? '' : ` ${code.name}`}`;
	const meaning = code.meaning === '' ? '' : `: ${code.meaning}`;
	const row = [span(cut(head, columns, symbols.ellipsis), 'strong')];
	const room = columns - widthOf(head);
	if (room > 0 && meaning !== '') row.push(span(cut(meaning, room, symbols.ellipsis)));
	const rest = room - widthOf(meaning);
	const time = ` (${times.join(', ')})`;
	if (times.length > 0 && rest >= widthOf(time)) row.push(span(time, 'dim'));
	return row;
}

/** What columns that are left out would say. */
function placeText(model: LogModel, line: number): string {
	const {table} = model;
	const seconds = table.secondsOf(line);
	const style = idStyleOf(model);
	const parts: string[] = [];
	const level = LEVEL_LOOKS[table.levelOf(line)].name;
	if (level !== '') parts.push(level);
	if (seconds !== null && Number.isFinite(seconds) && Math.abs(seconds) < 8e12)
		parts.push(new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' '));
	if (table.pidOf(line) !== 0) parts.push(`PID ${idText(table.pidOf(line), style.pid)}`);
	if (table.tidOf(line) !== 0) parts.push(`TID ${idText(table.tidOf(line), style.tid)}`);
	if (table.componentOf(line) !== '') parts.push(printableLine(table.componentOf(line)));
	return parts.join(', ');
}

function timeText(model: LogModel, line: number): readonly string[] {
	const now = exactSeconds(model, line);
	if (now === null) return [];
	const parts: string[] = [];
	const before = recordBefore(model, line);
	const last = before === null ? null : exactSeconds(model, before);
	if (last !== null) parts.push(now < last ? 'the clock went back here' : `${secondsText(now - last)} after the previous line`);
	const {scan} = model;
	const start = scan === null || line < scan.first || line > scan.last ? null : exactSeconds(model, scan.first);
	if (start !== null && now >= start) parts.push(`${secondsText(now - start)} into the scan`);
	return parts;
}

function recordBefore({table}: LogModel, line: number): number | null {
	let at = line;
	const lowest = Math.max(1, line - MAX_BACK);
	while (at >= lowest && table.kindOf(at) === 'continuation') at--;
	for (at--; at >= lowest; at--) if (table.kindOf(at) === 'record') return at;
	return null;
}

/** With the fraction of the second that the text has, where the table keeps whole ones. */
function exactSeconds(model: LogModel, line: number): number | null {
	const seconds = model.table.secondsOf(line);
	if (seconds === null || !Number.isInteger(seconds)) return seconds;
	const shown = lineAt(model, line);
	const time = shown?.columns?.time;
	if (shown === undefined || time === undefined || time === null) return seconds;
	const fraction = /[.,:](\d{3,7})$/.exec(shown.text.slice(time.start, time.end))?.[1];
	return fraction === undefined ? seconds : seconds + Number(`0.${fraction}`);
}
