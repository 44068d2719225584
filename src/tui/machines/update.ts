/** What keys do on the machines screen. */
import {plainText} from '../../core/wording/plain-text.js';
import {commandOf, type KeyName} from '../keys.js';
import type {Pointer} from '../mouse.js';
import type {Size} from '../rows.js';
import {nextOrder} from '../widgets/columns.js';
import {LIST_BINDINGS, moveList, moveTo, pointList} from '../widgets/list.js';
import {menuOf, pointMenu, updateMenu} from '../widgets/menu.js';
import {editPrompt, insertText, promptWith} from '../widgets/prompt.js';
import {MACHINE_ORDERS} from './columns.js';
import {MACHINES_BINDINGS, type MachinesCommand} from './keys.js';
import {ALL_MACHINES, isMachinesFiltered, type MachinesEffect, type MachinesModel, withMachinesFilter, withOrder} from './model.js';
import {HEAD_ROWS, machineRows} from './view.js';

type Result = readonly [MachinesModel, readonly MachinesEffect[]];

/** Every key belongs to what is typed. */
export function isTypingMachines(model: MachinesModel): boolean {
	return model.prompt !== null || model.menu !== null;
}

/** @returns `null` where the key means nothing here */
export function updateMachines(model: MachinesModel, key: KeyName, size: Size): Result | null {
	if (model.prompt !== null) return [typed(model, model.prompt, key), []];
	if (model.menu !== null) return [chosen(model, model.menu, key, size), []];
	const move = commandOf(LIST_BINDINGS, key);
	if (move !== null) return [{...model, list: moveList(model.list, move, model.shown.length, machineRows(model, size))}, []];
	const command = commandOf(MACHINES_BINDINGS, key);
	if (command !== null) return run(model, command, size);
	return key === 'escape' && isMachinesFiltered(model.filter)
		? [withMachinesFilter(model, ALL_MACHINES), [{type: 'say', text: 'Showing all machines.'}]]
		: null;
}

/** @returns `null`: the pointer is on nothing that can be selected */
export function pointMachines(model: MachinesModel, pointer: Pointer, size: Size): MachinesModel | null {
	if (model.menu !== null) {
		const menu = pointMenu(model.menu, pointer, size);
		return menu === null ? null : {...model, menu};
	}
	const list = pointList(model.list, pointer, HEAD_ROWS, model.shown.length, machineRows(model, size));
	return list === null ? null : {...model, list};
}

export function pasteIntoMachines(model: MachinesModel, text: string): MachinesModel {
	if (model.prompt === null) return model;
	const prompt = insertText(model.prompt, text);
	return withMachinesFilter({...model, prompt}, {text: prompt.text});
}

function typed(model: MachinesModel, prompt: NonNullable<MachinesModel['prompt']>, key: KeyName): MachinesModel {
	const result = editPrompt(prompt, key);
	switch (result.type) {
		case 'edited':
			return withMachinesFilter({...model, prompt: result.state}, {text: result.state.text});
		case 'entered':
			return withMachinesFilter({...model, prompt: null}, {text: result.text});
		case 'left':
			return withMachinesFilter({...model, prompt: null}, {text: ''});
		case 'ignored':
			return model;
		default:
			return result satisfies never;
	}
}

function chosen(model: MachinesModel, menu: NonNullable<MachinesModel['menu']>, key: KeyName, size: Size): MachinesModel {
	const result = updateMenu(menu, key, size);
	switch (result.type) {
		case 'moved':
			return {...model, menu: result.state};
		case 'chosen':
			return withMachinesFilter({...model, menu: null}, {rule: result.value});
		case 'left':
			return {...model, menu: null};
		default:
			return result satisfies never;
	}
}

function run(model: MachinesModel, command: MachinesCommand, size: Size): Result {
	switch (command) {
		case 'open': {
			const machine = model.shown[model.list.cursor];
			return machine === undefined ? [model, []] : [{...model, isFetching: machine.name}, [{type: 'open-machine', name: machine.name}]];
		}
		case 'troubled':
			return [withMachinesFilter(model, {isTroubled: !model.filter.isTroubled}), []];
		case 'rule': {
			const options = model.summary.problems.map(({rule, title, machines}) => ({label: plainText(title), count: machines, value: rule}));
			return options.length === 0
				? [model, [{type: 'say', text: 'No machine has a problem.'}]]
				: [{...model, menu: menuOf('Show the machines with which problem?', options)}, []];
		}
		case 'search':
			return [{...model, prompt: promptWith(model.filter.text)}, []];
		case 'clear':
			return [withMachinesFilter(model, ALL_MACHINES), [{type: 'say', text: 'Showing all machines.'}]];
		case 'sort': {
			const order = nextOrder(MACHINE_ORDERS, model.order);
			return [withOrder(model, order), [{type: 'say', text: `Sorted: ${order.label}.`}]];
		}
		case 'next-trouble':
			return toTrouble(model, 1, size);
		case 'previous-trouble':
			return toTrouble(model, -1, size);
	}
}

function toTrouble(model: MachinesModel, step: 1 | -1, size: Size): Result {
	for (let at = model.list.cursor + step; at >= 0 && at < model.shown.length; at += step) {
		if (model.shown[at]?.verdict === 'error')
			return [{...model, list: moveTo(model.list, at, model.shown.length, machineRows(model, size))}, []];
	}
	return [model, [{type: 'say', text: step > 0 ? 'No machine with an error below.' : 'No machine with an error above.'}]];
}
