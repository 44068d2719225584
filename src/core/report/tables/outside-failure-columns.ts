/** Defines the columns of a failure outside scans; where they say the same as those of a scan, they have the same name. */
import type {FileReport, OutsideFailure} from '../../types.js';
import {integer, type Table, text, time} from './table.js';

export interface ReportedFailure {
	readonly report: FileReport;
	readonly failure: OutsideFailure;
}

export const OUTSIDE_FAILURE_COLUMNS: Table<ReportedFailure> = [
	text('failure_kind', ({failure}) => failure.kind),
	text('failure_code', ({failure}) => failure.code),
	text('failure_name', ({failure}) => failure.name),
	integer('failure_count', ({failure}) => failure.count),
	text('failure_text', ({failure}) => failure.message),
	time('start', ({failure}) => failure.first.time),
	time('end', ({failure}) => failure.last.time),
	text('server', ({failure}) => failure.server?.url ?? null),
	text('server_scheme', ({failure}) => failure.server?.scheme ?? null),
	text('server_host', ({failure}) => failure.server?.host ?? null),
	integer('server_port', ({failure}) => failure.server?.port ?? null),
	text('proxy_attempts', ({failure}) => failure.proxySteps.join('; ')),
	time('recovered', ({failure}) => failure.recovered?.time ?? null),
	integer('recovered_line', ({failure}) => failure.recovered?.line ?? null),
	text('client_version', ({report}) => report.log?.clientVersions.at(-1) ?? null),
	text('windows_build', ({report}) => report.log?.windowsBuilds.at(-1) ?? null),
	integer('pid', ({failure}) => failure.threads[0]?.pid ?? null),
	integer('tid', ({failure}) => failure.threads[0]?.tid ?? null),
	integer('start_line', ({failure}) => failure.first.line),
	integer('end_line', ({failure}) => failure.last.line),
];
