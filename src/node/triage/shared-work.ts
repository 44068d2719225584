/** Lets lanes that have nothing left to do help those that have many tasks at once. */
import type {TaskRunner} from './read-archive.js';

export interface SharedWork {
	/** Does tasks on a lane, with the help of others. */
	readonly run: TaskRunner;
	/** The lane has no work of its own any more. @returns when none has, and all tasks are taken */
	help(lane: number): Promise<void>;
	/** The lane has ended, by an error. */
	leave(): void;
}

/** @param lanes all of which have work of their own at the beginning */
export function createSharedWork(lanes: number): SharedWork {
	/** Tasks that nobody has taken yet. */
	const open: ((lane: number) => Promise<void>)[] = [];
	let working = lanes;
	/** Lanes that wait for tasks. */
	let waiting: (() => void)[] = [];

	function wake(): void {
		const woken = waiting;
		waiting = [];
		for (const resolve of woken) resolve();
	}

	function leave(): void {
		working--;
		wake();
	}

	return {
		async run(tasks, lane) {
			const values = tasks.map(<Value>(task: (lane: number) => Promise<Value>) => {
				let take: (onLane: number) => Promise<void> = async () => {};
				const value = new Promise<Value>((resolve, reject) => {
					take = (onLane) => task(onLane).then(resolve, reject);
				});
				return {take, value};
			});
			open.push(...values.map(({take}) => take));
			wake();
			const all = Promise.all(values.map(({value}) => value));
			// Seen by who awaits it below.
			all.catch(() => {});
			// Also tasks of other lanes: as long as there are some, the lane has nothing better to do.
			for (let task = open.shift(); task !== undefined; task = open.shift()) await task(lane);
			return all;
		},
		async help(lane) {
			leave();
			for (;;) {
				const task = open.shift();
				if (task !== undefined) await task(lane);
				else if (working > 0) await new Promise<void>((resolve) => waiting.push(resolve));
				else return;
			}
		},
		leave,
	};
}
