/** Text that a terminal delivers when files are dropped on it, or that is typed for a path, read as paths. */
import {posixWords, type WordReader, windowsWords} from './shell-words.js';
import {driveOfFolder, type PathSystem, systemPath, withoutControls} from './system-path.js';

export type {PathSystem} from './system-path.js';

/** What the text may mean: paths in the order of the text. */
export type Reading = readonly string[];

/** Longer text is no list of paths; nothing of it is read. */
export const MAX_DROPPED_TEXT = 256 * 1024;

/** Each is looked for on the disk. */
const MAX_PATHS = 4096;

/** The call operator with which PowerShell runs a quoted path. */
const CALL_OPERATOR = /^& */;

const WINDOWS_BEGINNING = /^["']?(?:[a-z]:[/\\]|\\\\)/i;

/** A blank before what can only be the beginning of a path. */
const BEFORE_BEGINNING = / (?=[a-z]:[/\\]|\\\\|\/|~[/\\]|file:)/i;

const QUOTED_WORD = /(?:^| )["']/;

type ReaderName = 'whole' | 'beginnings' | 'posix' | 'windows';

const READERS: Readonly<Record<ReaderName, WordReader>> = {
	/** Blanks are part of the path. */
	whole: (line) => [line],
	/** A new path begins only where one must. */
	beginnings: (line) =>
		line
			.split(BEFORE_BEGINNING)
			.map((part) => part.trim())
			.filter((part) => part !== ''),
	posix: posixWords,
	windows: windowsWords,
};

/** The likeliest first. */
const ORDERS: Readonly<Record<'plain' | 'posix' | 'windows', readonly ReaderName[]>> = {
	plain: ['whole', 'beginnings', 'windows', 'posix'],
	posix: ['posix', 'windows', 'whole', 'beginnings'],
	windows: ['windows', 'posix', 'whole', 'beginnings'],
};

/**
 * What dropped or typed text may mean. Which reading is right cannot be told from the text: blanks are in names and
 * between them, and a backslash divides folders here and escapes there. So all are given, the likeliest first, and the
 * first whose paths exist is taken.
 *
 * @param text control characters are left out; from {@link MAX_DROPPED_TEXT} characters on it has no reading
 * @returns without empty readings and without repetition; a handful at most
 */
export function droppedReadings(text: string, system: PathSystem): readonly Reading[] {
	if (text.length > MAX_DROPPED_TEXT) return [];
	const lines = linesOf(text);
	const [first] = lines;
	if (first === undefined) return [];
	const readings = new Map<string, Reading>();
	const add = (paths: Reading): void => {
		if (paths.length > 0 && paths.length <= MAX_PATHS && paths.every((path) => path !== '')) readings.set(paths.join('\n'), paths);
	};
	const hasCall = CALL_OPERATOR.test(first);
	const quoted = hasCall ? [first.replace(CALL_OPERATOR, ''), ...lines.slice(1)] : lines;
	for (const name of ORDERS[orderOf(quoted, hasCall, system)]) {
		const words = wordsOf(name === 'whole' ? lines : quoted, READERS[name]);
		if (words !== null) add(words.map((word) => systemPath(word, system)));
	}
	if (system.platform === 'win32') for (const paths of [...readings.values()]) add(paths.map((path) => driveOfFolder(path) ?? path));
	return [...readings.values()];
}

/**
 * Whether characters that came at once are a dropped path rather than keys pressed in haste: a whole path from the root,
 * the home folder or a drive on, its quotes closed.
 */
export function looksDropped(text: string): boolean {
	if (text.length > MAX_DROPPED_TEXT || /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/.test(text)) return false;
	const [first, ...others] = linesOf(text);
	if (first === undefined) return false;
	const path = first.replace(CALL_OPERATOR, '');
	if (!/^["']?(?:[a-z]:[/\\][^/\\]|\\\\[^\\]+\\[^\\]|\/[^/]+\/[^/]|~[/\\][^/\\]|file:\/)/i.test(path)) return false;
	return !QUOTED_WORD.test(path) || [path, ...others].every((line) => windowsWords(line) !== null || posixWords(line) !== null);
}

function linesOf(text: string): readonly string[] {
	return text
		.split(/[\r\n]/)
		.map((line) => withoutControls(line.replaceAll('\t', ' ')).trim())
		.filter((line) => line !== '');
}

function orderOf(lines: readonly string[], hasCall: boolean, {platform}: PathSystem): keyof typeof ORDERS {
	const isWindows = hasCall || platform === 'win32' || lines.some((line) => WINDOWS_BEGINNING.test(line));
	const isQuoted = lines.some((line) => QUOTED_WORD.test(line) || (!isWindows && line.includes('\\')));
	return isQuoted ? (isWindows ? 'windows' : 'posix') : 'plain';
}

function wordsOf(lines: readonly string[], read: WordReader): Reading | null {
	const words: string[] = [];
	for (const line of lines) {
		const ofLine = read(line);
		if (ofLine === null) return null;
		for (const word of ofLine) words.push(word);
	}
	return words;
}
