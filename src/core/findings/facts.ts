/** The facts that rules ask about: of the file, and of one scan with those of its file. */
import {explanationOf} from '../codes/explanations.js';
import {HTTP_STATUS_OF, parseCode} from '../codes/index.js';
import type {UpdatesLevel} from '../expected-behavior/updates-level.js';
import {originText} from '../wording/labels.js';
import {isSameServer, parseEndpoint} from '../scans/services.js';
import type {DeviceSettings, FileReport, LogFacts, Scan, WsusFacts} from '../types.js';
import type {Facts} from './condition.js';
import type {FactValue} from './rule.js';

export interface FactDescription {
	readonly name: string;
	readonly of: 'file' | 'scan';
	readonly meaning: string;
}

/** What rules may name; a test of the table holds it to what the functions below give. */
export const FACTS: readonly FactDescription[] = [
	{name: 'status', of: 'file', meaning: 'analyzed, skipped or failed'},
	{name: 'log.dialect', of: 'file', meaning: 'etw, legacy, undecoded, raw or trace'},
	{name: 'log.verbose', of: 'file', meaning: 'a text of verbose logging was seen'},
	{name: 'log.clientVersion', of: 'file', meaning: 'versions of the client'},
	{name: 'log.updates', of: 'file', meaning: 'before-2020-09, before-2021-01, since-2021-01 or unknown'},
	{name: 'log.issue', of: 'file', meaning: 'kinds of issues'},
	{name: 'wsus.server', of: 'file', meaning: 'address of WSUS'},
	{name: 'wsus.scheme', of: 'file', meaning: 'http or https'},
	{name: 'wsus.storeEmpty', of: 'file', meaning: 'the certificate store is empty'},
	{name: 'wsus.pinningMandatory', of: 'file', meaning: 'the certificate must be in the store'},
	{name: 'policy.proxy', of: 'file', meaning: 'SetProxyBehaviorForUpdateDetection, 0 or 1, from a file beside the log'},
	{
		name: 'policy.pinning',
		of: 'file',
		meaning: 'DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection, 0 or 1, from a file beside the log',
	},
	{name: 'context.systemProxyDirect', of: 'file', meaning: 'no system proxy is set, by a file beside the log'},
	{name: 'context.systemProxy', of: 'file', meaning: 'the system proxy, from a file beside the log'},
	{name: 'context.storeEmpty', of: 'file', meaning: 'the certificate store is empty, by a file beside the log'},
	{name: 'context.otherServer', of: 'file', meaning: 'the WUServer policy, where it names another server than the log'},
	{name: 'log.firstTime', of: 'file', meaning: 'the day of the first line'},
	{name: 'outcome', of: 'scan', meaning: 'succeeded, failed, cancelled or unknown'},
	{name: 'exitCode', of: 'scan', meaning: '0x and eight digits'},
	{name: 'exitName', of: 'scan', meaning: 'symbol of the exit code'},
	{name: 'rootCause', of: 'scan', meaning: 'code of the first cause of a failed scan'},
	{name: 'rootCauseName', of: 'scan', meaning: 'its symbol'},
	{name: 'rootCauseMeaning', of: 'scan', meaning: 'what the code of the first cause means'},
	{name: 'rootCauseCheck', of: 'scan', meaning: 'what to check for it'},
	{name: 'rootCategory', of: 'scan', meaning: 'trust, proxy, network, server, cancelled or other'},
	{name: 'code', of: 'scan', meaning: 'every code that may say why: failures, tries, first cause, exit'},
	{name: 'category', of: 'scan', meaning: 'categories of the failures'},
	{name: 'message', of: 'scan', meaning: 'texts of the failures'},
	{name: 'httpStatus', of: 'scan', meaning: 'HTTP status of the first cause or of the exit'},
	{name: 'caller', of: 'scan', meaning: 'the program that asked'},
	{name: 'service', of: 'scan', meaning: 'WSUS, Windows Update, Microsoft Update, Microsoft Store, DCat Flighting, All services'},
	{name: 'server', of: 'scan', meaning: 'scheme, host and port of the server'},
	{name: 'scheme', of: 'scan', meaning: 'http or https'},
	{name: 'host', of: 'scan', meaning: 'host of the server'},
	{name: 'online', of: 'scan', meaning: 'the scan may use the network'},
	{name: 'interactive', of: 'scan', meaning: 'Interactive = Yes'},
	{name: 'proxyOutcome', of: 'scan', meaning: 'not-used, system, user, user-fallback, system-fallback, failed or unknown'},
	{name: 'via', of: 'scan', meaning: 'kinds of proxies tried'},
	{name: 'failedVia', of: 'scan', meaning: 'kinds of proxies that failed'},
	{name: 'workedVia', of: 'scan', meaning: 'kinds of proxies that worked'},
	{name: 'firstVia', of: 'scan', meaning: 'the kind of proxy tried first'},
	{name: 'proxyName', of: 'scan', meaning: 'proxies by name, in legacy logs'},
	{name: 'behavior', of: 'scan', meaning: 'system-only, system-then-user or user-then-system'},
	{name: 'storeEmpty', of: 'scan', meaning: 'the certificate store is empty'},
	{name: 'pinningMandatory', of: 'scan', meaning: 'the certificate must be in the store'},
	{name: 'inWsusStore', of: 'scan', meaning: 'yes or no'},
	{name: 'hasStart', of: 'scan', meaning: 'the log holds its begin'},
	{name: 'hasEnd', of: 'scan', meaning: 'the log holds its end'},
	{name: 'retries', of: 'scan', meaning: 'tries after a failed one'},
	{name: 'updatesFound', of: 'scan', meaning: 'updates offered'},
	{name: 'deviationText', of: 'scan', meaning: 'in which way it was not, in sentences'},
	{name: 'deviation', of: 'scan', meaning: 'order, fallback or pinning was not as expected'},
];

