/** The inventory of an organization: which machines there are, and what is known of each, such as its site and owner. */
import {cleanName, domainOf, machineKey} from '../../inputs/machine-names.js';

export interface InventoryMachine {
	/** As it is written, without its domain. */
	readonly name: string;
	/** DNS domain, in lower case; `null`: it is not written. */
	readonly domain: string | null;
	/** By column; `null`: the cell is empty. */
	readonly values: Readonly<Record<string, string | null>>;
}

export interface Inventory {
	/** Besides that of the machine, in the order of the file. */
	readonly columns: readonly string[];
	/** In the order of the file, each once. */
	readonly machines: readonly InventoryMachine[];
	/** Rows that could not be read as they should. */
	readonly damagedRows: number;
	/** Names, as they are compared, that machines of several domains have. */
	readonly namesInDomains: ReadonlySet<string>;
	/** @param name as results have it: with its domain where machines of two domains have the name */
	find(name: string): InventoryMachine | null;
}

/** Name and domain as an inventory has them: `PC-0142`, `pc-0142.corp.example.com`, `CORP\PC-0142$`. */
export function namesInInventory(text: string): {readonly name: string; readonly domain: string | null} {
	const bare = text.slice(text.lastIndexOf('\\') + 1).replace(/\$$/, '');
	return {name: cleanName(bare), domain: domainOf(bare)};
}

/** @param machines those with name and domain of an earlier one are left out */
export function createInventory(columns: readonly string[], machines: Iterable<InventoryMachine>, damagedRows: number): Inventory {
	const byName = new Map<string, readonly InventoryMachine[]>();
	const kept: InventoryMachine[] = [];
	for (const machine of machines) {
		const key = machineKey(machine.name);
		const known = byName.get(key) ?? [];
		if (known.some(({domain}) => domain === machine.domain)) continue;
		byName.set(key, [...known, machine]);
		kept.push(machine);
	}
	const namesInDomains = new Set([...byName].flatMap(([key, {length}]) => (length > 1 ? [key] : [])));
	return {
		columns,
		machines: kept,
		damagedRows,
		namesInDomains,
		find(name) {
			const domain = domainOf(name);
			const known = byName.get(machineKey(cleanName(name))) ?? [];
			const exact = known.find((machine) => machine.domain === domain) ?? known.find((machine) => machine.domain === null);
			if (exact !== undefined || domain !== null) return exact ?? null;
			// Of several domains, nothing says which.
			return known.length === 1 ? (known[0] ?? null) : null;
		},
	};
}

/** As it is shown: with its domain where another machine has its name. */
export function nameInInventory({name, domain}: InventoryMachine, {namesInDomains}: Inventory): string {
	return domain !== null && namesInDomains.has(machineKey(name)) ? `${name}.${domain}` : name;
}

/** What the inventory has in a column about a machine; `null`: nothing. */
export function valueIn(machine: InventoryMachine | null, column: string): string | null {
	return machine !== null && Object.hasOwn(machine.values, column) ? (machine.values[column] ?? null) : null;
}
