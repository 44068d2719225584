/** Whether twice as many scans take twice as long: timelines, findings and the whole report as JSON. */
import {measure} from '../measure.mjs';
import {analyze} from '../programs.mjs';
import {timesOf} from '../table.mjs';

const SCANS = [35_000, 70_000, 140_000];
/** Hardly anything but scans. */
const BYTES_PER_SCAN = 4000;

export const title = 'twice the scans: timelines, findings, JSON';

export async function rows({logs, runs, isQuick}) {
	const made = SCANS.map((scans) =>
		logs.make(Infinity, {dialect: 'etw', health: 'failing', scans: isQuick ? scans / 10 : scans, bytesPerScan: BYTES_PER_SCAN}),
	);
	const results = await measure(
		made.map((log) => ({name: `analyze -r json, ${log.scans.toLocaleString('en')} scans`, command: analyze(log.path, '-r', 'json')})),
		runs,
	);
	for (const log of made) logs.remove(log);
	return results.map((result, index) => ({
		...result,
		what: result.name,
		log: made[index],
		...(index === 0 ? {} : timesOf(result, results[index - 1])),
		of: index === 0 ? '' : `time of the row before, ${(made[index].scans / made[index - 1].scans).toFixed(2)} × the scans`,
	}));
}
