/** Where screens lead: what each asks for becomes the next screen, or something done outside. */
import type {LogName} from '../../core/line-index/viewer-port.js';
import type {Scan} from '../../core/index.js';
import {plainText} from '../../core/wording/plain-text.js';
import {counted, fileName} from '../../core/wording/labels.js';
import {type FailuresEffect, failureRows, failuresScreen} from '../failures/model.js';
import {type FindingEffect, findingScreen} from '../finding/screen.js';
import type {MachinesEffect} from '../machines/model.js';
import {overviewScreen, type OverviewEffect} from '../overview/model.js';
import {scanScreen, type ScanEffect} from '../scan/model.js';
import {type ScansEffect, type ScansModel, withFilter} from '../scans/model.js';
import type {FindingRow, ScanOfFile} from '../scans/scan-rows.js';
import {moveTo} from '../widgets/list.js';
import {firstLineOf} from './about-log.js';
import {markdownOfFinding, markdownOfScan} from '../../core/report/excerpt.js';
import type {Effect, Result} from './messages.js';
import {type Model, pushScreen, replaceTop, say, type Screen} from './model.js';
import {notYet} from './so-far.js';

/** Does one after the other; each sees what the one before left. */
function takeAll<One>(model: Model, wanted: readonly One[], take: (model: Model, one: One) => Result): Result {
	return wanted.reduce<Result>(
		([at, effects], one) => {
			const [next, more] = take(at, one);
			return [next, [...effects, ...more]];
		},
		[model, []],
	);
}

export function takeMachinesEffects(model: Model, wanted: readonly MachinesEffect[]): Result {
	return takeAll<MachinesEffect>(model, wanted, (at, effect) => {
		switch (effect.type) {
			case 'open-machine':
				return [at, [{type: 'read-machine', name: effect.name}]];
			case 'say':
				return [say(at, effect.text), []];
			default:
				return effect satisfies never;
		}
	});
}

export function takeScansEffects(model: Model, wanted: readonly ScansEffect[]): Result {
	return takeAll(model, wanted, (at, effect) => {
		switch (effect.type) {
			case 'open-scan':
				return [openScan(at, effect.row), []];
			case 'open-finding':
				return [pushScreen(at, {type: 'finding', model: findingScreen(effect.row)}), []];
			case 'open-failures':
				return openFailures(at, effect.file);
			case 'open-overview':
				return openOverview(at);
			case 'open-log':
				return effect.row === null
					? openFirstLog(at)
					: openLog(at, effect.row.file, effect.row.scan, firstLineOf(effect.row.scan), 'start of the scan');
			case 'copy-scan':
				return copyScan(at, effect.row);
			case 'copy-finding':
				return copyFinding(at, effect.row);
			case 'say':
				return [say(at, effect.text), []];
			default:
				return effect satisfies never;
		}
	});
}

export function takeFindingEffects(model: Model, wanted: readonly FindingEffect[]): Result {
	return takeAll(model, wanted, (at, effect) => {
		switch (effect.type) {
			case 'open-line':
				return openLog(at, effect.file, null, effect.line, 'evidence for the finding');
			case 'show-scans':
				return [toScans(at, (scans) => withFilter(scans, {finding: effect.key})), []];
			case 'show-failures':
				return openFailures(at, null);
			case 'copy-finding':
				return copyFinding(at, effect.row);
			case 'copy-text':
				return [at, [{type: 'copy', text: effect.text, what: effect.what}]];
			case 'say':
				return [say(at, effect.text), []];
			default:
				return effect satisfies never;
		}
	});
}

export function takeFailuresEffects(model: Model, wanted: readonly FailuresEffect[]): Result {
	return takeAll(model, wanted, (at, effect) => {
		switch (effect.type) {
			case 'open-line':
				return openLog(at, effect.file, null, effect.line, effect.reason);
			case 'copy-text':
				return [at, [{type: 'copy', text: effect.text, what: effect.what}]];
			default:
				return effect satisfies never;
		}
	});
}

export function takeOverviewEffects(model: Model, wanted: readonly OverviewEffect[]): Result {
	return takeAll(model, wanted, (at, effect) => {
		switch (effect.type) {
			case 'open-scan':
				return [openScan(at, effect), []];
			case 'filter-range':
				return [
					toScans(at, (scans) => withFilter(scans, {picked: {scans: new Set(effect.scans.map(({scan}) => scan)), what: effect.what}})),
					[],
				];
			case 'say':
				return [say(at, effect.text), []];
			default:
				return effect satisfies never;
		}
	});
}

export function takeScanEffects(model: Model, file: number, wanted: readonly ScanEffect[]): Result {
	return takeAll(model, wanted, (at, effect) => {
		const screen = at.screens.at(-1);
		if (screen?.type !== 'scan') return [at, []];
		const {scan} = screen.model;
		switch (effect.type) {
			case 'open-line':
				return openLog(at, file, scan, effect.line, 'event of the scan');
			case 'copy-scan':
				return copyScan(at, {file, scan});
			case 'copy-text':
				return [at, [{type: 'copy', text: effect.text, what: effect.what}]];
			case 'copy-line':
				return at.soFar === file ? notYet(at, 'Lines') : [at, [{type: 'copy-lines', file, lines: [effect.line]}]];
			case 'copy-place':
				return at.soFar === file ? notYet(at, 'Line numbers') : [at, [copyPlace(at, file, effect.line)]];
			case 'next-scan':
				return [otherScan(at, screen, 1), []];
			case 'previous-scan':
				return [otherScan(at, screen, -1), []];
			case 'say':
				return [say(at, effect.text), []];
			default:
				return effect satisfies never;
		}
	});
}

