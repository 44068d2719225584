/** The line in which a command is typed: its keys, what Tab completes, and how it looks. */
import {wrapText} from '../../core/wording/wrap.js';
import type {KeyName} from '../keys.js';
import {printableLine} from '../printable-line.js';
import {fitRow, type Row, span} from '../rows.js';
import type {Symbols} from '../theme.js';
import {commonBeginning} from '../widgets/completion.js';
import {EMPTY_PROMPT, editPrompt, insertText, type PromptState, promptRow} from '../widgets/prompt.js';
import {COMMAND_NAMES, takesArgument, USAGE} from './commands.js';

export interface CommandLine {
	readonly prompt: PromptState;
	/** Why it was not done, or what Tab offers; `null`: what can be typed. */
	readonly note: {readonly text: string; readonly isBad: boolean} | null;
}

export type LineResult =
	| {readonly type: 'edited'; readonly line: CommandLine}
	| {readonly type: 'entered'; readonly text: string}
	/** Paths that begin so are wanted; `withPaths` takes them. */
	| {readonly type: 'complete-path'; readonly prefix: string}
	| {readonly type: 'left'};

export const EMPTY_LINE: CommandLine = {prompt: EMPTY_PROMPT, note: null};

export function pressInLine(line: CommandLine, key: KeyName): LineResult {
	if (key === 'tab') return completed(line);
	// As in vim and less.
	if (key === 'backspace' && line.prompt.text === '') return {type: 'left'};
	const result = editPrompt(line.prompt, key);
	switch (result.type) {
		case 'edited':
			return {type: 'edited', line: {prompt: result.state, note: null}};
		case 'entered':
			return result.text.trim() === '' ? {type: 'left'} : result;
		case 'left':
			return result;
		case 'ignored':
			return {type: 'edited', line};
		default:
			return result satisfies never;
	}
}

export function pasteIntoLine({prompt}: CommandLine, text: string): CommandLine {
	return {prompt: insertText(prompt, text), note: null};
}

export function withProblem(line: CommandLine, reason: string): CommandLine {
	return {...line, note: {text: reason, isBad: true}};
}

const EXPORT = /^(\s*export\s+["']?)(.*)$/i;

function completed(line: CommandLine): LineResult {
	const {text, cursor} = line.prompt;
	const before = text.slice(0, cursor);
	const path = EXPORT.exec(before)?.[2];
	if (path !== undefined) return {type: 'complete-path', prefix: path};
	const word = before.trimStart();
	const names = COMMAND_NAMES.filter((name) => name.startsWith(word.toLowerCase()));
	const [only] = names;
	if (only === undefined || /\s/.test(word)) return {type: 'edited', line};
	const whole = names.length === 1 ? `${only}${takesArgument(only) ? ' ' : ''}` : commonBeginning(names);
	return {
		type: 'edited',
		line: {
			prompt: {text: whole + text.slice(cursor), cursor: whole.length},
			note: names.length === 1 ? null : {text: names.join(', '), isBad: false},
		},
	};
}

/** @param prefix for which the paths were asked */
export function withPaths(line: CommandLine, prefix: string, paths: readonly string[]): CommandLine {
	const {text, cursor} = line.prompt;
	const [, command = '', path] = EXPORT.exec(text.slice(0, cursor)) ?? [];
	// Typed on since it was asked.
	if (path !== prefix) return line;
	const [only] = paths;
	if (only === undefined) return {...line, note: {text: 'No such file yet.', isBad: false}};
	const common = paths.length === 1 ? only : commonBeginning(paths);
	const whole = common.length >= prefix.length ? command + common : command + prefix;
	return {
		prompt: {text: whole + text.slice(cursor), cursor: whole.length},
		note: paths.length === 1 ? null : {text: paths.map((one) => /[^/\\]+[/\\]?$/.exec(one)?.[0] ?? one).join(', '), isBad: false},
	};
}

const MAX_NOTE_ROWS = 3;

/** What can be typed, or what is wrong with it, and below it the line. */
export function commandRows({prompt, note}: CommandLine, columns: number, {ellipsis}: Symbols): readonly Row[] {
	const role = note?.isBad === true ? 'warning' : 'dim';
	const above = wrapText(printableLine(note?.text ?? USAGE), columns, 1, 1)
		.split('\n')
		.slice(0, MAX_NOTE_ROWS)
		.map((line, index): Row => [span(index === 0 ? ` ${line}` : line, role)]);
	const shown = {text: printableLine(prompt.text), cursor: printableLine(prompt.text.slice(0, prompt.cursor)).length};
	return [...above, promptRow(':', shown, columns)].map((row) => fitRow(row, columns, ellipsis));
}
