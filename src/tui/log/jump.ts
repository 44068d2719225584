/** Where a text leads that was typed after `:`: a line, a part of the log, or a time. */
import {isValid} from 'date-fns/isValid';
import {parseISO} from 'date-fns/parseISO';
import type {LineTable} from '../../core/line-index/viewer-port.js';
import type {Size} from '../rows.js';
import type {LogModel} from './model.js';
import {jumpTo} from './movement.js';
import {withNotice} from './model.js';
import {grouped} from './numbers.js';
import {cursorLine} from './cursor.js';

export type JumpTarget =
	| {readonly type: 'line'; readonly line: number}
	/** So many lines from the cursor. */
	| {readonly type: 'lines'; readonly by: number}
	| {readonly type: 'part'; readonly percent: number}
	/** `day`: seconds of its beginning; `null`: the day of the line under the cursor. */
	| {readonly type: 'time'; readonly day: number | null; readonly seconds: number};

const LINE = /^([+-]?)(\d{1,3}(?:[,.' ]\d{3}){1,4}|\d{1,15})$/;
const PART = /^(\d{1,3}(?:\.\d{1,6})?) ?%$/;
const TIME = /^(?:(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ] ?|$))?(?:(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,:](\d{1,7}))?)?)?$/;

const SECONDS_OF_DAY = 86_400;
/** Stands for the day where only a time was typed. */
const ANY_DAY = '1970-01-01';

/** What was typed; `null`: none of the three. */
export function parseJump(typed: string): JumpTarget | null {
	const text = typed.trim();
	const [, sign = '', digits = ''] = LINE.exec(text) ?? [];
	if (digits !== '') {
		const number = Number(digits.replace(/\D/g, ''));
		return sign === '' ? {type: 'line', line: number} : {type: 'lines', by: sign === '-' ? -number : number};
	}
	const percent = PART.exec(text)?.[1];
	if (percent !== undefined) return Number(percent) <= 100 ? {type: 'part', percent: Number(percent)} : null;
	return text === '' ? null : parseTime(text);
}

function parseTime(text: string): JumpTarget | null {
	const match = TIME.exec(text);
	if (match === null) return null;
	const [, year, month = '', date = '', hour = '0', minute = '00', second = '00', fraction = '0'] = match;
	const day = year === undefined ? ANY_DAY : `${year}-${twoDigits(month)}-${twoDigits(date)}`;
	// Times of a log have no zone. In UTC every hour of every day is there; the zone of this machine may skip one.
	const moment = parseISO(`${day}T${twoDigits(hour)}:${minute}:${second}Z`);
	// ISO 8601 also has a 24:00, which is the day after.
	if (Number(hour) === 24 || !isValid(moment)) return null;
	const seconds = moment.getTime() / 1000;
	const midnight = Math.floor(seconds / SECONDS_OF_DAY) * SECONDS_OF_DAY;
	return {
		type: 'time',
		day: year === undefined ? null : midnight,
		seconds: seconds - midnight + Number(`0.${fraction}`),
	};
}

function twoDigits(number: string): string {
	return number.padStart(2, '0');
}

/** Why the text leads nowhere; `null`: it does, or may when more is read. */
export function jumpProblem(model: LogModel, typed: string): string | null {
	if (isStillToCome(model, typed)) return null;
	const target = parseJump(typed);
	if (target === null) return NOT_A_PLACE;
	if (model.count === 0) return NO_LINES;
	const line = target.type === 'time' ? lineOfTime(model.table, cursorLine(model), target.day, target.seconds) : null;
	return typeof line === 'string' ? line : null;
}

/** The log is not read that far. */
export function isStillToCome(model: LogModel, typed: string): boolean {
	const target = parseJump(typed);
	if (target === null || model.isComplete || model.failure !== null) return false;
	switch (target.type) {
		case 'line':
			return target.line > model.count;
		case 'lines':
			return cursorLine(model) + target.by > model.count;
		case 'part':
			return true;
		case 'time':
			return typeof lineOfTime(model.table, cursorLine(model), target.day, target.seconds) === 'string';
		default:
			return target satisfies never;
	}
}

const NOT_A_PLACE = 'Type a line, a time, or a percentage: 1234, 14:03, 2024-03-12 14:03, 50%';
const NO_LINES = 'The log has no lines yet';

/** Goes where the text says, or tells why not. */
export function jumpByText(model: LogModel, typed: string, size: Size): {readonly model: LogModel} | {readonly problem: string} {
	const target = parseJump(typed);
	if (target === null) return {problem: NOT_A_PLACE};
	if (model.count === 0) return {problem: NO_LINES};
	if (target.type === 'time') {
		const line = lineOfTime(model.table, cursorLine(model), target.day, target.seconds);
		return typeof line === 'string' ? {problem: line} : {model: jumpTo(model, Math.min(line, model.count), 'prompt', size)};
	}
	const wanted = lineOf(target, model);
	const line = Math.max(1, Math.min(model.count, wanted));
	const gone = jumpTo(model, line, 'prompt', size);
	return {
		model:
			wanted > model.count && gone.notice === null
				? withNotice(gone, `The log has ${grouped(model.count)} lines${model.isComplete ? '' : ' so far'}`)
				: gone,
	};
}

function lineOf(target: Exclude<JumpTarget, {type: 'time'}>, model: LogModel): number {
	switch (target.type) {
		case 'line':
			return target.line;
		case 'lines':
			return cursorLine(model) + target.by;
		case 'part':
			return 1 + Math.round(((model.count - 1) * target.percent) / 100);
		default:
			return target satisfies never;
	}
}

function lineOfTime(table: LineTable, cursor: number, day: number | null, seconds: number): number | string {
	const first = table.lineAt(Number.MIN_SAFE_INTEGER);
	const known = table.secondsOf(cursor) ?? (first === null ? null : table.secondsOf(first));
	if (known === null) return 'This log has no times';
	const begin = day ?? Math.floor(known / SECONDS_OF_DAY) * SECONDS_OF_DAY;
	return table.lineAt(begin + seconds) ?? 'The log ends before that time';
}
