/** Lengths of Huffman codes, none longer than allowed. */

interface Tree {
	readonly count: number;
	readonly symbols: readonly number[];
}

/**
 * @param counts how often each symbol occurs; those that do not have no code
 * @returns lengths by symbol. One symbol alone gets a second beside it, for readers that want codes without gaps
 */
export function huffmanLengths(counts: readonly number[], mostBits: number): Uint8Array {
	for (let divisor = 1; ; divisor *= 2) {
		const lengths = new Uint8Array(counts.length);
		let trees: Tree[] = counts.flatMap((count, symbol) => (count === 0 ? [] : [{count: Math.ceil(count / divisor), symbols: [symbol]}]));
		const [only] = trees;
		if (trees.length === 1 && only !== undefined) trees.push({count: 1, symbols: [only.symbols[0] === 0 ? 1 : 0]});
		while (trees.length > 1) {
			trees = trees.toSorted((one, other) => other.count - one.count);
			const pair = trees.splice(-2);
			const symbols = pair.flatMap((tree) => tree.symbols);
			for (const symbol of symbols) lengths[symbol] = (lengths[symbol] ?? 0) + 1;
			trees.push({count: pair.reduce((sum, {count}) => sum + count, 0), symbols});
		}
		if (Math.max(...lengths) <= mostBits) return lengths;
	}
}
