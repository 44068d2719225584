/** What a filter of the log asks for, as it was chosen. */
import type {LineLevel, TextQuery} from '../../core/line-index/viewer-port.js';

/** Lines that fulfil a filter, as it was chosen. */
export interface FilterChoice {
	readonly text: TextQuery | null;
	/** None: all. */
	readonly components: readonly string[];
	readonly pid: number | null;
	readonly tid: number | null;
	readonly scope: FilterScope;
	/** At this level of a trace or a more serious one; `null`: all. */
	readonly level: LineLevel | null;
	readonly context: number;
}

/** All lines; those the report tells about; of these the failures and warnings. */
export const FILTER_SCOPES = ['all', 'report', 'failures'] as const;
export type FilterScope = (typeof FILTER_SCOPES)[number];

export const NO_FILTER: FilterChoice = {text: null, components: [], pid: null, tid: null, scope: 'all', level: null, context: 0};

/** Whether it leaves any line out. */
export function isFilter({text, components, pid, tid, scope, level}: FilterChoice): boolean {
	return text !== null || components.length > 0 || pid !== null || tid !== null || scope !== 'all' || level !== null;
}
