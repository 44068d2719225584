/** Compares the machines of the logs with those of the inventory. */
import {byMachineName} from '../compare.js';
import {type Inventory, type InventoryMachine, nameInInventory} from '../inventory/inventory.js';
import type {InventorySummary} from '../summary.js';

/**
 * @param isAsked whether the filter asks for a machine of the inventory
 * @param withLog names of the machines that it asks for with a log that was read, whatever it says of scans
 */
export function inventorySummary(
	inventory: Inventory,
	isAsked: (machine: InventoryMachine) => boolean,
	withLog: readonly string[],
): InventorySummary {
	const found = new Set<InventoryMachine>();
	const notListed: string[] = [];
	for (const name of withLog) {
		const machine = inventory.find(name);
		if (machine === null) notListed.push(name);
		else found.add(machine);
	}
	const machines = inventory.machines.filter(isAsked);
	const withoutLog = machines.filter((machine) => !found.has(machine));
	return {
		columns: inventory.columns,
		machines: machines.length,
		withLog: found.size,
		withoutLog: withoutLog
			.map((machine) => ({name: nameInInventory(machine, inventory), inventory: machine.values}))
			.sort((a, b) => byMachineName(a.name, b.name)),
		notListed: notListed.sort(byMachineName),
		damagedRows: inventory.damagedRows,
	};
}
