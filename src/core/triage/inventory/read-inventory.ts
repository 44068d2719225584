/** Reads an inventory from CSV, and says of each row that is not as it should be where it stands and why. */
import {machineKey} from '../../inputs/machine-names.js';
import {plainText} from '../../wording/plain-text.js';
import {type CsvRow, csvRows} from './csv-rows.js';
import {createInventory, type Inventory, type InventoryMachine, namesInInventory} from './inventory.js';

/** What a row has that it should not, or lacks. */
interface InventoryNote {
	readonly line: number;
	readonly text: string;
}

export type ReadInventory =
	| {readonly type: 'read'; readonly inventory: Inventory; readonly notes: readonly InventoryNote[]}
	/** It is no inventory; `reason`: a sentence without its end. */
	| {readonly type: 'unusable'; readonly reason: string};

/**
 * What columns with names of machines are called, without case, blanks and marks; the first of these that a file has counts.
 *
 * Sources: `name` and `dnshostname` of Get-ADComputer (Active Directory attributes "Name", "DNS-Host-Name"), `netbiosname0` and
 * `name0` of the Configuration Manager view v_R_System, `devicename` of the Intune device list, `displayname` of Entra ID's.
 */
const MACHINE_COLUMNS = [
	...['machine', 'machinename', 'computer', 'computername', 'hostname', 'host', 'device', 'devicename', 'pc', 'pcname'],
	...['dnshostname', 'fqdn', 'netbiosname0', 'netbiosname', 'name0', 'name', 'displayname'],
] as const;

/** @param text without a byte order mark */
export function readInventory(text: string): ReadInventory {
	if (text.includes('\0')) return {type: 'unusable', reason: 'it is not text'};
	const rows = csvRows(text);
	const first = rows.next();
	if (first.done === true) return {type: 'unusable', reason: 'it is empty'};
	const titles = titlesOf(first.value.cells);
	const at = machineColumn(titles);
	if (at === null || first.value.isDamaged) {
		const columns = titles.map((title) => `"${title}"`).join(', ');
		return {type: 'unusable', reason: `no column in line ${first.value.line} has names of machines; call it machine (columns: ${columns})`};
	}
	return readRows(rows, titles, at);
}

function readRows(rows: Iterable<CsvRow>, titles: readonly string[], at: number): ReadInventory {
	const columns = titles.filter((_, index) => index !== at);
	const notes: InventoryNote[] = [];
	const machines: InventoryMachine[] = [];
	/** Lines by name and domain. */
	const lines = new Map<string, number>();
	let damagedRows = 0;
	for (const row of rows) {
		const problem = problemOf(row, titles);
		const {name, domain} = namesInInventory(row.cells[at] ?? '');
		if (problem !== null || name === '') {
			damagedRows++;
			notes.push({line: row.line, text: `${problem ?? 'there is no name of a machine'}; ${name === '' ? LEFT_OUT : ONLY_NAME}`});
		}
		if (name === '') continue;
		const key = machineKey(domain === null ? name : `${name}.${domain}`);
		const earlier = lines.get(key);
		if (earlier !== undefined) {
			notes.push({line: row.line, text: `${plainText(name)} is in line ${earlier}, too; that line counts`});
			continue;
		}
		lines.set(key, row.line);
		machines.push({name: plainText(name), domain, values: valuesOf(titles, at, problem === null ? row.cells : [])});
	}
	return {type: 'read', inventory: createInventory(columns, machines, damagedRows), notes};
}

const LEFT_OUT = 'the line was skipped';
const ONLY_NAME = 'only the name of the machine was taken';

/** Cells that are missing or empty at the end are no damage: spreadsheets do not write them. */
function problemOf({cells, isDamaged}: CsvRow, titles: readonly string[]): string | null {
	if (isDamaged) return 'a quote is not closed, or text follows a quote';
	if (cells.slice(titles.length).some((cell) => cell.trim() !== '')) return `there are ${cells.length} cells, but ${titles.length} columns`;
	return null;
}

function valuesOf(titles: readonly string[], at: number, cells: readonly string[]): Readonly<Record<string, string | null>> {
	return Object.fromEntries(
		titles.flatMap((title, index) => {
			const text = plainText(cells[index] ?? '').trim();
			return index === at ? [] : [[title, text === '' ? null : text] as const];
		}),
	);
}

/** Each title once; a column without one is called by its place. */
function titlesOf(cells: readonly string[]): readonly string[] {
	const titles: string[] = [];
	for (const [index, cell] of cells.entries()) {
		const title = plainText(cell).trim() || `column ${index + 1}`;
		let unique = title;
		for (let count = 2; titles.some((one) => one.toLowerCase() === unique.toLowerCase()); count++) unique = `${title} ${count}`;
		titles.push(unique);
	}
	return titles;
}

function machineColumn(titles: readonly string[]): number | null {
	const folded = titles.map((title) => title.toLowerCase().replace(/[\s_.-]/g, ''));
	const name = MACHINE_COLUMNS.find((one) => folded.includes(one));
	return name === undefined ? null : folded.indexOf(name);
}
