/** The machines of the inventory of which there is no log, and those with a log that it does not list. */
import type {Layout} from '../../report/text/layout.js';
import {countOf, inventoryCounts, listedMachine} from '../labels.js';
import type {Summary} from '../summary.js';
import {heading} from './rows.js';

export function inventoryText({inventory}: Summary, layout: Layout, {top}: {readonly top: number}): string {
	if (inventory === null) return '';
	const {paragraph} = layout;
	const {withoutLog, notListed, damagedRows} = inventory;
	let text = heading('Inventory', layout);
	text += paragraph(`${inventoryCounts(inventory)}.`, 2, withoutLog.length > 0 ? 'warning' : undefined);
	text += names('Without a log', withoutLog.map(listedMachine), top, layout);
	text += names('Not in the inventory', notListed, top, layout);
	return damagedRows === 0 ? text : text + paragraph(`${countOf(damagedRows, 'line')} of it could not be read as it should.`, 2, 'warning');
}

function names(title: string, all: readonly string[], top: number, {paragraph}: Layout): string {
	if (all.length === 0) return '';
	const rest = all.length - top;
	return paragraph(`${title}: ${all.slice(0, top).join(', ')}${rest > 0 ? `, and ${countOf(rest, 'more machine')}` : ''}`, 4, 'dim');
}
