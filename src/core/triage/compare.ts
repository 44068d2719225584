/** Sort orders that are the same everywhere: by code units, never by the machine's locale. */
import {machineKey} from '../inputs/machine-names.js';

/** By code units. */
export function byText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** Names of machines by code units, without their case. */
export function byMachineName(a: string, b: string): number {
	return byText(machineKey(a), machineKey(b)) || byText(a, b);
}

/** The first difference that is not 0. */
export function firstNonZero(...differences: readonly number[]): number {
	return differences.find((difference) => difference !== 0) ?? 0;
}

/** The earlier of two times; of equal ones the first, so that no second copy is kept. */
export function earlier(a: string | null, b: string | null): string | null {
	if (a === null || b === null) return a ?? b;
	return a <= b ? a : b;
}

/** The later of two times; of equal ones the first. */
export function later(a: string | null, b: string | null): string | null {
	if (a === null || b === null) return a ?? b;
	return a >= b ? a : b;
}
