/** What an event says in the timeline of a scan: one sentence for people, its kind, its weight. */
import {formatHresult, nameOf} from '../codes/index.js';
import type {LogEvent} from '../events/event.js';
import type {Severity, TimelineKind} from '../types.js';
import {proxyBehaviorMeaning} from './proxy-behavior.js';
import {serviceName} from './services.js';

export interface TimelineText {
	readonly kind: TimelineKind;
	readonly severity: Severity;
	readonly text: string;
}

function entry(kind: TimelineKind, severity: Severity, text: string): TimelineText {
	return {kind, severity, text};
}

function yesNo(value: boolean | null): string {
	return value === null ? 'unknown' : value ? 'yes' : 'no';
}

export function codeWithName(code: number): string {
	const name = nameOf(code);
	return name === null ? formatHresult(code) : `${formatHresult(code)} ${name}`;
}

const MEANINGS = {
	'system-only': 'system proxy only (inferred)',
	'system-then-user': 'system proxy, then user proxy',
	'user-then-system': 'user proxy, then system proxy',
} as const;

/** `null` for events that a timeline does not show. */
export function describeEvent(event: LogEvent, message: string): TimelineText | null {
	switch (event.type) {
		case 'scan-flags':
			return entry('setting', 'info', `Online: ${yesNo(event.online)}, interactive: ${yesNo(event.interactive)}`);
		case 'scan-service':
			return entry('setting', 'info', `Service: ${serviceName(event.id) ?? event.id}`);
		case 'endpoint':
			return entry(
				'endpoint',
				'info',
				`Address of the ${event.role === 'client' ? 'web service' : event.role === 'targeting' ? 'targeting service' : 'reporting service'}: ${event.url}`,
			);
		case 'server-url':
			return entry('endpoint', 'info', `Asks ${serviceName(event.service) ?? 'the service'} at ${event.url}`);
		case 'operation':
			return entry('call', 'info', `${event.name} ${event.state}`);
		case 'proxy-behavior': {
			const meaning = proxyBehaviorMeaning(event.raw);
			return entry(
				'proxy-behavior',
				'info',
				`Proxy behaviour ${event.raw}${meaning === null ? '' : ` (${MEANINGS[meaning]})`} for ${event.url}`,
			);
		}
		case 'proxy-used':
			return entry(
				'proxy-attempt',
				'info',
				event.via === 'direct'
					? 'Calls without proxy'
					: `Calls through the ${event.via} proxy${event.impersonation === true ? ', as the user' : ''}`,
			);
		case 'proxy-auto':
			return event.again ? null : entry('proxy-attempt', 'info', 'Calls with automatic proxy settings');
		case 'named-proxy':
			return entry(
				'proxy-attempt',
				'info',
				`Proxy list: ${event.proxy ?? 'none, direct connection'}${event.bypass === null ? '' : `, bypass ${event.bypass}`}`,
			);
		case 'proxy-switch':
			return entry('proxy-switch', 'warning', `The ${event.from} proxy failed; switches to the ${event.to} proxy`);
		case 'proxy-exhausted':
			return entry('proxy-switch', 'warning', `The ${event.last} proxy failed; no other proxy is allowed or left`);
		case 'proxy-retry':
			return entry('retry', 'warning', 'Tries again through the next proxy');
		case 'web-error':
			return entry('failure', 'warning', event.text);
		case 'error-mapped':
			return entry('failure', 'info', `${codeWithName(event.from)} is reported as ${codeWithName(event.to)}`);
		case 'recovery-started':
			return entry(
				'recovery',
				'warning',
				`${event.method} failed with ${codeWithName(event.code)}; repairs by ${event.action} and tries again`,
			);
		case 'request-completed':
			return entry(
				'call',
				event.code >>> 31 === 0 ? 'info' : 'warning',
				`Service discovery answered ${event.httpStatus === 0 ? 'nothing' : `HTTP ${event.httpStatus}`}, ${codeWithName(event.code)}`,
			);
		case 'certificate-store-empty':
			return entry('certificate', 'info', 'The WSUS certificate store is empty');
		case 'pinning-mandatory':
			return entry('certificate', 'info', `Certificate pinning is ${event.value ? '' : 'not '}mandatory`);
		case 'certificate-in-wsus-store':
			return entry('certificate', 'info', `The server's certificate is ${event.value ? '' : 'not '}in the WSUS store`);
		case 'tls-check':
			return entry('certificate', 'info', event.text);
		case 'tls-refused':
			return entry('certificate', 'error', event.text);
		case 'updates-found':
			return entry('result', 'info', `Found ${event.count} update${event.count === 1 ? '' : 's'}`);
		case 'scan-quality':
			return event.failedTries.length === 0
				? null
				: entry(
						'result',
						'info',
						`Summary lists ${event.failedTries.length} failed tries: ${event.failedTries.map((tried) => `${formatHresult(tried.code)} via ${tried.viaSystem ? 'system' : 'user'} proxy`).join(', ')}`,
					);
		case 'scan-exit-code':
			return entry('result', event.code >>> 31 === 0 ? 'info' : 'warning', `Exit code ${codeWithName(event.code)}`);
		case 'note':
			return entry(event.kind, 'info', event.text);
		case 'failure':
			if (event.role === 'web-call-retry' || event.role === 'download-retry' || event.role === 'download-retry-default-proxy') {
				return entry('retry', 'warning', `${event.text} (${codeWithName(event.code)})`);
			}
			return entry(
				'failure',
				event.category === 'companion' || event.category === 'file-signature' ? 'info' : 'warning',
				`${codeWithName(event.code)}: ${event.text === '' ? message : event.text}`,
			);
		default:
			return null;
	}
}
