/** Reads the inventory that --inventory names, and writes it as a table for queries. */
import {readFile} from 'node:fs/promises';
import {TextDecoder} from 'node:util';
import {detectEncoding} from '../../core/lines/encoding.js';
import {type Table, text} from '../../core/report/tables/table.js';
import {type Inventory, nameInInventory} from '../../core/triage/inventory/inventory.js';
import {withInventory} from '../../core/triage/inventory/inventory-columns.js';
import {readInventory} from '../../core/triage/inventory/read-inventory.js';
import {InputError, inputErrorReason} from '../input-error.js';
import {writeParquetFile} from './parquet-file.js';

/** Lines that are told one by one. */
const MAX_NOTES = 20;

/**
 * @param tell is told about lines that are not as they should be, with file and line
 * @throws InputError where it cannot be read, or is no inventory
 */
export async function readInventoryFile(path: string, tell: (message: string) => void): Promise<Inventory> {
	let bytes: Buffer;
	try {
		bytes = await readFile(path);
	} catch (error) {
		const reason = inputErrorReason(error);
		throw reason === null ? error : new InputError(`cannot read ${path}: ${reason}`, {cause: error});
	}
	const read = readInventory(decoded(bytes));
	if (read.type === 'unusable') throw new InputError(`cannot use ${path} as an inventory: ${read.reason}`);
	const {inventory, notes} = read;
	for (const {line, text: note} of notes.slice(0, MAX_NOTES)) tell(`${path}:${line}: ${note}`);
	if (notes.length > MAX_NOTES) tell(`${path}: ${notes.length - MAX_NOTES} more such lines`);
	return inventory;
}

const NAMES: Table<string> = [text('machine', (name) => name)];

/** As Parquet: the names of the machines as results have them, and the other columns as text. @throws OutputError */
export async function writeInventory(path: string, inventory: Inventory, version: string): Promise<void> {
	const names = inventory.machines.map((machine) => nameInInventory(machine, inventory));
	await writeParquetFile(path, withInventory(NAMES, inventory), names, version);
}

/** Excel saves CSV in the code page of the PC, and "Unicode text" in UTF-16. */
function decoded(bytes: Uint8Array): string {
	const {form} = detectEncoding(bytes);
	if (form !== 'bytes') return new TextDecoder(form).decode(bytes);
	try {
		return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
	} catch {
		return new TextDecoder('windows-1252').decode(bytes);
	}
}
