/** Describes the behavior that Windows rules prescribe for a scan. */
import type {ExpectedBehavior} from '../types.js';

const FALLBACK = {allowed: 'fallback to the other proxy allowed', 'not-allowed': 'no fallback to another proxy', unknown: ''} as const;
const PINNING = {
	enforced: 'certificate pinning enforced',
	'not-enforced': 'certificate pinning not enforced',
	'not-applicable': '',
	unknown: '',
} as const;

/** Order of proxies, fallback and pinning; anything unknown or not applicable is left out. */
export function expectedWords({proxyOrders, fallback, pinning}: ExpectedBehavior): readonly string[] {
	return [orderText(proxyOrders), FALLBACK[fallback], PINNING[pinning]].filter((part) => part !== '');
}

/** Of several possible orders, what they have in common. */
function orderText(orders: ExpectedBehavior['proxyOrders']): string {
	const [first = []] = orders;
	const [kind] = first;
	if (kind === undefined || orders.some(([other]) => other !== kind)) return '';
	if (orders.some((order) => order.join() !== first.join())) return `${kind} proxy first`;
	return first.length === 1 ? `${kind} proxy only` : first.map((each) => `${each} proxy`).join(', then ');
}
