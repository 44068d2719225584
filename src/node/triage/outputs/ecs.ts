/** Events for Elastic, Splunk, and Log Analytics: one document of the Elastic Common Schema per line. */
import {createHash} from 'node:crypto';
import {documentsOf} from '../../../core/triage/ecs/documents.js';
import {labelNames, lineOf} from '../../../core/triage/ecs/line.js';
import {type Inventory, valueIn} from '../../../core/triage/inventory/inventory.js';
import type {CreateOutput} from './output.js';

export const createEcsOutput: CreateOutput = (write, {inventory}) => {
	const labelsOf = inventory === null ? () => ({}) : createLabels(inventory);
	return {
		addResult(_, selection) {
			if (selection === null) return undefined;
			const documents = documentsOf(selection, labelsOf(selection.machine.name));
			const lines = documents.map(({identity, fields}) => lineOf({...fields, 'event.id': idOf(identity)}));
			return lines.length === 0 ? undefined : write(lines.join(''));
		},
		async end() {},
	};
};

/** The same in every run, so that whoever takes the lines in twice can tell. */
function idOf(identity: string): string {
	return createHash('sha256').update(identity).digest('base64url').slice(0, 27);
}

function createLabels(inventory: Inventory): (machine: string) => Readonly<Record<string, string>> {
	const names = labelNames(inventory.columns);
	return (name) => {
		const machine = inventory.find(name);
		const labels = [...names].flatMap(([column, label]) => {
			const value = valueIn(machine, column);
			return value === null ? [] : [[label, value] as const];
		});
		return Object.fromEntries(labels);
	};
}
