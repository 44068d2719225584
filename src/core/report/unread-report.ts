/** The report on an input of which nothing is known but why it was not read. */
import type {FileReport, UnreadStatus} from '../types.js';

/** @param reason a sentence, which is the verdict, too */
export function unreadReport(
	{path, member}: Pick<FileReport, 'path' | 'member'>,
	reason: string,
	status: UnreadStatus = 'failed',
): FileReport {
	return {
		path,
		member,
		status,
		reason,
		bytes: 0,
		log: null,
		wsus: null,
		context: null,
		verdict: {level: status === 'failed' ? 'error' : 'info', text: reason},
		coverage: [],
		scans: [],
		outsideFailures: [],
		network: [],
		findings: [],
		issues: [],
		traces: [],
	};
}
