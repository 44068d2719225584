/** What becomes of the screens when more reports come, or newer ones of the same files. */
import type {FileReport, Scan} from '../../core/index.js';
import {withFailuresOf} from '../failures/model.js';
import {withScans} from '../overview/model.js';
import {scanScreen} from '../scan/model.js';
import {withFiles} from '../scans/model.js';
import {sameScan} from '../scans/same-scan.js';
import {type FindingRow, selectFindings} from '../scans/scan-rows.js';
import {tellLog} from './log.js';
import type {Result, RootMessage} from './messages.js';
import type {Model, Screen} from './model.js';

type ReportsMessage = Extract<RootMessage, {type: 'so-far' | 'reports' | 'analyzed-again'}>;

export function takeReports(model: Model, message: ReportsMessage): Result {
	const {files} = model;
	switch (message.type) {
		case 'so-far': {
			// A longer end takes the place of a shorter one.
			const soFar = model.soFar ?? files.length;
			return [{...filesRead(model, [...files.slice(0, soFar), message.report]), soFar}, []];
		}
		case 'reports': {
			const before = model.soFar ?? files.length;
			const read = filesRead({...model, soFar: null}, [...files.slice(0, before), ...message.reports]);
			// The lines of the first one, or of a long one, may be looked at already.
			return before === 0 || model.soFar !== null ? tellLog(read, before) : [read, []];
		}
		case 'analyzed-again':
			return tellLog(
				filesRead(
					model,
					files.map((file, index) => (index === message.file ? message.report : file)),
				),
				message.file,
			);
		default:
			return message satisfies never;
	}
}

/** Every screen that shows files is told. One whose scan or finding is not in the newer report goes, with those that lie on it. */
function filesRead(model: Model, files: Model['files']): Model {
	const scans = model.screens.find((screen) => screen.type === 'scans');
	const withAll = scans === undefined ? null : withFiles(scans.model, files);
	const isChanged = model.files.some((file, index) => file !== files[index]);
	const findings = isChanged ? selectFindings(files, null) : [];
	const screens: Screen[] = [];
	for (const screen of model.screens) {
		const told = toldScreen(screen, {before: model.files, files, withAll, findings, isChanged});
		if (told === null) break;
		screens.push(told);
	}
	return {...model, files, screens};
}

interface News {
	readonly before: readonly FileReport[];
	readonly files: readonly FileReport[];
	readonly withAll: ReturnType<typeof withFiles> | null;
	/** Of all files; empty where no report is newer. */
	readonly findings: readonly FindingRow[];
	readonly isChanged: boolean;
}

/** @returns `null`: what it shows is gone */
function toldScreen(screen: Screen, {before, files, withAll, findings, isChanged}: News): Screen | null {
	switch (screen.type) {
		case 'failures':
			return {...screen, model: withFailuresOf(screen.model, files)};
		case 'scans':
			return withAll === null ? screen : {...screen, model: withAll};
		case 'overview':
			return withAll === null ? screen : {...screen, model: withScans(screen.model, withAll.scans, files)};
		case 'scan':
			return before[screen.file] === files[screen.file] ? screen : withScanOf(screen, files[screen.file]);
		case 'finding': {
			if (!isChanged) return screen;
			const finding = findings.find(({key}) => key === screen.model.finding.key);
			return finding === undefined ? null : {...screen, model: {...screen.model, finding}};
		}
		case 'log':
			return {...screen, scan: idAgain(screen, before[screen.file], files[screen.file])};
		case 'drop':
		case 'machines':
			return screen;
		default:
			return screen satisfies never;
	}
}

function withScanOf(screen: Extract<Screen, {type: 'scan'}>, report: FileReport | undefined): Screen | null {
	const scan = report === undefined ? null : sameScan(screen.model.scan, report);
	if (scan === null || report === undefined) return null;
	const {pane, entries, reading, window} = screen.model;
	return {...screen, model: {...scanScreen(scan, report.findings), pane, entries, reading, window}};
}

/** The current scan of a log. */
function idAgain(
	{scan}: Extract<Screen, {type: 'log'}>,
	before: FileReport | undefined,
	report: FileReport | undefined,
): Scan['id'] | null {
	if (scan === null || before === undefined || report === undefined || before === report) return scan;
	const old = before.scans.find(({id}) => id === scan);
	return old === undefined ? null : (sameScan(old, report)?.id ?? null);
}
