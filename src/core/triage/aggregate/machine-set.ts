/** A set of machines by number, of which only the size is needed: one bit per machine where there are many. */

export interface MachineSet {
	readonly size: number;
	add(machine: number): void;
}

/** With more members than this, bits take less memory than a list. */
const MAX_LISTED = 256;
const BITS = 32;

export function createMachineSet(): MachineSet {
	let listed: Set<number> | null = new Set();
	let bits = new Uint32Array(0);
	let size = 0;

	function setBit(machine: number): void {
		const at = Math.floor(machine / BITS);
		if (at >= bits.length) {
			const longer = new Uint32Array(Math.ceil((at + 1) * 1.25));
			longer.set(bits);
			bits = longer;
		}
		const word = bits[at] ?? 0;
		const bit = (1 << (machine % BITS)) >>> 0;
		if ((word & bit) !== 0) return;
		bits[at] = word | bit;
		size++;
	}

	return {
		get size() {
			return listed?.size ?? size;
		},
		add(machine) {
			if (listed === null) {
				setBit(machine);
				return;
			}
			listed.add(machine);
			if (listed.size <= MAX_LISTED) return;
			for (const member of listed) setBit(member);
			listed = null;
		},
	};
}
