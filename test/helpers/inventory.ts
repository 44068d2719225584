/** An inventory as --inventory reads it. */
import type {Inventory} from '../../src/core/triage/inventory/inventory.js';
import {readInventory} from '../../src/core/triage/inventory/read-inventory.js';

export function inventoryOf(csv: string): Inventory {
	const read = readInventory(csv);
	if (read.type !== 'read') throw new Error(read.reason);
	return read.inventory;
}
