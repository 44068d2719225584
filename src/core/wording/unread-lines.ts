/** Lines of a log that were not read: how many, the first one, and in words. */
import type {FileReport, Issue, IssueKind} from '../types.js';
import {counted} from './labels.js';

/** Entries in a layout that is not known, and text that is not of the log. */
const KINDS: ReadonlySet<IssueKind> = new Set<IssueKind>(['unparsed-lines', 'other-text']);

export interface UnreadLines {
	readonly count: number;
	/** `null`: every line was read. */
	readonly firstLine: number | null;
}

export function unreadLines({issues}: Pick<FileReport, 'issues'>): UnreadLines {
	const unread = issues.filter(({kind}) => KINDS.has(kind));
	return {count: unread.reduce((sum, {count}) => sum + count, 0), firstLine: firstLineOf(unread)};
}

function firstLineOf(issues: readonly Issue[]): number | null {
	const lines = issues.flatMap(({line}) => line ?? []);
	return lines.length === 0 ? null : Math.min(...lines);
}

/** `12 lines of 2 files were not read` */
export function unreadLinesText({
	unreadLines: lines,
	inputsWithUnreadLines: files,
}: {
	readonly unreadLines: number;
	readonly inputsWithUnreadLines: number;
}): string {
	return `${counted(lines, 'line')} of ${counted(files, 'file')} ${lines === 1 ? 'was' : 'were'} not read`;
}
