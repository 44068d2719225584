/** `wulens help pinning` */
import {PINNING_RULES} from '../../core/expected-behavior/expectation-rules.js';
import {FIX_STEPS} from './steps.js';
import {type Block, page} from './page.js';

const STATES: Readonly<Record<(typeof PINNING_RULES)[number]['pinning'], string>> = {
	enforced: 'pinned',
	'not-enforced': 'not pinned',
	'not-applicable': 'nothing to pin',
};

export function pinning(): string {
	return page('WSUS certificate pinning', [
		{
			text:
				'Pinning means that the PC accepts only a WSUS certificate that an administrator has added to its ' +
				'WindowsServerUpdateServices store. It was introduced with the January 2021 updates and applies to WSUS over ' +
				'HTTPS.',
		},
		{text: 'To look up your own case:'},
		{command: 'wulens expect --service wsus --scheme https --store filled'},
		{heading: 'Rules and their sources'},
		...PINNING_RULES.map(({pinning: state, text, source}): Block => ({item: STATES[state], text: `${text} (${source})`})),
		{heading: 'In the log'},
		{item: 'WSUS certificate store is empty', text: 'No certificate is pinned.'},
		{item: 'WSUS TLS cert-pinning mandatory: No', text: 'The certificate does not have to be pinned, as with an empty store.'},
		{
			item: 'Cert in WSUS store: Yes or No',
			text:
				'Whether the certificate of the server was found in the store; verbose logs only. No is not a failure in itself: ' +
				'it is likely logged for Microsoft servers as well.',
		},
		{heading: 'What to do'},
		...FIX_STEPS,
	]);
}
