/** The most memory that a small and a large log take. */
import {measure} from '../measure.mjs';
import {analyze} from '../programs.mjs';

export const title = 'peak of memory';

export async function rows({logs, isQuick, runs}) {
	const found = [];
	for (const megabytes of isQuick ? [10, 200] : [100, 2048]) {
		const log = logs.make(megabytes, {dialect: 'etw', health: 'healthy'});
		const [result] = await measure([{name: 'wulens analyze', command: analyze(log.path)}], runs);
		logs.remove(log);
		found.push({
			...result,
			what: result.name,
			log,
			times: result.peak === null || found.length === 0 ? null : result.peak / found[0].peak,
			of: found.length === 0 ? '' : 'memory of the row before',
		});
	}
	return found;
}
