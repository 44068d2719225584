/** Describes events for the timeline of a scan: kind, severity, display text, and data. */
import {formatHresult, isFailure, nameOf} from '../codes/index.js';
import type {EventType, LogEvent} from '../events/event.js';
import type {CertificateFact, ProxyBehavior, ScanOutcome, Severity, TimelineDetail, TimelineKind, TimelineStatement} from '../types.js';
import {proxyBehaviorMeaning} from './proxy-behavior.js';
import {serviceName} from './services.js';

/** Longer texts are truncated, so that a damaged or hostile log cannot exhaust memory. */
export const MAX_TEXT = 512;

/** The member of `LogEvent` for a type. Distributive, so that each row is a function of its own event. */
type EventOf<Type extends EventType = EventType> = {readonly [Each in Type]: Extract<LogEvent, {readonly type: Each}>}[Type];

/** @param message of the line, for events without text of their own */
type Describe<Type extends EventType> = (event: EventOf<Type>, message: string) => TimelineStatement | null;

function statement(kind: TimelineKind, severity: Severity, text: string, detail: TimelineDetail): TimelineStatement {
	return {kind, severity, text: cut(text), detail};
}

function certificate(fact: CertificateFact, text: string, severity: Severity = 'info'): TimelineStatement {
	return statement('certificate', severity, text, {type: 'certificate', fact});
}

function cut(text: string): string {
	return text.slice(0, MAX_TEXT);
}

function cutOrNull(text: string | null): string | null {
	return text === null ? null : cut(text);
}

function yesNo(value: boolean | null): string {
	return value === null ? 'unknown' : value ? 'yes' : 'no';
}

export function codeWithName(code: number): string {
	const name = nameOf(code);
	return name === null ? formatHresult(code) : `${formatHresult(code)} ${name}`;
}

const MEANINGS: Readonly<Record<ProxyBehavior, string>> = {
	'system-only': 'system proxy only (inferred)',
	'system-then-user': 'system proxy, then user proxy',
	'user-then-system': 'user proxy, then system proxy',
};

const ROLES: Readonly<Record<EventOf<'endpoint'>['role'], string>> = {
	client: 'web service',
	targeting: 'targeting service',
	reporting: 'reporting service',
};

