// Watches whether the thread of a screen could answer a key at any moment.

const TICK_MS = 2;

/** Begins to watch. @returns what ends it, and tells the longest time in ms that the thread was busy at once */
export function watchBlocking() {
	let last = performance.now();
	let longest = 0;
	const timer = setInterval(() => {
		const now = performance.now();
		longest = Math.max(longest, now - last - TICK_MS);
		last = now;
	}, TICK_MS);
	return () => {
		clearInterval(timer);
		return longest;
	};
}