export function scanOn(model: Model, {file, scan}: ScanOfFile): Screen {
	return {type: 'scan', file, model: scanScreen(scan, model.files[file]?.findings ?? [])};
}

function openScan(model: Model, row: ScanOfFile): Model {
	return pushScreen(model, scanOn(model, row));
}

/** The one before or after in the list of scans, as it is filtered and sorted there. */
function otherScan(model: Model, screen: Extract<Screen, {type: 'scan'}>, step: 1 | -1): Model {
	const list = scansOf(model);
	const rows = list?.scans ?? [];
	const at = rows.findIndex(({scan}) => scan === screen.model.scan);
	const row = rows[at + step];
	if (list === null || at < 0 || row === undefined)
		return say(model, step > 0 ? 'This is the last scan in the list.' : 'This is the first scan in the list.');
	const moved = mapScans(model, (scans) => ({...scans, scanList: moveTo(scans.scanList, at + step, rows.length, 1)}));
	return replaceTop(moved, scanOn(model, row));
}

function scansOf(model: Model): ScansModel | null {
	const screen = model.screens.find(({type}) => type === 'scans');
	return screen?.type === 'scans' ? screen.model : null;
}

function mapScans(model: Model, change: (scans: ScansModel) => ScansModel): Model {
	return {...model, screens: model.screens.map((screen) => (screen.type === 'scans' ? {...screen, model: change(screen.model)} : screen))};
}

/** Back to the list of scans, changed. */
function toScans(model: Model, change: (scans: ScansModel) => ScansModel): Model {
	const changed = mapScans(model, (scans) => ({...change(scans), pane: 'scans'}));
	const index = changed.screens.findIndex(({type}) => type === 'scans');
	return {...changed, screens: changed.screens.slice(0, index + 1)};
}

function openOverview(model: Model): Result {
	const rows = scansOf(model)?.scans ?? [];
	if (rows.length === 0) return [say(model, 'No scans to show.'), []];
	return [pushScreen(model, {type: 'overview', model: overviewScreen(rows)}), []];
}

function openFailures(model: Model, file: number | null): Result {
	if (failureRows(model.files, file).length === 0) return [say(model, 'No failures outside scans.'), []];
	return [pushScreen(model, {type: 'failures', model: failuresScreen(model.files, file)}), []];
}

function openFirstLog(model: Model): Result {
	const file = model.files.findIndex(({status}) => status !== 'skipped');
	if (file >= 0 && model.soFar !== file) return openLog(model, file, null, 1, '');
	const name = nameWhileRead(model);
	if (name === null) return [say(model, model.loading === null ? 'No log to show.' : 'No log has been read yet.'), []];
	return [pushScreen(model, {type: 'log', file: 0, scan: null}), [{type: 'open-text', file: 0, name, line: null, reason: ''}]];
}

/** The log at a line or a time that was typed. @returns `null`: there is no log yet */
export function openLogAt(model: Model, file: number, jump: string): Result | null {
	const report = model.files[file];
	const name = report === undefined ? nameWhileRead(model) : {path: report.path, member: report.member};
	if (name === null) return null;
	return [pushScreen(model, {type: 'log', file, scan: null}), [{type: 'open-text', file, name, line: null, reason: '', jump}]];
}

/** A single log can be read while it is analyzed; which file of several comes first is not known yet. */
function nameWhileRead({loading, paths}: Model): LogName | null {
	const name = loading?.name ?? null;
	return name === null || name.path !== paths[0] || paths.length > 1 ? null : name;
}

function openLog(model: Model, file: number, scan: Scan | null, line: number, reason: string): Result {
	const report = model.files[file];
	if (report === undefined) return [model, []];
	if (model.soFar === file) return openLogByTime(model, file, scan);
	return [
		pushScreen(model, {type: 'log', file, scan: scan?.id ?? null}),
		[{type: 'open-text', file, name: {path: report.path, member: report.member}, line, reason}],
	];
}

/** While line numbers are not known, the time of a scan leads to its lines as soon as the index has them. */
function openLogByTime(model: Model, file: number, scan: Scan | null): Result {
	const time = (scan?.start ?? scan?.end)?.time ?? null;
	return (time === null ? null : openLogAt(model, file, time)) ?? notYet(model, 'Line numbers');
}

function copyScan(model: Model, {file, scan}: ScanOfFile): Result {
	const report = model.files[file];
	if (model.soFar === file) return notYet(model, 'Copies of scans');
	return report === undefined ? [model, []] : [model, [{type: 'copy', text: markdownOfScan(report, scan), what: 'the scan as Markdown'}]];
}

function copyFinding(model: Model, {findings}: FindingRow): Result {
	if (findings.some(({file}) => file === model.soFar)) return notYet(model, 'Copies of findings');
	const texts = findings.slice(0, MAX_COPIED).flatMap(({file, finding}) => {
		const report = model.files[file];
		return report === undefined ? [] : [markdownOfFinding(report, finding)];
	});
	const left = findings.length - texts.length;
	return [
		model,
		[
			{
				type: 'copy',
				text: texts.join('\n'),
				what: left > 0 ? `the finding in the first ${counted(texts.length, 'file')} as Markdown` : 'the finding as Markdown',
			},
		],
	];
}

/** A ticket holds no more files than this. */
const MAX_COPIED = 20;

export function copyPlace(model: Model, file: number, line: number): Effect {
	const report = model.files[file];
	return {type: 'copy', text: `${report === undefined ? '' : plainText(fileName(report))}:${line}`, what: 'the file name and line number'};
}
