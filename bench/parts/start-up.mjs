/** What it takes to begin, beside Node that does nothing. */
import {fileURLToPath} from 'node:url';
import {measure} from '../measure.mjs';
import {analyze, BIN, NODE} from '../programs.mjs';
import {timesOf} from '../table.mjs';

/** Short things vary more. */
const TIMES_AS_MANY_RUNS = 4;
const SAMPLE = fileURLToPath(new URL('../../samples/wsus-https-store-empty-ok.log', import.meta.url));

export const title = 'start-up';

export async function rows({runs}) {
	const results = await measure(
		[
			{name: 'node -e 0', command: [NODE, '-e', '0']},
			{name: 'wulens --version', command: [NODE, BIN, '--version']},
			{name: 'wulens analyze, a sample of 25 KB', command: analyze(SAMPLE)},
		],
		runs * TIMES_AS_MANY_RUNS,
	);
	return results.map((result) => ({...result, what: result.name, log: null, ...timesOf(result, results[0]), of: 'time of node -e 0'}));
}
