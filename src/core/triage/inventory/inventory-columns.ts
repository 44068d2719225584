/** Adds what the inventory says of a machine to each table that names machines. */
import {type Column, type Table, text} from '../../report/tables/table.js';
import type {Inventory} from './inventory.js';
import {valueIn} from './inventory.js';

/** Columns of tables that name a machine. */
const MACHINE = 'machine';

/** Behind the name of the machine; called `inventory_NAME` where the table has a column of that name. */
export function withInventory<Row>(table: Table<Row>, inventory: Inventory | null): Table<Row> {
	const at = table.findIndex(({name}) => name === MACHINE);
	const machine = table[at];
	if (inventory === null || machine === undefined) return table;
	const names = new Set(table.map(({name}) => name.toLowerCase()));
	const find = lastFound(inventory);
	const columns = inventory.columns.map((title): Column<Row> => {
		let name = title;
		while (names.has(name.toLowerCase())) name = `inventory_${name}`;
		names.add(name.toLowerCase());
		return text(name, (row) => valueIn(find(String(machine.of(row) ?? '')), title));
	});
	return [...table.slice(0, at + 1), ...columns, ...table.slice(at + 1)];
}

/** Rows of one machine follow each other, and each cell of a row asks for it. */
function lastFound(inventory: Inventory): Inventory['find'] {
	let name: string | null = null;
	let found: ReturnType<Inventory['find']> = null;
	return (asked) => {
		if (asked !== name) [name, found] = [asked, inventory.find(asked)];
		return found;
	};
}
