/** Reads the inventory that --inventory names. */
import {readFile} from 'node:fs/promises';
import {TextDecoder} from 'node:util';
import {detectEncoding} from '../../core/lines/encoding.js';
import type {Inventory} from '../../core/triage/inventory/inventory.js';
import {readInventory} from '../../core/triage/inventory/read-inventory.js';
import {InputError, inputErrorReason} from '../input-error.js';

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
	for (const {line, text} of notes.slice(0, MAX_NOTES)) tell(`${path}:${line}: ${text}`);
	if (notes.length > MAX_NOTES) tell(`${path}: ${notes.length - MAX_NOTES} more such lines`);
	return inventory;
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
