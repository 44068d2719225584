/** The inventory without names: machines have their pseudonyms, and what is known of them is numbered by column, as `site-3`. */
import {createInventory, type Inventory, nameInInventory} from './inventory.js';

/** @param pseudonymOf pseudonym of a machine, the one that it has in the results */
export function redactedInventory(inventory: Inventory, pseudonymOf: (name: string) => string): Inventory {
	const numbers = new Map<string, Map<string, string>>(inventory.columns.map((column) => [column, new Map()]));

	function redacted(column: string, value: string | null): string | null {
		const known = numbers.get(column);
		if (value === null || known === undefined) return null;
		const pseudonym = known.get(value) ?? `${column}-${known.size + 1}`;
		known.set(value, pseudonym);
		return pseudonym;
	}

	return createInventory(
		inventory.columns,
		inventory.machines.map((machine) => ({
			name: pseudonymOf(nameInInventory(machine, inventory)),
			domain: null,
			values: Object.fromEntries(Object.entries(machine.values).map(([column, value]) => [column, redacted(column, value)])),
		})),
		inventory.damagedRows,
	);
}
