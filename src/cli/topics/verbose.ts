/** `wulens help verbose` */
import {page} from './page.js';
import {VERBOSE_LEGACY_STEPS, VERBOSE_STEPS} from './steps.js';

export function verbose(): string {
	return page('How to record a verbose log', [
		{
			text: 'A verbose log says more about certificates, above all whether that of WSUS is in the store. Switch it on for one scan only: it is large.',
		},
		{heading: 'Windows 10 and 11'},
		...VERBOSE_STEPS,
		{heading: 'Windows 7 to 8.1'},
		...VERBOSE_LEGACY_STEPS,
		{text: 'Put both values back when you are done: delete them and restart the service again.'},
	]);
}
