/** Interns recurring values by kind: each is stored once and referred to by number. */

/** The kinds of values that a table stores. */
export const VALUE_KINDS = ['service', 'server', 'behavior', 'attempt', 'failure', 'entry'] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];

/** A log that has more different values than this hardly repeats them, so storing more would not save anything. */
const MAX_VALUES = 65_536;

/** How many different values may share a key; further ones are written in full. */
const MAX_WITH_ONE_KEY = 32;

/** Longer keys are rare, and comparing them costs more than it saves. */
const MAX_KEY = 512;

/** A value is interned when its key occurs a second time; this many candidates are remembered. */
const MAX_SEEN = 8192;

export interface ValueTable {
	/**
	 * @param key a text by which most values differ
	 * @param names the properties to compare; values that differ only in others count as the same
	 * @returns the number of the value, or -1 if it is not stored
	 */
	idOf<T extends object>(key: string, value: T, names: readonly (keyof T)[]): number;
	/** The values by number. Properties that are not compared are those of the first occurrence. */
	readonly values: readonly object[];
}

export function createValueTable(): ValueTable {
	return new Values();
}

class Values implements ValueTable {
	private readonly ids = new Map<string, number[]>();
	private readonly seen = new Set<string>();
	readonly values: object[] = [];

	idOf<T extends object>(key: string, value: T, names: readonly (keyof T)[]): number {
		const known = this.ids.get(key);
		if (known !== undefined) {
			// All values of a table are of one kind.
			for (const id of known) if (isSame(this.values[id] as T, value, names)) return id;
			if (known.length >= MAX_WITH_ONE_KEY || this.values.length >= MAX_VALUES) return -1;
			known.push(this.values.length);
			return this.values.push(value) - 1;
		}
		if (key.length > MAX_KEY || this.values.length >= MAX_VALUES) return -1;
		if (!this.seen.delete(key)) {
			if (this.seen.size >= MAX_SEEN) this.seen.clear();
			this.seen.add(key);
			return -1;
		}
		this.ids.set(key, [this.values.length]);
		return this.values.push(value) - 1;
	}
}

function isSame<T>(one: T, other: T, names: readonly (keyof T)[]): boolean {
	for (const name of names) if (!isSameData(one[name], other[name])) return false;
	return true;
}

/** Compares values of one type: simple values, lists, and objects, which have the same properties if their `type` is the same. */
function isSameData(one: unknown, other: unknown): boolean {
	if (one === other) return true;
	if (!isObject(one) || !isObject(other)) return false;
	// Not `for…in`, which V8 compiles again and again where objects have so many different properties.
	for (const name of Object.keys(one)) if (!isSameData(one[name], other[name])) return false;
	return !Array.isArray(one) || !Array.isArray(other) || one.length === other.length;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null;
}
