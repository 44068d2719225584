/** Describes the behavior that Windows rules prescribe for a scan. */
import type {ExpectedBehavior} from '../types.js';

const FALLBACK = {allowed: 'fallback to the other proxy allowed', 'not-allowed': 'no fallback to another proxy', unknown: ''} as const;
const PINNING = {
	enforced: 'certificate pinning enforced',
	'not-enforced': 'certificate pinning not enforced',
	'not-applicable': '',
	unknown: '',
} as const;

/** Order of proxies, fallback and pinning; anything unknown or not applicable is omitted. */
export function expectedWords({proxyOrders, fallback, pinning}: ExpectedBehavior): readonly string[] {
	const orders = [
		...new Set(
			proxyOrders.map((order) => (order.length === 1 ? `${order[0]} proxy only` : order.map((kind) => `${kind} proxy`).join(', then '))),
		),
	].filter((order) => order !== '');
	return [orders.join('; or '), FALLBACK[fallback], PINNING[pinning]].filter((part) => part !== '');
}
