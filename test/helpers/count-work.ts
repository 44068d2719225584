/** Counts what a module does, so that a test can tell linear from quadratic on any machine, however busy. */
import {Session} from 'node:inspector/promises';

/**
 * How often the functions and blocks of a module run meanwhile. Blocks are counted only of what is compiled meanwhile:
 * call `vi.resetModules` before, and import the module within `action`.
 *
 * @param name end of the module's URL, without a query
 */
export async function countWork(name: string, action: () => Promise<void>): Promise<number> {
	const session = new Session();
	session.connect();
	try {
		await session.post('Profiler.enable');
		await session.post('Profiler.startPreciseCoverage', {callCount: true, detailed: true});
		await action();
		const {result} = await session.post('Profiler.takePreciseCoverage');
		await session.post('Profiler.stopPreciseCoverage');
		const counts = result
			.filter(({url}) => url.replace(/\?.*$/, '').endsWith(name))
			.flatMap(({functions}) => functions.flatMap(({ranges}) => ranges.map(({count}) => count)));
		return counts.reduce((sum, count) => sum + count, 0);
	} finally {
		session.disconnect();
	}
}
