/** Scans, failures outside scans, and findings as documents with the field names of the Elastic Common Schema. */
import type {Endpoint, FileReport, Finding, OutsideFailure, Scan, ScanOutcome, Severity} from '../../types.js';
import {callerName, resultWords, serviceText} from '../../wording/labels.js';
import {outsideFailureText} from '../../wording/outside-failures.js';
import {partsOf} from '../aggregate/problem-parts.js';
import {codeOf} from '../aggregate/servers.js';
import {earlier, later} from '../compare.js';
import type {Machine} from '../result.js';
import {type SelectedResult, timeOf} from '../selection.js';
import {parseEndpoint} from '../../scans/services.js';
import {ECS_VERSION, type EcsField} from './fields.js';

/** What the schema has no field for. */
type OwnField = `wulens.${string}`;

type Value = string | number | boolean | null;

/** A field that is `null` is left out. */
export type Fields = Readonly<Partial<Record<EcsField | OwnField, Value | readonly string[] | Readonly<Record<string, string>>>>>;

export interface EcsDocument {
	/** What makes the event this one in every collection of the machine, if the log has its time. */
	readonly identity: string;
	readonly fields: Fields;
}

/** ECS leaves the meaning of the numbers to the source. */
const SEVERITY_NUMBERS: Readonly<Record<Severity, number>> = {info: 1, warning: 2, error: 3};

const NANOSECONDS = 1_000_000;

/** @param labels what else is known of the machine */
export function documentsOf(selection: SelectedResult, labels: Readonly<Record<string, string>>): readonly EcsDocument[] {
	const {machine, report, scans, failures, findings} = selection;
	const common = {...commonFields(machine, report), ...(Object.keys(labels).length === 0 ? {} : {labels})};
	const documents = [
		...scans.map((scan) => scanDocument(machine, report, scan)),
		...failures.map((failure) => failureDocument(machine, report, failure)),
		...findings.map((finding) => findingDocument(selection, finding)),
	];
	const seen = new Map<string, number>();
	return documents.map(({identity, fields}) => {
		// Events of one log are different ones, even where they look alike.
		const before = seen.get(identity) ?? 0;
		seen.set(identity, before + 1);
		return {identity: before === 0 ? identity : `${identity} ${before}`, fields: {...common, ...fields}};
	});
}

function commonFields({name, domain}: Machine, report: FileReport): Fields {
	const {path, member, log} = report;
	return {
		'ecs.version': ECS_VERSION,
		'event.module': 'wulens',
		// The update client installs packages of software; the schema has no category for looking for them.
		'event.category': ['package'],
		'event.timezone': log?.utcOffset ?? null,
		'wulens.time_zone_stated': log === null ? null : log.utcOffset !== null,
		'host.name': name,
		'host.domain': domain,
		'host.os.type': 'windows',
		'host.os.version': log?.windowsBuilds.at(-1) ?? null,
		'wulens.client_version': log?.clientVersions.at(-1) ?? null,
		'log.file.path': member === null ? path : `${path}/${member}`,
	};
}

const OUTCOMES: Readonly<Record<ScanOutcome, string>> = {succeeded: 'success', failed: 'failure', cancelled: 'unknown', unknown: 'unknown'};

function scanDocument({name}: Machine, report: FileReport, scan: Scan): EcsDocument {
	const {outcome, server, pid, tid, durationMs} = scan;
	const [start, end] = [scan.start?.time ?? null, scan.end?.time ?? null];
	return {
		identity: identityOf('scan', name, report, start, [pid, tid, scan.callId, scan.caller], scan.id),
		fields: {
			...timeFields(report, start, end),
			message: `Scan ${resultWords(scan)}: ${callerName(scan)} asks ${serviceText(scan)}`,
			'event.kind': 'event',
			'event.type': outcome === 'failed' ? ['info', 'error'] : ['info'],
			'event.dataset': 'wulens.scan',
			'event.action': 'scan',
			'event.outcome': OUTCOMES[outcome],
			'event.duration': durationMs === null ? null : durationMs * NANOSECONDS,
			...errorFields(scan),
			...serverFields(server),
			'process.pid': pid,
			'process.thread.id': tid,
			...ownFields(scan),
		},
	};
}

function errorFields(scan: Scan): Fields {
	const error = codeOf(scan);
	if (error === null) return {};
	const told = scan.failures.find(({line}) => line === scan.rootCause?.line);
	return {'error.code': error.code, 'error.type': error.name, 'error.message': told?.message ?? null};
}

