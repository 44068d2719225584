/** Creates the report for an input that was not read. */
import type {FileReport, UnreadStatus} from '../types.js';

/** @param reason a sentence, which also becomes the verdict */
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
		neighbor: null,
	};
}
