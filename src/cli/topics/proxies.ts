/** `wulens help proxies` */
import {PROXY_RULES} from '../../core/expected-behavior/expectation-rules.js';
import {PROXY_BEHAVIOR_ROWS} from '../../core/scans/proxy-behavior.js';
import type {ProxyBehavior} from '../../core/types.js';
import {type Block, page} from './page.js';

const MEANINGS: Readonly<Record<ProxyBehavior, string>> = {
	'system-only': 'the system proxy only',
	'system-then-user': 'the system proxy, then the user proxy',
	'user-then-system': 'the user proxy, then the system proxy',
};

export function proxies(): string {
	return page('Which proxies a scan tries', [
		{
			text:
				'The system proxy is the proxy of WinHTTP (netsh winhttp show proxy) or of the system account; the user proxy is ' +
				'the proxy of the signed-in user. To make scans more secure, the updates of September 2020 and January 2021 ' +
				'changed which of them a scan tries.',
		},
		{text: 'To look up your own case:'},
		{command: 'wulens expect --service wsus --scheme https --proxy-policy 0'},
		{heading: 'Rules and their sources'},
		...PROXY_RULES.map(
			({order, orderText, fallbackText, source}): Block => ({
				item: order === null ? 'no proxy' : order.join(', then '),
				text: `${orderText} ${fallbackText} (${source})`,
			}),
		),
		{heading: 'In the log'},
		{
			text:
				'A log of Windows 10 or 11 never names the proxy, only its kind. The number or name after "Proxy Behavior" is ' +
				'not the policy value:',
		},
		...PROXY_BEHAVIOR_ROWS.map(({raw, meaning, source}): Block => ({item: raw.join(', '), text: `${MEANINGS[meaning]} (${source})`})),
	]);
}
