/** The tables of a history. */
import {integer, type Table, text, time} from '../../report/tables/table.js';
import type {HistoryMachine, HistoryProblem, HistoryRun} from './history.js';

export const HISTORY_RUNS: Table<HistoryRun> = [
	time('run', ({run}) => run),
	text('version', ({version}) => version),
	integer('machines', ({machines}) => machines),
	integer('errors', ({errors}) => errors),
	integer('warnings', ({warnings}) => warnings),
	integer('scans', ({scans}) => scans),
	integer('failed', ({failed}) => failed),
];

export const HISTORY_MACHINES: Table<HistoryMachine> = [
	text('machine', ({machine}) => machine),
	text('verdict', ({verdict}) => verdict),
	integer('scans', ({scans}) => scans),
	integer('failed', ({failed}) => failed),
	time('first_time', ({firstTime}) => firstTime),
	time('last_time', ({lastTime}) => lastTime),
	time('first_run', ({firstRun}) => firstRun),
	time('last_run', ({lastRun}) => lastRun),
];

export const HISTORY_PROBLEMS: Table<HistoryProblem> = [
	text('machine', ({machine}) => machine),
	text('rule', ({rule}) => rule),
	text('severity', ({severity}) => severity),
	text('code', ({code}) => code),
	text('server', ({server}) => server),
	time('first_seen', ({firstSeen}) => firstSeen),
	time('last_seen', ({lastSeen}) => lastSeen),
	time('since', ({since}) => since),
	time('fixed', ({fixed}) => fixed),
	time('worse', ({worse}) => worse),
	integer('returns', ({returns}) => returns),
];
