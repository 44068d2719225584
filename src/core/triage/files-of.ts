/** The files of a report, one by one: a set of traces is one log made of several files. */
import type {FileReport, FileStatus} from '../types.js';

export interface ReportedFile {
	readonly path: string;
	readonly member: string | null;
	/** Path or member of the set that it belongs to, which has the scans and findings; `null`: it is not part of a set. */
	readonly set: string | null;
	readonly status: FileStatus;
	readonly reason: string | null;
	readonly bytes: number;
	readonly lines: number | null;
}

export function filesOf({path, member, status, reason, bytes, log, traces}: FileReport): readonly ReportedFile[] {
	if (traces.length === 0) return [{path, member, set: null, status, reason, bytes, lines: log?.lines ?? null}];
	const set = member ?? path;
	const folder = set.slice(0, Math.max(set.lastIndexOf('/'), set.lastIndexOf('\\')) + 1);
	return traces.map((trace) => ({
		path: member === null ? folder + trace.file : path,
		member: member === null ? null : folder + trace.file,
		set,
		status: trace.status,
		reason: trace.reason,
		bytes: trace.bytes,
		lines: trace.lines,
	}));
}
