/** Errors of the update database (ESE), which the client passes on as 0xC8000000 plus the number of the error. */
import type {HResult} from './hresult.js';

/** What to suspect, which decides the cure. */
export const DATABASE_PROBLEMS = ['disk-full', 'disk-error', 'damaged', 'locked', 'memory', 'other'] as const;
export type DatabaseProblem = (typeof DATABASE_PROBLEMS)[number];

interface DatabaseErrorRow {
	/** As in esent.h. */
	readonly errors: readonly number[];
	readonly problem: Exclude<DatabaseProblem, 'other'>;
	readonly source: string;
}

export const DATABASE_ERRORS: readonly DatabaseErrorRow[] = [
	{
		errors: [-510, -529, -1808],
		problem: 'disk-full',
		source: 'esent.h: JET_errLogWriteFail (most often a full disk), JET_errLogDiskFull, JET_errDiskFull',
	},
	{
		errors: [-1021, -1022],
		problem: 'disk-error',
		source: 'esent.h: JET_errDiskReadVerificationFailure, JET_errDiskIO',
	},
	{
		errors: [
			-501, -514, -515, -528, -530, -531, -532, -533, -539, -541, -543, -546, -550, -551, -566, -567, -1018, -1019, -1206, -1213, -1216,
			-1811,
		],
		problem: 'damaged',
		source:
			'esent.h: log files that are corrupt, missing, or of another version or database, pages that fail their check, a dirty ' +
			'shutdown, a corrupt or missing database',
	},
	{
		errors: [-1032, -1207, -1302, -1809],
		problem: 'locked',
		source: 'esent.h: JET_errFileAccessDenied, JET_errDatabaseLocked, JET_errTableLocked, JET_errPermissionDenied',
	},
	{
		errors: [-1011, -1013, -1014, -1066, -1069],
		problem: 'memory',
		source: 'esent.h: JET_errOutOfMemory, cursors, buffers, and version store',
	},
];

/** Win32 errors that say the same of the disk, in whatever call. Source: winerror.h, ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL. */
const DISK_FULL: readonly HResult[] = [0x80070027, 0x80070070];

const FACILITY = 0xc800_0000;
const MAX_ERROR = 0xffff;

const problems: ReadonlyMap<number, DatabaseProblem> = new Map(
	DATABASE_ERRORS.flatMap(({errors, problem}) => errors.map((error) => [error, problem] as const)),
);

/** The number of the database error, such as -1808; `null` for other codes. */
export function databaseError(code: HResult): number | null {
	const error = (code >>> 0) - FACILITY;
	return error > 0 && error <= MAX_ERROR ? -error : null;
}

/** What a code says of the update database or its disk; `null` if it is about something else. */
export function databaseProblem(code: HResult): DatabaseProblem | null {
	if (DISK_FULL.includes(code >>> 0)) return 'disk-full';
	const error = databaseError(code);
	return error === null ? null : (problems.get(error) ?? 'other');
}
