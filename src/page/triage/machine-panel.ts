/** One machine: its verdict, its findings with what to do, and the scans of its logs. */
import {countOf, formatCount, minuteText} from '../../core/triage/labels.js';
import {VERDICT_WORDS} from '../../core/wording/labels.js';
import {add} from './elements.js';
import type {FileEntry, FleetData, Machine, MachineFinding} from './fleet-data.js';
import {hashOf, type Query, tableWith} from './query.js';

/** Logs that are shown; the table of files has the rest. */
const MAX_FILES = 20;

/** Fills the panel where the query is about one machine, and empties it otherwise. */
export function showMachine({table, filters}: Query, panel: HTMLElement, {machines, files, inventory}: FleetData): void {
	panel.replaceChildren();
	panel.className = '';
	const name = table === 'machines' ? filters.machine?.toLowerCase() : undefined;
	const machine = name === undefined ? undefined : machines.find((one) => one.name.toLowerCase() === name);
	if (machine === undefined) return;
	panel.className = `card finding machine is-${machine.verdict}`;
	addFacts(machine, panel);
	const known = inventory.flatMap((title, index) => (machine.inventory[index] == null ? [] : `${title}: ${machine.inventory[index]}`));
	if (known.length > 0) add('p', panel, 'muted', `${known.join('; ')}.`);
	for (const finding of machine.findings) addFinding(finding, panel);
	const own = files.filter((file) => file.machine.toLowerCase() === name);
	for (const file of own.slice(0, MAX_FILES)) addFile(file, panel);
	if (own.length > MAX_FILES) {
		const link = add('a', add('p', panel), '', `All ${countOf(own.length, 'file')} of this machine`);
		link.href = hashOf(tableWith('files', {machine: machine.name}));
	}
}

function addFacts(machine: Machine, panel: HTMLElement): void {
	const title = add('h4', panel, '', `${machine.name}: `);
	add('span', title, `level ${machine.verdict}`, VERDICT_WORDS[machine.verdict]);
	const scans =
		machine.scans === 0
			? 'No scans'
			: `${formatCount(machine.failed)} of ${countOf(machine.scans, 'scan')} failed; last success: ${
					machine.lastSuccess === null ? 'none in the logs' : minuteText(machine.lastSuccess)
				}`;
	const outside =
		machine.outsideFailures === 0 ? '' : `${countOf(machine.outsideFailures, 'failure')} outside scans (${machine.worstOutsideCode ?? ''})`;
	const facts = [
		scans,
		outside,
		machine.servers.length === 0 ? '' : `WSUS: ${machine.servers.join(', ')}`,
		`certificate pinning: ${machine.pinning.label}`,
		machine.version === null ? '' : `client ${machine.version}`,
	];
	add('p', panel, 'muted', `${facts.filter((fact) => fact !== '').join('; ')}.`);
}

function addFinding({problem, scans}: MachineFinding, panel: HTMLElement): void {
	const {level, title, step, command} = problem;
	const line = add('p', panel, 'found-problem');
	add('span', line, `level ${level}`, VERDICT_WORDS[level]);
	line.append(` ${title}${scans === 0 ? '' : ` (${countOf(scans, 'scan')})`}`);
	if (level === 'info' || step === null) return;
	add('span', line, 'line muted', `First step: ${step}`);
	if (command !== null) add('code', add('pre', panel), '', command);
}

function addFile({path, member, status, reason, verdict, scans, telling}: FileEntry, panel: HTMLElement): void {
	const title = add('h5', panel, '', member === null ? path : `${path} › ${member}`);
	if (verdict === null) {
		add('p', panel, 'muted', `${status}${reason === null ? '' : `: ${reason}`}`);
		return;
	}
	add('span', title, `level ${verdict.level}`, ` ${VERDICT_WORDS[verdict.level]}`);
	add('p', panel, '', verdict.text);
	if (telling.length === 0) return;
	const rows = add('ul', panel, 'scans');
	for (const scan of telling) {
		const line = add('li', rows, '', `${minuteText(scan.time)} Scan ${scan.id}: ${scan.caller} asked ${scan.service}`);
		line.append(`${scan.server === null ? '' : ` (${scan.server})`}, ${scan.outcome}${scan.code === null ? '' : `: ${scan.code}`}`);
	}
	if (scans > telling.length)
		add('p', panel, 'muted', `${formatCount(telling.length)} of ${countOf(scans, 'scan')}; scans.csv has them all.`);
}
