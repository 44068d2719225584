/** A long log of which only the end is known yet: what that means for what is shown, and what has to wait. */
import type {FileReport} from '../../core/index.js';
import type {Theme} from '../theme.js';
import {currentFile} from './current-file.js';
import type {Result} from './messages.js';
import {type Model, say} from './model.js';

/** @returns `null` where there is none, or only of the end of the file: its lines have other numbers there */
export function wholeReport(model: Model, file: number): FileReport | null {
	return model.soFar === file ? null : (model.files[file] ?? null);
}

/** Numbers of lines and scans count from the beginning of a log, and are not known while only its end is. */
export function themeNow(model: Model): Theme {
	const {theme, soFar} = model;
	if (soFar === null || currentFile(model) !== soFar) return theme;
	const {symbols} = theme;
	return {...theme, symbols: {...symbols, numberInLog: () => symbols.ellipsis}};
}

/** @param what in the plural: `Line numbers` */
export function notYet(model: Model, what: string): Result {
	const when = model.loading === null ? 'Press F5 to read the whole log.' : 'Wait until the whole log is read.';
	return [say(model, `${what} need the whole log; only its end is read so far. ${when}`), []];
}
