/** What a scan is let do by the rules, in words. */
import type {ExpectedBehavior} from '../types.js';

const FALLBACK = {allowed: 'the other proxy may be tried after it', 'not-allowed': 'no other proxy may be tried', unknown: ''} as const;
const PINNING = {
	enforced: 'certificate pinning is enforced',
	'not-enforced': 'certificate pinning is not enforced',
	'not-applicable': '',
	unknown: '',
} as const;

/** Order of proxies, fallback and pinning; what is not known or does not apply is left out. */
export function expectedWords({proxyOrders, fallback, pinning}: ExpectedBehavior): readonly string[] {
	const orders = [
		...new Set(
			proxyOrders.map((order) => (order.length === 1 ? `${order[0]} proxy only` : order.map((kind) => `${kind} proxy`).join(', then '))),
		),
	].filter((order) => order !== '');
	return [orders.join('; or '), FALLBACK[fallback], PINNING[pinning]].filter((part) => part !== '');
}
