/** Defines the columns of a scan, shared by every table of scans; columns that identify the log come before them. */
import type {FileReport, ProxyAttempt, Scan} from '../../types.js';
import {unreadLines} from '../../wording/unread-lines.js';
import {flag, integer, type Table, text, time} from './table.js';

export interface ReportedScan {
	readonly report: FileReport;
	readonly scan: Scan;
}

export const SCAN_COLUMNS: Table<ReportedScan> = [
	integer('scan', ({scan}) => scan.id),
	time('start', ({scan}) => scan.start?.time ?? null),
	time('end', ({scan}) => scan.end?.time ?? null),
	integer('duration_ms', ({scan}) => scan.durationMs),
	text('caller', ({scan}) => scan.caller),
	text('service', ({scan}) => scan.service.name),
	text('service_id', ({scan}) => scan.service.id),
	text('server', ({scan}) => scan.server?.url ?? null),
	text('server_scheme', ({scan}) => scan.server?.scheme ?? null),
	text('server_host', ({scan}) => scan.server?.host ?? null),
	integer('server_port', ({scan}) => scan.server?.port ?? null),
	flag('online', ({scan}) => scan.online),
	flag('interactive', ({scan}) => scan.interactive),
	text('outcome', ({scan}) => scan.outcome),
	text('exit_code', ({scan}) => scan.exitCode),
	text('exit_name', ({scan}) => scan.exitName),
	text('root_cause', ({scan}) => scan.rootCause?.code ?? null),
	text('root_cause_name', ({scan}) => scan.rootCause?.name ?? null),
	integer('root_cause_line', ({scan}) => scan.rootCause?.line ?? null),
	integer('updates_found', ({scan}) => scan.updatesFound),
	integer('retries', ({scan}) => scan.retries),
	text('proxy_outcome', ({scan}) => scan.proxy.outcome),
	text('proxy_behaviors', ({scan}) => [...new Set(scan.proxy.behaviors.map(({raw}) => raw))].join('; ')),
	text('proxy_attempts', ({scan}) => scan.proxy.attempts.map(attemptText).join('; ')),
	text('expected_proxies', ({scan}) => scan.expected.proxyOrders.map((order) => order.join(' then ')).join('; or ')),
	text('expected_fallback', ({scan}) => scan.expected.fallback),
	text('expected_pinning', ({scan}) => scan.expected.pinning),
	integer('deviations', ({scan}) => scan.deviations.length),
	text('certificate_in_wsus_store', ({scan}) => scan.certificate.inWsusStore),
	flag('certificate_store_empty', ({scan}) => scan.certificate.storeEmpty),
	flag('pinning_mandatory', ({scan}) => scan.certificate.pinningMandatory),
	integer('failures', ({scan}) => scan.failures.length),
	text('client_version', ({report}) => report.log?.clientVersions.at(-1) ?? null),
	text('windows_build', ({report}) => report.log?.windowsBuilds.at(-1) ?? null),
	integer('pid', ({scan}) => scan.pid),
	integer('tid', ({scan}) => scan.tid),
	integer('call_id', ({scan}) => scan.callId),
	text('cv', ({scan}) => scan.cv),
	integer('start_line', ({scan}) => scan.start?.line ?? null),
	integer('end_line', ({scan}) => scan.end?.line ?? null),
	integer('unread_lines', ({report}) => unreadLines(report).count),
	integer('first_unread_line', ({report}) => unreadLines(report).firstLine),
];

function attemptText({via, proxy, outcome, code}: ProxyAttempt): string {
	return `${proxy === null ? via : `${via} ${proxy}`} ${outcome}${code === null ? '' : ` ${code}`}`;
}
