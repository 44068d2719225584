/** One row per machine. */
import type {MachineSummary} from '../summary.js';
import {integer, type Table, text, time} from '../../report/tables/table.js';

export const MACHINES: Table<MachineSummary> = [
	text('machine', ({name}) => name),
	text('machine_source', ({source}) => source),
	text('verdict', ({verdict}) => verdict),
	integer('logs', ({logs}) => logs),
	integer('scans', ({scans}) => scans),
	integer('online', ({online}) => online),
	integer('failed', ({failed}) => failed),
	integer('outside_failures', ({outsideFailures}) => outsideFailures),
	text('worst_outside_code', ({worstOutsideCode}) => worstOutsideCode),
	time('first_time', ({firstTime}) => firstTime),
	time('last_time', ({lastTime}) => lastTime),
	time('last_success', ({lastSuccess}) => lastSuccess),
	text('client_version', ({clientVersion}) => clientVersion),
	text('windows_build', ({windowsBuild}) => windowsBuild),
	text('servers', ({servers}) => servers.join('; ')),
	text('pinning', ({pinning}) => pinning),
	text('errors', ({problems}) => rules(problems, 'error')),
	text('warnings', ({problems}) => rules(problems, 'warning')),
	text('notes', ({problems}) => rules(problems, 'info')),
	text('codes', ({codes}) => codes.join('; ')),
];

function rules(problems: MachineSummary['problems'], severity: MachineSummary['problems'][number]['severity']): string {
	const named = problems.filter((problem) => problem.severity === severity).map(({rule}) => rule);
	return [...new Set(named)].join('; ');
}
