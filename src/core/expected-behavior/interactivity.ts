/** Whether a user started a scan manually, judged by the logged flag and the caller. */
import type {Scan} from '../types.js';
import type {Interactivity} from './expected-behavior.js';

export interface CallerRow {
	readonly caller: string;
	/** The result if the log says Interactive = Yes, = No, or nothing. */
	readonly yes: Interactivity;
	readonly no: Interactivity;
	readonly unsaid: Interactivity;
	readonly source: string;
}

/**
 * What the flag means on its own. Yes does not prove a user: CcmExec, Windows Defender, taskhostw.exe, and
 * TrustedInstaller log it for automatic scans, and MoUpdateOrchestrator for scans from both Settings and its timers.
 */
const ANY_CALLER: Pick<CallerRow, 'yes' | 'no' | 'unsaid'> = {yes: 'flag', no: 'no', unsaid: 'unknown'};

/** Callers about which more is known, or whose names are misleading. No name is documented as proof of a user. */
export const CALLERS: readonly CallerRow[] = [
	{
		caller: 'AutomaticUpdatesWuApp',
		yes: 'flag',
		no: 'no',
		unsaid: 'flag',
		source: 'Windows 8 and 8.1: the update window, which a user opens; inventory scripts list it for automatic installations as well',
	},
	{
		caller: 'Update;ScanForUpdatesForUser',
		yes: 'flag',
		no: 'no',
		unsaid: 'unknown',
		source: 'the install service of the Store, for the apps of one user: real logs have Interactive = No and mostly offline scans',
	},
];

const callers: ReadonlyMap<string, CallerRow> = new Map(CALLERS.map((row) => [row.caller, row]));

/** What is known about who started a scan. */
export function interactivityOf({caller, interactive}: Pick<Scan, 'caller' | 'interactive'>): Interactivity {
	const row = callers.get(caller) ?? ANY_CALLER;
	return interactive === null ? row.unsaid : interactive ? row.yes : row.no;
}
