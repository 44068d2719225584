/** Words for failures outside scans, the same in all outputs. */
import type {FileReport, Moment, NetworkState, OutsideFailure, OutsideFailureKind} from '../types.js';
import {codeWords, counted, originText, timeText, VIA_WORDS} from './labels.js';

/** What failed, as a noun. */
export const OUTSIDE_KIND_WORDS: Readonly<Record<OutsideFailureKind, string>> = {
	'service-discovery': 'service discovery',
	'self-update': 'self-update of the client',
	'web-service': 'web service call',
	download: 'download',
	install: 'installation',
	reporting: 'reporting to the server',
	registration: 'registration of a service',
	access: 'access to Windows Update',
	other: 'request by a program',
};

/** The place of a failure in `FileReport.outsideFailures`, which findings refer to, and the failure. */
export interface NumberedFailure {
	readonly index: number;
	readonly failure: OutsideFailure;
}

/** Those that people need to hear of; others are known to be harmless. */
export function tellingFailures({outsideFailures}: Pick<FileReport, 'outsideFailures'>): readonly NumberedFailure[] {
	return outsideFailures.map((failure, index) => ({index, failure})).filter(({failure}) => !failure.noise);
}

/** `Service discovery` */
export function outsideKindTitle({kind}: OutsideFailure): string {
	const words = OUTSIDE_KIND_WORDS[kind];
	return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** `https://wsus.example:8531`; empty where no line names one. */
export function outsideServerText({server}: OutsideFailure): string {
	return server === null ? '' : originText(server);
}

/** `once`, `12 times` */
export function outsideCountText({count}: OutsideFailure): string {
	return count === 1 ? 'once' : `${count} times`;
}

/** `line 4`, `lines 4–12` */
export function outsideLinesText({first, last}: OutsideFailure, dash = '–'): string {
	return first.line === last.line ? `line ${first.line}` : `lines ${first.line}${dash}${last.line}`;
}

/** `2024-03-12 19:47:21 to 19:48:03`; empty where no line has a time. */
export function outsidePeriodText({first, last}: OutsideFailure): string {
	if (first.time === null) return last.time === null ? '' : timeText(last.time);
	const [from, to] = [timeText(first.time), last.time === null ? null : timeText(last.time)];
	if (to === null || to === from) return from;
	return `${from} to ${to.startsWith(from.slice(0, 11)) ? to.slice(11) : to}`;
}

/** `system proxy, then no proxy`; empty where the log names none. */
export function outsideProxyText({proxySteps}: OutsideFailure): string {
	return proxySteps.map((via) => VIA_WORDS[via]).join(', then ');
}

/** `worked again at 19:50:10 (line 20)`; empty where it did not. */
export function recoveredText({recovered, last}: OutsideFailure): string {
	return recovered === null ? '' : `worked again ${atMoment(recovered, last)}`;
}

function atMoment({line, time}: Moment, before: Moment): string {
	if (time === null) return `in line ${line}`;
	const isSameDay = before.time?.slice(0, 10) === time.slice(0, 10);
	return `at ${isSameDay ? timeText(time).slice(11) : timeText(time)} (line ${line})`;
}

/** `Service discovery at https://x.example failed: 0x80072EFD NAME, 3 times, 2024-… (lines 2–4), via system proxy; worked again …` */
export function outsideFailureText(failure: OutsideFailure, dash?: string): string {
	const server = outsideServerText(failure);
	const period = outsidePeriodText(failure);
	const proxies = outsideProxyText(failure);
	const recovered = recoveredText(failure);
	const parts = [
		`${outsideKindTitle(failure)}${server === '' ? '' : ` at ${server}`} failed: ${codeWords(failure.code, failure.name)}`,
		`${outsideCountText(failure)}${period === '' ? '' : `, ${period}`} (${outsideLinesText(failure, dash)})`,
		proxies === '' ? '' : `via ${proxies}`,
	].filter((part) => part !== '');
	return `${parts.join(', ')}${recovered === '' ? '' : `; ${recovered}`}`;
}

/** `3 failures outside scans`; empty where there are none. */
export function outsideCountsText(file: Pick<FileReport, 'outsideFailures'>): string {
	const failures = tellingFailures(file).length;
	return failures === 0 ? '' : `${counted(failures, 'failure')} outside scans`;
}

/** Changes of the network that are named; the others are counted. */
const MAX_CHANGES = 6;

/** `none from 2024-03-12 19:47:21 (line 3), back 2024-03-12 19:48:00 (line 9)`; empty where the PC always had one. */
export function networkText({network}: Pick<FileReport, 'network'>): string {
	const from = network.findIndex(({connected}) => !connected);
	if (from === -1) return '';
	const changes = network.slice(from).map(changeText);
	const rest = changes.length - MAX_CHANGES;
	return `${changes.slice(0, MAX_CHANGES).join(', ')}${rest > 0 ? `, and ${counted(rest, 'more change')}` : ''}`;
}

function changeText({connected, time, line}: NetworkState): string {
	return `${connected ? 'back' : 'none from'} ${time === null ? `line ${line}` : `${timeText(time)} (line ${line})`}`;
}
