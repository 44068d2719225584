/** Finds where the log proves that a scan did not behave as expected. */
import {parseEndpoint} from '../scans/services.js';
import type {Deviation, ExpectedBehavior, ProxyAttempt, ProxyBehavior, ProxyKind, ScanFacts} from '../types.js';

type KnownAttempt = ProxyAttempt & {readonly via: ProxyKind};

/** Enough to find the rest. */
const MAX_LINES = 20;

const ORDER_OF: Readonly<Record<ProxyBehavior, readonly ProxyKind[]>> = {
	'system-only': ['system'],
	'system-then-user': ['system', 'user'],
	'user-then-system': ['user', 'system'],
};

/** The rules cover update detection only; reporting, the secured service, and downloads try the user proxy first. */
const DETECTION_PATH = /\/(?:ClientWebService\/client|SimpleAuthWebService\/SimpleAuth)\.asmx$/i;

/** Whether the rules apply to a URL: a web service for update detection, on the scan's server. */
function isDetection(url: string | null, {server}: ScanFacts): boolean {
	if (url === null || !DETECTION_PATH.test(url)) return false;
	return server === null || parseEndpoint(url)?.host === server.host;
}

/**
 * Compares a scan with its expected behavior.
 *
 * @returns at most one deviation per subject, and none if any of the expected orders explains what the log shows
 */
export function findDeviations(scan: ScanFacts, expected: ExpectedBehavior): readonly Deviation[] {
	const pinning = pinningDeviation(scan, expected);
	return [...proxyDeviations(scan, expected), ...(pinning === null ? [] : [pinning])];
}

function proxyDeviations(scan: ScanFacts, {proxyOrders}: ExpectedBehavior): readonly Deviation[] {
	// Offline scans have no attempts; what their thread prepares for later does not belong to them.
	if (proxyOrders.length === 0 || scan.online === false) return [];
	const used = usedDeviation(scan, proxyOrders);
	const printed = printedDeviation(scan, proxyOrders);
	if (used === null || printed === null || used.about !== printed.about) return [printed, used].filter((one) => one !== null);
	// Older clients do not log the kind of proxy per call: which one came first follows from the proxy behavior. A switch is logged.
	const {about, text} = used.about === 'order' ? printed : used;
	return [{about, text, lines: sortedLines([...printed.lines, ...used.lines])}];
}

function sortedLines(lines: readonly number[]): readonly number[] {
	return [...new Set(lines)].sort((one, other) => one - other).slice(0, MAX_LINES);
}

/** Compares what the scan did. */
function usedDeviation(scan: ScanFacts, orders: ExpectedBehavior['proxyOrders']): Deviation | null {
	// What happened before the start of the file is unknown.
	if (scan.start === null) return null;
	const attempts = detectionAttempts(scan);
	const [first] = attempts;
	// If the log does not show which proxy the first call used, a later call may be its fallback.
	if (first === undefined || !isKnown(first)) return null;
	const possible = orders.filter((order) => order[0] === first.via);
	if (possible.length === 0) {
		return {about: 'order', text: `Expected ${ordersText(orders)}, but the scan tried the ${first.via} proxy first.`, lines: [first.line]};
	}
	const second = attempts.filter(isKnown).find(({via}) => via !== first.via);
	if (second === undefined || possible.some((order) => order.includes(second.via))) return null;
	const failed = attempts.findLast((attempt) => attempt.line < second.line && attempt.outcome === 'failed');
	return {
		about: 'fallback',
		text:
			`Expected ${ordersText(possible)}, but the scan fell back to the ${second.via} ` +
			`proxy${second.outcome === 'succeeded' ? ', which worked' : second.outcome === 'failed' ? ', which also failed' : ''}.`,
		lines: sortedLines([first.line, failed?.line ?? first.line, second.line]),
	};
}

function isKnown(attempt: ProxyAttempt): attempt is KnownAttempt {
	return attempt.via === 'system' || attempt.via === 'user';
}

/** Attempts of update detection calls. After a proxy behavior line for another URL, calls belong to that URL. */
function detectionAttempts(scan: ScanFacts): readonly ProxyAttempt[] {
	const {attempts, behaviors} = scan.proxy;
	return attempts.filter((attempt) => {
		const inForce = behaviors.findLast(({line}) => line <= attempt.line);
		return isDetection(attempt.url, scan) && (inForce === undefined || isDetection(inForce.url, scan));
	});
}

/**
 * Compares the logged proxy behavior. Only the numbers 2 and 3 are conclusive: the meaning of 1 is inferred, and it is
 * not documented what a client logs whose policy allows the user proxy.
 */
function printedDeviation(scan: ScanFacts, orders: ExpectedBehavior['proxyOrders']): Deviation | null {
	const behaviors = scan.proxy.behaviors.filter((behavior) => isDetection(behavior.url, scan));
	const different = behaviors.find(
		({meaning}) => meaning !== null && meaning !== 'system-only' && !orders.some((order) => order.join() === ORDER_OF[meaning].join()),
	);
	if (different === undefined || different.meaning === null) return null;
	const printed = ORDER_OF[different.meaning];
	return {
		about: orders.some(([first]) => first === printed[0]) ? 'fallback' : 'order',
		text: `Expected ${ordersText(orders)}, but the log shows proxy behavior ${different.raw}: ${orderText(printed)}.`,
		lines: sortedLines(behaviors.filter(({raw}) => raw === different.raw).map(({line}) => line)),
	};
}

function pinningDeviation({certificate}: ScanFacts, {pinning}: ExpectedBehavior): Deviation | null {
	const {pinningMandatory, lines} = certificate;
	if (pinning === 'enforced' && pinningMandatory === false) {
		return {
			about: 'pinning',
			text: 'Expected certificate pinning to be enforced, but according to the log it is not mandatory.',
			lines: sortedLines(lines),
		};
	}
	if (pinning === 'not-enforced' && pinningMandatory === true) {
		return {
			about: 'pinning',
			text: 'Expected certificate pinning not to be enforced, but according to the log it is mandatory.',
			lines: sortedLines(lines),
		};
	}
	return null;
}

/** `the system proxy, then the user proxy` */
export function orderText(order: readonly ProxyKind[]): string {
	const [only] = order;
	return order.length === 1 && only !== undefined ? `the ${only} proxy only` : order.map((kind) => `the ${kind} proxy`).join(', then ');
}

function ordersText(orders: ExpectedBehavior['proxyOrders']): string {
	return orders.map(orderText).join('; or ');
}
