/** Parts of a log that could not be read, and that may hold failures: no log is called good without them. */
import type {Issue} from '../types.js';

/** Kinds of issues. Others only change how something is shown, or are known to lose little. */
const UNREAD: ReadonlySet<string> = new Set([
	'events-lost',
	'facts-dropped',
	'line-too-long',
	'read-error',
	'record-too-long',
	'trace-cut',
	'trace-damaged',
	'trace-gap',
	'undecoded',
	'unparsed-lines',
]);

export function unreadParts(issues: readonly Issue[]): readonly Issue[] {
	return issues.filter(({kind}) => UNREAD.has(kind));
}
