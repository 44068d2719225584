/** Finds any of a few words in bytes in one pass (Aho-Corasick), upper and lower case alike. */

/** Whether the bytes hold one of the words. Work is one table look-up a byte, whatever the words and the input. */
export type NeedleFinder = (bytes: Uint8Array, start: number, end: number) => boolean;

export function createNeedleFinder(needles: readonly string[]): NeedleFinder {
	const goto: Int32Array[] = [new Int32Array(128).fill(-1)];
	const accepting: boolean[] = [false];
	for (const needle of needles) {
		let state = 0;
		for (const letter of needle.toLowerCase()) {
			const row = goto[state] as Int32Array;
			const byte = letter.charCodeAt(0) & 127;
			let next = row[byte] as number;
			if (next < 0) {
				next = goto.length;
				goto.push(new Int32Array(128).fill(-1));
				accepting.push(false);
				row[byte] = next;
			}
			state = next;
		}
		accepting[state] = true;
	}

	// Breadth first, so that the state to fall back to is complete before it is copied from.
	const fallback = new Int32Array(goto.length);
	const queue: number[] = [];
	const rootRow = goto[0] as Int32Array;
	for (let byte = 0; byte < 128; byte++) {
		const next = rootRow[byte] as number;
		if (next < 0) rootRow[byte] = 0;
		else queue.push(next);
	}
	for (let head = 0; head < queue.length; head++) {
		const state = queue[head] as number;
		const row = goto[state] as Int32Array;
		const fallbackRow = goto[fallback[state] as number] as Int32Array;
		if (accepting[fallback[state] as number]) accepting[state] = true;
		for (let byte = 0; byte < 128; byte++) {
			const next = row[byte] as number;
			if (next < 0) {
				row[byte] = fallbackRow[byte] as number;
			} else {
				fallback[next] = fallbackRow[byte] as number;
				queue.push(next);
			}
		}
	}

	const table = new Uint16Array(goto.length * 256);
	goto.forEach((row, state) => {
		for (let byte = 0; byte < 128; byte++) {
			const lower = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
			table[state * 256 + byte] = row[lower] as number;
		}
	});
	const isEnd = Uint8Array.from(accepting, (flag) => (flag ? 1 : 0));

	return (bytes, start, end) => {
		let state = 0;
		for (let at = start; at < end; at++) {
			state = table[state * 256 + (bytes[at] as number)] as number;
			if (isEnd[state] === 1) return true;
		}
		return false;
	};
}
