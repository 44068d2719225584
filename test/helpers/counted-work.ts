/** How much the core does with a text, counted instead of timed: the same number on any machine, however busy it is. */
import {Session} from 'node:inspector/promises';
import {setFlagsFromString} from 'node:v8';

// Only what is not optimized counts, and blocks only of functions that were not read before: this module is to be loaded first.
for (const flag of ['--no-opt', '--no-maglev', '--no-sparkplug']) setFlagsFromString(flag);
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', {callCount: true, detailed: true});

/** Built-in searches, which are asked for from one place after another and may look through all the rest each time. */
const SEARCHES = ['indexOf', 'lastIndexOf', 'includes'] as const;

/**
 * V8 counts how often each block of a function is run; characters that built-in searches may look at are added. Regular
 * expressions are not in it: they have an engine of their own that counts (`regexp/engine.ts`).
 */
export async function countedWork(work: () => void): Promise<number> {
	await session.post('Profiler.takePreciseCoverage');
	const searched = countSearches();
	try {
		work();
	} finally {
		searched.stop();
	}
	const {result} = await session.post('Profiler.takePreciseCoverage');
	const blocks = result.filter(({url}) => url.includes('/src/core/')).flatMap(({functions}) => functions.flatMap(({ranges}) => ranges));
	return blocks.reduce((sum, {count}) => sum + count, searched.characters);
}

function countSearches(): {characters: number; stop(): void} {
	const own = SEARCHES.map((name) => String.prototype[name]);
	const counted = {
		characters: 0,
		stop() {
			for (const [index, name] of SEARCHES.entries()) Object.defineProperty(String.prototype, name, {value: own[index]});
		},
	};
	SEARCHES.forEach((name, index) => {
		const search = own[index] as (this: string, part: string, from?: number) => unknown;
		Object.defineProperty(String.prototype, name, {
			configurable: true,
			writable: true,
			value(this: string, part: string, from?: number) {
				const found = from === undefined ? search.call(this, part) : search.call(this, part, from);
				const begin = from ?? 0;
				counted.characters +=
					typeof found === 'number' && found >= 0 && name === 'indexOf'
						? found - begin
						: Math.max(0, name === 'lastIndexOf' && from !== undefined ? from : this.length - begin);
				return found;
			},
		});
	});
	return counted;
}

/** What twice as much text costs, in times what it costs once: 2 where the work is in proportion to the text. */
export async function growthOf(work: (size: number) => void, size: number): Promise<number> {
	// What is made when code is used first, tables above all, is not part of the work.
	work(size);
	return (await countedWork(() => work(size * 2))) / (await countedWork(() => work(size)));
}
