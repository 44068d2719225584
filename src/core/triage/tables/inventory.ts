/** One row per machine of the inventory, and per machine with a log that it does not list. */
import {integer, type Table, text, time} from '../../report/tables/table.js';
import {machineKey} from '../../inputs/machine-names.js';
import {byMachineName} from '../compare.js';
import type {MachineSummary, Summary} from '../summary.js';

/** `none`: listed, and no log of it was read. */
type LogState = 'read' | 'none' | 'not-listed';

export interface InventoryRow {
	readonly machine: string;
	readonly log: LogState;
	/** `null`: without a log, or the filter left nothing of it. */
	readonly summary: MachineSummary | null;
}

/** What the inventory has of the machine follows its name, as in every table. */
export const INVENTORY: Table<InventoryRow> = [
	text('machine', ({machine}) => machine),
	text('log', ({log}) => log),
	text('verdict', ({summary}) => summary?.verdict ?? null),
	integer('scans', ({summary}) => summary?.scans ?? null),
	integer('failed', ({summary}) => summary?.failed ?? null),
	time('last_time', ({summary}) => summary?.lastTime ?? null),
	time('last_success', ({summary}) => summary?.lastSuccess ?? null),
];

export function inventoryRows({inventory, machines}: Summary): readonly InventoryRow[] {
	if (inventory === null) return [];
	const notListed = new Set(inventory.notListed.map(machineKey));
	const rows = machines.map(
		(summary): InventoryRow => ({
			machine: summary.name,
			log: notListed.has(machineKey(summary.name)) ? 'not-listed' : 'read',
			summary,
		}),
	);
	const known = new Set(machines.map(({name}) => machineKey(name)));
	for (const name of inventory.notListed) if (!known.has(machineKey(name))) rows.push({machine: name, log: 'not-listed', summary: null});
	for (const {name} of inventory.withoutLog) rows.push({machine: name, log: 'none', summary: null});
	return rows.sort((a, b) => byMachineName(a.machine, b.machine));
}
