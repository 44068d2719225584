/** The machines screen: the fleet at a glance, narrowed, sorted, and the way into a machine. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createAggregator} from '../../../src/core/triage/aggregate.js';
import {createFilter} from '../../../src/core/triage/filter.js';
import {RESULT_SCHEMA} from '../../../src/core/triage/result.js';
import type {Summary} from '../../../src/core/triage/summary.js';
import {type MachinesEffect, type MachinesModel, machinesScreen} from '../../../src/tui/machines/model.js';
import {pasteIntoMachines, updateMachines} from '../../../src/tui/machines/update.js';
import {viewMachines} from '../../../src/tui/machines/view.js';
import type {Effect} from '../../../src/tui/state/messages.js';
import {type Model, startModel, topScreen} from '../../../src/tui/state/model.js';
import {update} from '../../../src/tui/state/update.js';
import {ASCII, checkedFrame, selectedText, SIZES, UNICODE} from '../../helpers/frames.js';
import {HOSTILE_TEXTS} from '../../helpers/hostile-texts.js';
import {sampleReport} from '../../helpers/sample-reports.js';

const SAMPLES = {
	'pc-1': 'wsus-https-store-empty-ok',
	'pc-2': 'wsus-https-certificate-not-in-store',
	'pc-3': 'online-user-proxy-rescue',
	'pc-4': 'wsus-system-proxy-fails-no-fallback',
	'pc-5': 'win10-1607-undecoded',
};

function summaryOf(names: Readonly<Record<string, string>>): Summary {
	const aggregator = createAggregator({filter: createFilter(), groupBy: null});
	for (const [name, sample] of Object.entries(names))
		aggregator.addResult({schema: RESULT_SCHEMA, machine: {name, domain: null, source: 'file'}, report: sampleReport(sample)});
	return aggregator.end({version: '0.0.0', generated: null, command: null, sources: {results: 0, replaced: 0, torn: 0, unreadable: 0}});
}

const SUMMARY = summaryOf(SAMPLES);
const SIZE = {columns: 120, rows: 24};

function press(
	model: MachinesModel,
	...keys: readonly string[]
): {readonly model: MachinesModel; readonly effects: readonly MachinesEffect[]} {
	let at = model;
	let effects: readonly MachinesEffect[] = [];
	for (const key of keys) {
		const result = updateMachines(at, key, SIZE);
		if (result !== null) [at, effects] = result;
	}
	return {model: at, effects};
}

function names({shown}: MachinesModel): readonly string[] {
	return shown.map(({name}) => name);
}

describe('the machines screen', () => {
	it('fits every window, says the answer first, and the worst machines', () => {
		for (const size of SIZES) {
			for (const theme of [UNICODE, ASCII]) {
				const text = checkedFrame(viewMachines(machinesScreen(SUMMARY), size, theme), size);
				expect(text).toMatch(/^2 of 5 machines have errors/);
				expect(text).toMatch(/\n[✗x] pc-[24] /);
				if (theme === ASCII) expect(text).toMatch(/^[\x20-\x7e\n]*$/);
			}
		}
	});

	it('says of the machine under the cursor what to do, where there is room', () => {
		for (const size of [
			{columns: 80, rows: 22},
			{columns: 100, rows: 28},
			{columns: 160, rows: 48},
		]) {
			const text = checkedFrame(viewMachines(machinesScreen(SUMMARY), size, UNICODE), size);
			expect(text).toMatch(/Next +(?:List|See|On|Check)/);
			expect(text).toMatch(/Problems +✗ /);
			expect(text).toMatch(/Last success +/);
		}
	});

	it('puts the worst first, or sorts by name, time and scans', () => {
		const model = machinesScreen(SUMMARY);
		expect(names(model).slice(0, 2).toSorted()).toEqual(['pc-2', 'pc-4']);
		expect(names(press(model, 's').model)).toEqual(['pc-1', 'pc-2', 'pc-3', 'pc-4', 'pc-5']);
		expect(names(press(model, 's', 's', 's', 's').model)[0]).toBe('pc-3');
		expect(press(model, 's', 's').model.shown[0]?.scans).toBe(Math.max(...SUMMARY.machines.map(({scans}) => scans)));
	});

	it('narrows by trouble, by problem and by text, and takes it back', () => {
		const model = machinesScreen(SUMMARY);
		expect(press(model, 'f').model.shown.every(({verdict}) => verdict === 'error' || verdict === 'warning')).toBe(true);
		const ruled = press(model, 'r', 'enter').model;
		expect(ruled.shown).toHaveLength(SUMMARY.problems[0]?.machines ?? -1);
		expect(names(press(model, '/', ...'8024b304', 'enter').model)).toEqual(['pc-2']);
		expect(names(pasteIntoMachines(press(model, '/').model, 'pc-3'))).toEqual(['pc-3']);
		expect(names(press(ruled, 'x').model)).toHaveLength(5);
		expect(names(press(ruled, 'escape').model)).toHaveLength(5);
		expect(updateMachines(model, 'escape', SIZE)).toBeNull();
	});

	it('goes from error to error', () => {
		const byName = press(machinesScreen(SUMMARY), 's').model;
		const first = press(byName, 'e').model;
		expect(first.shown[first.list.cursor]?.name).toBe('pc-2');
		expect(press(first, 'e').model.list.cursor).toBe(3);
		expect(press(first, 'e', 'E').model.list.cursor).toBe(1);
	});

	it('leads into a machine and back', () => {
		const start = startModel({
			size: {columns: 120, rows: 30},
			theme: UNICODE,
			isUnicode: true,
			system: {platform: 'linux', isWsl: false, home: '/'},
			mouse: 'on',
		});
		const fleet: Model = {...start, screens: [{type: 'machines', model: machinesScreen(SUMMARY)}]};
		const [asked, effects] = update(fleet, {type: 'key', key: 'enter'});
		const name = SUMMARY.machines.find((machine) => machine === machinesScreen(SUMMARY).shown[0])?.name ?? '';
		expect(effects).toEqual<Effect[]>([{type: 'read-machine', name}]);
		const [inside] = update(asked, {type: 'machine-read', name, reports: [sampleReport('wsus-https-certificate-not-in-store')]});
		expect(inside.screens.map(({type}) => type)).toEqual(['machines', 'scans']);
		const [back] = update(inside, {type: 'key', key: 'escape'});
		expect(topScreen(back)?.type).toBe('machines');
		// An answer that comes when people have gone elsewhere changes nothing.
		expect(update(back, {type: 'machine-read', name, reports: []})[0].screens).toHaveLength(1);
	});

	it('shows nothing that could harm a terminal', () => {
		for (const text of Object.values(HOSTILE_TEXTS)) {
			const machines = SUMMARY.machines.map((machine) => ({...machine, name: text, servers: [text]}));
			const problems = SUMMARY.problems.map((problem) => ({...problem, title: text}));
			const model = machinesScreen({...SUMMARY, machines, problems});
			checkedFrame(viewMachines(model, SIZE, UNICODE), SIZE);
			checkedFrame(viewMachines(press(model, 'r').model, SIZE, UNICODE), SIZE);
		}
	});

	it('keeps its cursor in sight, whatever is pressed', () => {
		const keys = ['up', 'down', 'pageup', 'pagedown', 'home', 'end', 'f', 'r', 's', 'e', 'E', 'enter', 'escape', '/', 'p', 'x'];
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...keys), {maxLength: 30}), fc.constantFrom(...SIZES), (pressed, size) => {
				let model = machinesScreen(SUMMARY);
				for (const key of pressed) model = updateMachines(model, key, size)?.[0] ?? model;
				const rows = viewMachines(model, size, UNICODE);
				checkedFrame(rows, size);
				if (model.shown.length > 0) expect(selectedText(rows)).not.toBe('');
			}),
			{numRuns: 100},
		);
	});
});
