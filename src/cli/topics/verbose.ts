/** `wulens help verbose` */
import {page} from './page.js';
import {VERBOSE_LEGACY_STEPS, VERBOSE_STEPS} from './steps.js';

export function verbose(): string {
	return page('How to record a verbose log', [
		{
			text:
				'A verbose log contains more about certificates, most importantly whether the WSUS certificate is in the store. ' +
				'Verbose logs are large, so enable verbose logging for one scan only.',
		},
		{heading: 'Windows 10 and 11'},
		...VERBOSE_STEPS,
		{heading: 'Windows 7 to 8.1'},
		...VERBOSE_LEGACY_STEPS,
		{text: 'When you are done, delete both values and restart the service again.'},
	]);
}
