/** `--inventory`, and what of it `--group-by` names. */
import type {Inventory} from '../core/triage/inventory/inventory.js';
import {type GroupBy, GROUPINGS, type InventoryColumn} from '../core/triage/summary.js';
import {plainText} from '../core/wording/plain-text.js';
import {InputError} from '../node/input-error.js';
import {readInventoryFile} from '../node/triage/inventory-file.js';
import {orList} from './options/choices.js';
import {suggestion} from './options/nearest.js';
import {UsageError} from './usage-error.js';

/** What the answer is compared with, and grouped by. */
export interface InventoryChoice {
	readonly inventory: Inventory | null;
	readonly groupBy: GroupBy | InventoryColumn | null;
}

/** @throws UsageError where the file cannot be used, or nothing can be grouped so; before any log is read */
export async function chooseInventory(path: string | null, groupBy: string | null): Promise<InventoryChoice> {
	const inventory = path === null ? null : await readFor(path);
	return {inventory, groupBy: groupBy === null ? null : groupingOf(groupBy, inventory)};
}

async function readFor(path: string): Promise<Inventory> {
	try {
		return await readInventoryFile(path, (message) => void process.stderr.write(`wulens: ${plainText(message)}\n`));
	} catch (error) {
		throw error instanceof InputError ? new UsageError(error.message) : error;
	}
}

/** What is in every answer comes before columns of the same name. */
function groupingOf(word: string, inventory: Inventory | null): GroupBy | InventoryColumn {
	const known = GROUPINGS.find((name) => name === word);
	if (known !== undefined) return known;
	const columns = inventory?.columns ?? [];
	const column = columns.find((name) => name === word) ?? columns.find((name) => name.toLowerCase() === word.toLowerCase());
	if (column !== undefined) return {column};
	const more = inventory === null ? ' Columns of an inventory need --inventory.' : '';
	const words = [...GROUPINGS, ...columns];
	throw new UsageError(`Invalid value "${word}" for --group-by.${suggestion(word, words, '')} Choose ${orList(words)}.${more}`);
}
