/** The same log in the same run through other programs, which only count three kinds of lines. */
import {measure} from '../measure.mjs';
import {analyze, core, lnav, lnavEnvironment, PATTERNS, plainScript, ripgrep} from '../programs.mjs';
import {timesOf} from '../table.mjs';

const NAMES = ['certificate lines', 'proxy lines', 'failures'];

export const title = 'beside other programs, on one log';

/** Who counts otherwise does other work. */
function checkCounts(results) {
	const countsOf = ({output}) => (output.match(/\d+/g) ?? ['0']).slice(-PATTERNS.length).map(Number);
	const single = results.filter(({name}) => NAMES.some((what) => name.endsWith(what))).flatMap(countsOf);
	const all = [single, ...results.filter(({counts}) => counts).map(countsOf)].filter(({length}) => length === PATTERNS.length).map(String);
	if (new Set(all).size > 1) throw new Error(`The programs count differently: ${all.join(' and ')}.`);
}

export async function rows({logs, megabytes, runs, others, folder}) {
	const log = logs.make(megabytes, {dialect: 'etw', health: 'healthy'});
	const found = {keepsOutput: true, accepts: [0, 1]};
	const commands = [
		{name: 'wulens analyze', command: analyze(log.path)},
		{name: 'core only', command: core(log.path)},
		...(others.has('rg')
			? [
					{name: 'rg -c, all three', command: ripgrep(log.path, PATTERNS), ...found},
					...PATTERNS.map((pattern, index) => ({name: `rg -c, ${NAMES[index]}`, command: ripgrep(log.path, [pattern]), ...found})),
				]
			: []),
		...(others.has('lnav')
			? [{name: 'lnav -n, counts of all three', command: lnav(log.path), env: lnavEnvironment(folder), keepsOutput: true, counts: true}]
			: []),
		{name: 'split2 and expressions, all three', command: plainScript(log.path), keepsOutput: true, counts: true},
	];
	const results = await measure(commands, runs);
	logs.remove(log);
	checkCounts(results.map((result, index) => ({...result, counts: commands[index].counts === true})));
	return results.map((result) => ({...result, what: result.name, log, ...timesOf(result, results[0]), of: 'time of wulens analyze'}));
}
