/** `wulens help exit-codes` */
import {EXIT} from '../exit-codes.js';
import {page} from './page.js';

export function exitCodes(): string {
	return page('Exit codes', [
		{text: 'They say how the work went, not how bad the log is; --fail-on makes the second a part of them.'},
		{heading: 'analyze, triage, report'},
		{item: String(EXIT.done), text: 'Done. Also where files were no logs of Windows Update: they are read and named, and nothing failed.'},
		{item: String(EXIT.found), text: 'Done, and --fail-on found something at least that bad.'},
		{item: String(EXIT.couldNotRun), text: 'Could not run: bad usage, nothing could be read, or the output could not be written.'},
		{item: String(EXIT.someFailed), text: 'Done, but some inputs could not be read. This weighs more than what was found.'},
		{item: String(EXIT.interrupted), text: 'Interrupted by Ctrl+C.'},
		{heading: 'explain'},
		{
			item: `${EXIT.done}, ${EXIT.couldNotRun}, ${EXIT.someFailed}`,
			text: 'Every query has an answer; none has, or bad usage; some have none.',
		},
		{heading: 'rules test'},
		{
			item: `${EXIT.done}, ${EXIT.found}, ${EXIT.couldNotRun}`,
			text: 'All examples are right; some are wrong; bad usage or a file that cannot be read.',
		},
		{heading: 'In a script'},
		{command: 'wulens analyze --fail-on error --out report.html --reporter html WindowsUpdate.log || echo "look at report.html"'},
	]);
}
