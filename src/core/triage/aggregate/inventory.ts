/** Compares the machines of the logs with those of the inventory. */
import {byMachineName} from '../compare.js';
import {type Inventory, type InventoryMachine, nameInInventory} from '../inventory/inventory.js';
import type {InventorySummary} from '../summary.js';

/** @param withLog names of all machines with a log that was read, whatever the filter */
export function inventorySummary(inventory: Inventory, withLog: readonly string[]): InventorySummary {
	const found = new Set<InventoryMachine>();
	const notListed: string[] = [];
	for (const name of withLog) {
		const machine = inventory.find(name);
		if (machine === null) notListed.push(name);
		else found.add(machine);
	}
	const withoutLog = inventory.machines.filter((machine) => !found.has(machine));
	return {
		columns: inventory.columns,
		machines: inventory.machines.length,
		withLog: found.size,
		withoutLog: withoutLog
			.map((machine) => ({name: nameInInventory(machine, inventory), inventory: machine.values}))
			.sort((a, b) => byMachineName(a.name, b.name)),
		notListed: notListed.sort(byMachineName),
		damagedRows: inventory.damagedRows,
	};
}
