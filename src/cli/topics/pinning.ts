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
	return page('Pinning of the WSUS certificate', [
		{
			text: 'Pinned means: the PC accepts only a certificate of WSUS that an administrator put into its store WindowsServerUpdateServices. It exists since the updates of January 2021, for WSUS over HTTPS.',
		},
		{text: 'For a case of your own:'},
		{command: 'wulens expect --service wsus --scheme https --store filled'},
		{heading: 'The rules, each with its source'},
		...PINNING_RULES.map(({pinning: state, text, source}): Block => ({item: STATES[state], text: `${text} (${source})`})),
		{heading: 'What a log says'},
		{item: 'WSUS certificate store is empty', text: 'nothing is pinned'},
		{item: 'WSUS TLS cert-pinning mandatory: No', text: 'nothing must be pinned, as with an empty store'},
		{
			item: 'Cert in WSUS store: Yes or No',
			text: 'whether the certificate of the server was found in the store; verbose logs only. No alone is no failure: it is likely printed for servers of Microsoft as well.',
		},
		{heading: 'What to do'},
		...FIX_STEPS,
	]);
}
