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
		{heading: 'How to see that it works'},
		{
			item: '1.',
			text: 'The store has the certificate: certutil -store WindowsServerUpdateServices lists it, with the thumbprint that WSUS presents.',
		},
		{
			item: '2.',
			text: 'The log of an online scan against WSUS says "WSUS TLS cert-pinning mandatory: Yes", and the scan ends with 0x00000000.',
		},
		{item: '3.', text: 'A verbose log also says "Cert in WSUS store: Yes" ("wulens help verbose").'},
		{
			item: '4.',
			text:
				'The counter-test, on one test PC: with only another certificate in the store, scans must fail, likely with 0x80240437. ' +
				'Put the right one back afterwards.',
		},
		{text: '"wulens help pin-many" tells how to fill the store of many PCs.'},
		{heading: 'What to do'},
		...FIX_STEPS,
	]);
}