function ownFields(scan: Scan): Fields {
	const {id, start, end, outcome, caller, service, proxy, certificate} = scan;
	return {
		'wulens.scan': id,
		'wulens.line': start?.line ?? end?.line ?? null,
		'wulens.outcome': outcome,
		'wulens.caller': caller,
		'wulens.service': service.name,
		'wulens.service_id': service.id,
		'wulens.online': scan.online,
		'wulens.interactive': scan.interactive,
		'wulens.exit_code': scan.exitCode,
		'wulens.updates_found': scan.updatesFound,
		'wulens.retries': scan.retries,
		'wulens.proxy.outcome': proxy.outcome,
		'wulens.proxy.attempts': proxy.attempts.length,
		'wulens.certificate.in_wsus_store': certificate.inWsusStore,
		'wulens.certificate.store_empty': certificate.storeEmpty,
		'wulens.certificate.pinning_mandatory': certificate.pinningMandatory,
	};
}

function failureDocument({name}: Machine, report: FileReport, failure: OutsideFailure): EcsDocument {
	const {kind, code, first, last, server, recovered, threads} = failure;
	return {
		identity: identityOf('failure', name, report, first.time, [kind, code, server?.url ?? ''], first.line),
		fields: {
			...timeFields(report, first.time, last.time),
			message: outsideFailureText(failure),
			'event.kind': 'event',
			'event.type': ['info', 'error'],
			'event.dataset': 'wulens.failure',
			'event.action': kind,
			'event.outcome': 'failure',
			'error.code': code,
			'error.type': failure.name,
			'error.message': failure.message,
			...serverFields(server),
			'process.pid': threads[0]?.pid ?? null,
			'process.thread.id': threads[0]?.tid ?? null,
			'wulens.line': first.line,
			'wulens.failures': failure.count,
			'wulens.recovered': recovered?.time == null ? null : ecsTime(recovered.time, report),
		},
	};
}

function findingDocument({machine, report, scans}: SelectedResult, finding: Finding): EcsDocument {
	const {rule, severity, title, explanation, references, evidence} = finding;
	const {from, to} = periodOf(report, scans, finding);
	// What differs within a finding is told by its scans and failures.
	const [part] = partsOf(report, finding).filter(({isWhole}) => isWhole);
	const server = part?.server ?? null;
	return {
		identity: identityOf('finding', machine.name, report, from, [rule, part?.code ?? '', server ?? ''], evidence[0]?.line ?? 0),
		fields: {
			...timeFields(report, from, to),
			message: title,
			'event.kind': 'alert',
			'event.type': ['info'],
			'event.dataset': 'wulens.finding',
			'event.action': 'finding',
			'event.severity': SEVERITY_NUMBERS[severity],
			'error.code': part?.code ?? null,
			...serverFields(server === null ? null : parseEndpoint(server)),
			'rule.id': rule,
			'rule.name': title,
			'rule.reference': references[0] ?? null,
			'wulens.line': evidence[0]?.line ?? null,
			'wulens.severity': severity,
			'wulens.explanation': explanation,
			'wulens.next_steps': finding.nextSteps,
			'wulens.scans': finding.scans.length,
		},
	};
}

/** When the scans and failures of a finding were; for findings about the whole log, what it covers. */
function periodOf({log, outsideFailures}: FileReport, scans: readonly Scan[], finding: Finding): Period {
	const ids = new Set(finding.scans);
	const failures = finding.failures.flatMap((index) => outsideFailures[index] ?? []);
	const starts = [...scans.filter(({id}) => ids.has(id)).map(timeOf), ...failures.map(({first}) => first.time)];
	const ends = [
		...scans.filter(({id}) => ids.has(id)).map((scan) => scan.end?.time ?? timeOf(scan)),
		...failures.map(({last}) => last.time),
	];
	if (starts.length === 0) return {from: log?.firstTime ?? null, to: log?.lastTime ?? null};
	return {from: starts.reduce(earlier, null), to: ends.reduce(later, null)};
}

interface Period {
	readonly from: string | null;
	readonly to: string | null;
}

function timeFields(report: FileReport, start: string | null, end: string | null): Fields {
	const time = start ?? end;
	return {
		'@timestamp': time === null ? null : ecsTime(time, report),
		'event.start': start === null ? null : ecsTime(start, report),
		'event.end': end === null ? null : ecsTime(end, report),
	};
}

/** ISO 8601 with seven decimals; with a time zone only where the log states it. */
function ecsTime(time: string, {log}: FileReport): string {
	return `${time}${log?.utcOffset ?? ''}`;
}

function serverFields(server: Endpoint | null): Fields {
	if (server === null) return {};
	const {url, scheme, host, port} = server;
	return {
		'server.address': host,
		'server.port': port,
		'url.original': url,
		'url.scheme': scheme,
		'url.domain': host,
		'url.port': port,
	};
}

/** Without a time, only the place in the file tells events apart. */
function identityOf(
	kind: string,
	machine: string,
	{path, member}: FileReport,
	time: string | null,
	facts: readonly (string | number | null)[],
	place: number,
): string {
	return JSON.stringify([kind, machine.toLowerCase(), ...(time === null ? [path, member, place] : [time]), ...facts]);
}
