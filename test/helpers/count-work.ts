/** Counts what a module does, so that a test can tell linear from quadratic on any machine, however busy. */
import {Session} from 'node:inspector/promises';

/**
 * How often the functions and blocks of a module run in each of several actions. They are counted only if they are
 * compiled meanwhile: import the module within the first action, and nowhere else in the file of the test.
 *
 * @param name end of the module's URL
 */
export async function countWork(name: string, actions: readonly (() => Promise<void>)[]): Promise<readonly number[]> {
	const session = new Session();
	session.connect();
	try {
		await session.post('Profiler.enable');
		await session.post('Profiler.startPreciseCoverage', {callCount: true, detailed: true});
		const counts: number[] = [];
		for (const action of actions) {
			await action();
			// Counting starts again with each answer.
			const {result} = await session.post('Profiler.takePreciseCoverage');
			const functions = result.filter(({url}) => url.endsWith(name)).flatMap((script) => script.functions);
			counts.push(functions.flatMap(({ranges}) => ranges.map(({count}) => count)).reduce((sum, count) => sum + count, 0));
		}
		return counts;
	} finally {
		session.disconnect();
	}
}