/** What is known of a file when its rules are asked. */
export interface FileFactsInput {
	readonly status: FileReport['status'];
	readonly log: LogFacts | null;
	readonly wsus: WsusFacts | null;
	readonly context: DeviceSettings | null;
	readonly issues: FileReport['issues'];
	readonly updates: UpdatesLevel;
}

export function factsOfFile({status, log, wsus, context, issues, updates}: FileFactsInput): Facts {
	return {
		status,
		'log.dialect': log?.dialect ?? null,
		'log.verbose': log?.verbose ?? null,
		'log.clientVersion': log?.clientVersions ?? [],
		'log.updates': updates,
		'log.issue': issues.map((issue) => issue.kind),
		'wsus.server': wsus?.server ?? null,
		'wsus.scheme': wsus?.scheme ?? null,
		'wsus.storeEmpty': wsus?.certificateStoreEmpty ?? null,
		'wsus.pinningMandatory': wsus?.pinningMandatory ?? null,
		'policy.proxy': context?.proxyPolicy ?? null,
		'policy.pinning': context?.pinningPolicy ?? null,
		'context.systemProxyDirect': context?.systemProxy?.direct ?? null,
		'context.systemProxy': context?.systemProxy?.proxy ?? null,
		'context.storeEmpty': context?.certificateStore == null ? null : context.certificateStore.length === 0,
		'context.otherServer': otherServer(context, wsus),
		'log.firstTime': log?.firstTime?.slice(0, 10) ?? null,
	};
}

/** A policy that names another server than the log did: collected at another time, or not in force. */
function otherServer(context: DeviceSettings | null, wsus: WsusFacts | null): string | null {
	const [policy, seen] = [context?.wsusServer ?? null, wsus?.server ?? null];
	if (policy === null || seen === null) return null;
	return isSameServer(policy, seen) ? null : policy;
}

/** Facts of a scan; offline scans have no attempts, and so none of the facts about proxies. */
export function factsOfScan(scan: Scan, file: Facts): Facts {
	const telling = scan.failures.filter((failure) => failure.category !== 'companion' && failure.category !== 'file-signature');
	const web = scan.proxy.attempts;
	const root = scan.rootCause;
	const code = root === null ? null : parseCode(root.code);
	const explained = code === null ? null : explanationOf(code.code);
	return {
		...file,
		outcome: scan.outcome,
		exitCode: scan.exitCode,
		exitName: scan.exitName,
		rootCause: root?.code ?? null,
		rootCauseName: root?.name ?? null,
		rootCauseMeaning: explained?.meaning ?? null,
		rootCauseCheck: explained?.nextCheck ?? null,
		rootCategory: root === null ? null : (telling.find((failure) => failure.line === root.line)?.category ?? null),
		code: unique([...telling.map((failure) => failure.code), ...web.map((attempt) => attempt.code), root?.code ?? null, scan.exitCode]),
		category: unique(telling.map((failure) => failure.category)),
		message: telling.map((failure) => failure.message),
		httpStatus: statusOf(root?.code ?? null) ?? statusOf(scan.exitCode),
		caller: scan.caller,
		service: scan.service.name,
		server: serverOf(scan),
		scheme: scan.server?.scheme ?? null,
		host: scan.server?.host ?? null,
		online: scan.online,
		interactive: scan.interactive,
		proxyOutcome: scan.proxy.outcome,
		via: unique(web.map((attempt) => attempt.via)),
		failedVia: unique(web.filter((attempt) => attempt.outcome === 'failed').map((attempt) => attempt.via)),
		workedVia: unique(web.filter((attempt) => attempt.outcome === 'succeeded').map((attempt) => attempt.via)),
		firstVia: web[0]?.via ?? null,
		proxyName: unique(web.map((attempt) => attempt.proxy)),
		behavior: unique(scan.proxy.behaviors.map((behavior) => behavior.meaning)),
		storeEmpty: scan.certificate.storeEmpty,
		pinningMandatory: scan.certificate.pinningMandatory,
		inWsusStore: scan.certificate.inWsusStore,
		hasStart: scan.start !== null,
		hasEnd: scan.end !== null,
		retries: scan.retries,
		updatesFound: scan.updatesFound,
		deviation: unique(scan.deviations.map((deviation) => deviation.about)),
		deviationText: unique(scan.deviations.map((deviation) => deviation.text)),
	};
}

/** The server of the scan, or of the call that failed before the scan named one. */
function serverOf(scan: Scan): string | null {
	if (scan.server !== null) return originText(scan.server);
	const url = scan.proxy.attempts.findLast((attempt) => attempt.url !== null)?.url ?? null;
	const endpoint = url === null ? null : parseEndpoint(url);
	return endpoint === null ? null : originText(endpoint);
}

function unique(values: readonly (string | null)[]): readonly FactValue[] {
	return [...new Set(values.filter((value) => value !== null))];
}

function statusOf(code: string | null): number | null {
	const parsed = code === null ? null : parseCode(code);
	return parsed === null ? null : HTTP_STATUS_OF(parsed.code);
}
