/** One row a scan, for spreadsheets (RFC 4180). */
import type {FileReport, ProxyAttempt, Scan} from '../../types.js';
import {plainText} from '../plain-text.js';
import type {CreateReporter} from '../reporter.js';

type Cell = string | number | boolean | null;

const COLUMNS: readonly {readonly name: string; readonly of: (scan: Scan, file: FileReport) => Cell}[] = [
	{name: 'file', of: (_, file) => (file.member === null ? file.path : `${file.path}/${file.member}`)},
	{name: 'scan', of: (scan) => scan.id},
	{name: 'start', of: (scan) => scan.start?.time ?? null},
	{name: 'end', of: (scan) => scan.end?.time ?? null},
	{name: 'duration_ms', of: (scan) => scan.durationMs},
	{name: 'caller', of: (scan) => scan.caller},
	{name: 'service', of: (scan) => scan.service.name},
	{name: 'service_id', of: (scan) => scan.service.id},
	{name: 'server', of: (scan) => scan.server?.url ?? null},
	{name: 'server_scheme', of: (scan) => scan.server?.scheme ?? null},
	{name: 'server_host', of: (scan) => scan.server?.host ?? null},
	{name: 'server_port', of: (scan) => scan.server?.port ?? null},
	{name: 'online', of: (scan) => scan.online},
	{name: 'interactive', of: (scan) => scan.interactive},
	{name: 'outcome', of: (scan) => scan.outcome},
	{name: 'exit_code', of: (scan) => scan.exitCode},
	{name: 'exit_name', of: (scan) => scan.exitName},
	{name: 'root_cause', of: (scan) => scan.rootCause?.code ?? null},
	{name: 'root_cause_name', of: (scan) => scan.rootCause?.name ?? null},
	{name: 'root_cause_line', of: (scan) => scan.rootCause?.line ?? null},
	{name: 'updates_found', of: (scan) => scan.updatesFound},
	{name: 'retries', of: (scan) => scan.retries},
	{name: 'proxy_outcome', of: (scan) => scan.proxy.outcome},
	{name: 'proxy_behaviors', of: (scan) => [...new Set(scan.proxy.behaviors.map((behavior) => behavior.raw))].join('; ')},
	{name: 'proxy_attempts', of: (scan) => scan.proxy.attempts.map(attemptText).join('; ')},
	{name: 'certificate_in_wsus_store', of: (scan) => scan.certificate.inWsusStore},
	{name: 'certificate_store_empty', of: (scan) => scan.certificate.storeEmpty},
	{name: 'pinning_mandatory', of: (scan) => scan.certificate.pinningMandatory},
	{name: 'failures', of: (scan) => scan.failures.length},
	{name: 'pid', of: (scan) => scan.pid},
	{name: 'tid', of: (scan) => scan.tid},
	{name: 'call_id', of: (scan) => scan.callId},
	{name: 'cv', of: (scan) => scan.cv},
	{name: 'start_line', of: (scan) => scan.start?.line ?? null},
	{name: 'end_line', of: (scan) => scan.end?.line ?? null},
];

function attemptText({via, proxy, outcome, code}: ProxyAttempt): string {
	return `${proxy === null ? via : `${via} ${proxy}`} ${outcome}${code === null ? '' : ` ${code}`}`;
}

/**
 * A spreadsheet runs a cell that begins with one of these as a formula, after blanks too; an apostrophe before it makes
 * it text (OWASP, "CSV Injection").
 */
const FORMULA = /^\s{0,64}[=+\-@\uff1d\uff0b\uff0d\uff20]/;

export function csvCell(value: Cell): string {
	if (value === null) return '';
	if (typeof value !== 'string') return String(value);
	const text = plainText(value);
	const safe = FORMULA.test(text) ? `'${text}` : text;
	return /[",]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const createCsvReporter: CreateReporter = () => ({
	begin: () => `${COLUMNS.map((column) => column.name).join(',')}\r\n`,
	*file(report) {
		for (const scan of report.scans) yield `${COLUMNS.map((column) => csvCell(column.of(scan, report))).join(',')}\r\n`;
	},
	end: () => '',
});