/** `null`: events of this type are not shown. */
const ROWS: {readonly [Type in EventType]: Describe<Type> | null} = {
	// These have separate entries; see describeStart and describeEnd.
	'scan-started': null,
	'scan-ended': null,
	'scan-exit-code': ({code}) =>
		statement('result', isFailure(code) ? 'warning' : 'info', `Exit code ${codeWithName(code)}`, {
			type: 'exit-code',
			code: formatHresult(code),
		}),
	'scan-flags': ({online, interactive}) =>
		statement('setting', 'info', `Online: ${yesNo(online)}, interactive: ${yesNo(interactive)}`, {
			type: 'scan-flags',
			online,
			interactive,
		}),
	'scan-service': ({id}) => {
		const name = serviceName(id);
		return statement('setting', 'info', `Service: ${name ?? id}`, {type: 'service', id: cut(id), name});
	},
	'scan-criteria': null,
	'updates-found': ({count}) =>
		statement('result', 'info', `Found ${count} update${count === 1 ? '' : 's'}`, {type: 'updates-found', count}),
	note: ({kind, text}) => statement(kind, 'info', text, {type: 'note'}),
	endpoint: ({role, url}) => statement('endpoint', 'info', `URL of the ${ROLES[role]}: ${url}`, {type: 'endpoint', role, url: cut(url)}),
	'server-url': ({service, url}) => {
		const name = serviceName(service);
		return statement('endpoint', 'info', `Contacting ${name ?? 'the service'} at ${url}`, {type: 'server', service: name, url: cut(url)});
	},
	operation: ({name, state}) => statement('call', 'info', `${name} ${state}`, {type: 'call', call: cut(name), state}),
	'proxy-behavior': ({raw, url}) => {
		const meaning = proxyBehaviorMeaning(raw);
		return statement('proxy-behavior', 'info', `Proxy behavior ${raw}${meaning === null ? '' : ` (${MEANINGS[meaning]})`} for ${url}`, {
			type: 'proxy-behavior',
			raw: cut(raw),
			meaning,
			url: cut(url),
		});
	},
	'proxy-used': ({via, impersonation}) =>
		statement(
			'proxy-attempt',
			'info',
			via === 'direct' ? 'Calling without a proxy' : `Calling through the ${via} proxy${impersonation === true ? ' as the user' : ''}`,
			{type: 'proxy-attempt', via, impersonation},
		),
	'proxy-auto': ({again}) =>
		again
			? null
			: statement('proxy-attempt', 'info', 'Calling with automatic proxy settings', {
					type: 'proxy-attempt',
					via: 'automatic',
					impersonation: null,
				}),
	'proxy-switch': ({from, to}) =>
		statement('proxy-switch', 'warning', `The ${from} proxy failed; switching to the ${to} proxy`, {type: 'proxy-switch', from, to}),
	'proxy-exhausted': ({last}) =>
		statement('proxy-switch', 'warning', `The ${last} proxy failed; no other proxy is allowed or available`, {
			type: 'proxy-switch',
			from: last,
			to: null,
		}),
	'proxy-retry': () => statement('retry', 'warning', 'Retrying through the next proxy', {type: 'retry', code: null}),
	'proxy-tried': null,
	'call-url': null,
	'web-error': ({text, url}) => statement('failure', 'warning', text, {type: 'web-error', url: cutOrNull(url)}),
	'error-mapped': ({from, to}) =>
		statement('failure', 'info', `${codeWithName(from)} is reported as ${codeWithName(to)}`, {
			type: 'error-mapped',
			code: formatHresult(from),
			reportedAs: formatHresult(to),
		}),
	'recovery-started': ({method, code, action}) =>
		statement('recovery', 'warning', `${method} failed with ${codeWithName(code)}; attempting recovery (${action}) and retrying`, {
			type: 'recovery',
			call: cut(method),
			code: formatHresult(code),
			action: cut(action),
		}),
	'request-completed': ({code, httpStatus}) =>
		statement(
			'call',
			isFailure(code) ? 'warning' : 'info',
			`Service discovery: ${httpStatus === 0 ? 'no response' : `HTTP ${httpStatus}`}, ${codeWithName(code)}`,
			{type: 'service-discovery', httpStatus: httpStatus === 0 ? null : httpStatus, code: formatHresult(code)},
		),
	'named-proxy': ({proxy, bypass}) =>
		statement('proxy-attempt', 'info', `Proxy list: ${proxy ?? 'none, direct connection'}${bypass === null ? '' : `, bypass ${bypass}`}`, {
			type: 'proxy-list',
			proxy: cutOrNull(proxy),
			bypass: cutOrNull(bypass),
		}),
	'proxy-bypass': null,
	failure: describeFailure,
	'scan-quality': ({failedTries}) => {
		if (failedTries.length === 0) return null;
		const tries = failedTries.map(({code, viaSystem}) => ({
			code: formatHresult(code),
			via: viaSystem ? ('system' as const) : ('user' as const),
		}));
		const list = tries.map(({code, via}) => `${code} via ${via} proxy`).join(', ');
		return statement(
			'result',
			'info',
			`Scan summary lists ${tries.length} failed ${tries.length === 1 ? 'attempt' : 'attempts'}: ${list}`,
			{type: 'failed-tries', tries},
		);
	},
	'certificate-store-empty': () => certificate('store-empty', 'The WSUS certificate store is empty'),
	'pinning-mandatory': ({value}) =>
		value
			? certificate('pinning-mandatory', 'Certificate pinning is mandatory')
			: certificate('pinning-not-mandatory', 'Certificate pinning is not mandatory'),
	'certificate-in-wsus-store': ({value}) =>
		value
			? certificate('in-wsus-store', "The server's certificate is in the WSUS store")
			: certificate('not-in-wsus-store', "The server's certificate is not in the WSUS store"),
	'tls-check': ({text}) => certificate('tls-check', text),
	'tls-refused': ({text}) => certificate('tls-refused', text, 'error'),
	'wsus-setting': null,
	device: null,
	'client-version': null,
	'service-discovery': null,
	'windows-build': null,
	banner: null,
	'search-result': null,
	'network-state': null,
	'access-disabled': null,
	'download-completed': null,
	'other-call': null,
	'request-started': null,
	'service-mapping': ({to}) =>
		statement('setting', 'info', `Another service is asked instead: ${serviceName(to) ?? to}`, {
			type: 'service',
			id: to,
			name: serviceName(to),
		}),
	'soap-fault': ({text}) => statement('failure', 'warning', `The server answered with a fault: ${cut(text)}`, {type: 'note'}),
};

function describeFailure({code, text, role, category}: EventOf<'failure'>, message: string): TimelineStatement {
	if (role === 'web-call-retry' || role === 'download-retry' || role === 'download-retry-default-proxy')
		return statement('retry', 'warning', `${text} (${codeWithName(code)})`, {type: 'retry', code: formatHresult(code)});
	return statement(
		'failure',
		category === 'companion' || category === 'file-signature' ? 'info' : 'warning',
		`${codeWithName(code)}: ${text === '' ? message : text}`,
		{type: 'failure', code: formatHresult(code), category: category ?? 'other'},
	);
}

/**
 * @param message of the line, for failures that have only a code
 * @returns `null` for events that timelines do not show
 */
export function describeEvent<Type extends EventType>(event: EventOf<Type>, message: string): TimelineStatement | null {
	const describe: Describe<Type> | null = ROWS[event.type];
	return describe === null ? null : describe(event, message);
}

/** The first entry of a scan. */
export function describeStart(caller: string): TimelineStatement {
	return {kind: 'start', severity: 'info', text: `Scan started by ${caller || '(unnamed caller)'}`, detail: {type: 'scan-started', caller}};
}

const ENDS: Readonly<Record<ScanOutcome, {readonly severity: Severity; readonly text: string}>> = {
	succeeded: {severity: 'info', text: 'Scan succeeded'},
	failed: {severity: 'error', text: 'Scan failed'},
	cancelled: {severity: 'warning', text: 'Scan was canceled'},
	unknown: {severity: 'warning', text: 'Scan ended without a result'},
};

/** The last entry of a scan. @param code exit code; `null` if the log has none */
export function describeEnd(outcome: ScanOutcome, code: number | null): TimelineStatement {
	const {severity, text} = ENDS[outcome];
	return {
		kind: 'end',
		severity,
		text: code === null || code === 0 ? text : `${text}: ${codeWithName(code)}`,
		detail: {type: 'scan-ended', outcome, code: code === null ? null : formatHresult(code)},
	};
}
