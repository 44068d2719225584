/** How fast logs of each dialect, health and encoding are analysed. */
import {measure} from '../measure.mjs';
import {analyze, core} from '../programs.mjs';
import {timesOf} from '../table.mjs';

const KINDS = [
	{dialect: 'etw', health: 'healthy'},
	{dialect: 'etw', health: 'noisy'},
	{dialect: 'etw', health: 'failing'},
	{dialect: 'etw', health: 'healthy', encoding: 'utf-16le'},
	{dialect: 'uus', health: 'healthy'},
	{dialect: 'legacy', health: 'healthy'},
];

/** Logs of kinds are compared with each other, and are smaller than the one that other programs read, too. */
const SHARE_OF_SIZE = 4;

export const title = 'analyze, by kind of log';

export async function rows({logs, megabytes, runs}) {
	const made = KINDS.map((kind) => logs.make(Math.ceil(megabytes / SHARE_OF_SIZE), kind));
	const commands = made.flatMap((log) => [
		{name: 'wulens analyze', command: analyze(log.path), log},
		{name: 'core only', command: core(log.path), log},
	]);
	const results = await measure(commands, runs);
	for (const log of made) logs.remove(log);
	return results.map((result, index) => {
		const {log} = commands[index];
		// Logs differ a little in size.
		const perByte = ({seconds, cpu}, {bytes}) => ({seconds: seconds / bytes, cpu: cpu === null ? null : cpu / bytes});
		return {
			...result,
			what: result.name,
			log,
			...timesOf(perByte(result, log), perByte(results[0], made[0])),
			of: 'time per MB of the first row',
		};
	});
}
