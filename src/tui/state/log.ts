/** The log screen within the whole: opens it, hands messages on, and does what it asks. */
import {type AboutLog, isRootEffect, type LogEffect, type LogMessage} from '../log/messages.js';
import {type LogModel, logScreen} from '../log/model.js';
import {updateLog} from '../log/update.js';
import {aboutLog, firstLineOf, adjacentScan} from './about-log.js';
import {markdownOfScan} from '../../core/report/excerpt.js';
import type {Effect, Result, RootMessage} from './messages.js';
import {bodySize, type Model, replaceTop, say, topScreen} from './model.js';
import {copyPlace} from './navigation.js';
import {notYet, wholeReport} from './so-far.js';

const NO_REPORT: AboutLog = {scan: null, marksOfReport: new Map()};

type Taken = Extract<RootMessage, {type: 'log' | 'text-opened'}>;

export function takeLogMessage(model: Model, message: Taken): Result {
	if (message.type === 'log') return send(model, message.file, [message.message]);
	const {file, name, table, line, reason, jump} = message;
	const report = wholeReport(model, file);
	const screen = topScreen(model);
	// The lines of a log can be read before its report is there.
	const about = report === null ? NO_REPORT : aboutLog(report, screen?.type === 'log' && screen.file === file ? screen.scan : null);
	const isNew = !model.logs.has(file);
	const log = model.logs.get(file) ?? logScreen({name, table, about});
	const opening: readonly LogMessage[] = [
		...(isNew ? [] : [{type: 'about', about} as const]),
		...(line === null ? [] : [{type: 'open-at', line, reason} as const]),
		...(jump === undefined ? [] : [{type: 'jump', text: jump} as const]),
	];
	return send(
		{...model, logs: new Map(model.logs).set(file, log)},
		file,
		isNew ? [{type: 'resized'}, ...opening] : [...opening, {type: 'resized'}],
	);
}

/** The report of the log has changed. */
export function tellLog(model: Model, file: number): Result {
	const report = wholeReport(model, file);
	const screen = model.screens.find((candidate) => candidate.type === 'log' && candidate.file === file);
	if (report === null || !model.logs.has(file)) return [model, []];
	return send(model, file, [{type: 'about', about: aboutLog(report, screen?.type === 'log' ? screen.scan : null)}]);
}

function send(model: Model, file: number, messages: readonly LogMessage[]): Result {
	let result: Model = model;
	const effects: Effect[] = [];
	for (const message of messages) {
		const log = result.logs.get(file);
		if (log === undefined) break;
		const [next, wanted] = updateLog(log, message, {size: bodySize(result.size)});
		result = {...result, logs: new Map(result.logs).set(file, next)};
		for (const effect of wanted) {
			const [after, more] = take(result, file, next, effect);
			result = after;
			effects.push(...more);
		}
	}
	return [result, effects];
}

function take(model: Model, file: number, log: LogModel, effect: LogEffect): Result {
	if (!isRootEffect(effect)) return [model, [{type: 'log', file, name: log.name, effect}]];
	switch (effect.type) {
		case 'back':
			return [model.screens.length > 1 ? {...model, screens: model.screens.slice(0, -1)} : model, []];
		case 'scan':
			return toScan(model, file, effect.line, effect.direction);
		case 'copy-scan':
			return copyScan(model, file);
		case 'copy-line':
			return [model, [{type: 'copy', text: effect.text, what: 'the line'}]];
		case 'copy-lines':
			return [model, [{type: 'copy-lines', file, lines: effect.lines}]];
		case 'copy-place':
			return [model, [copyPlace(model, file, effect.line)]];
		default:
			return effect satisfies never;
	}
}

/** Goes to the scan before or after the line, which becomes the current one. */
function toScan(model: Model, file: number, line: number, direction: 'previous' | 'next'): Result {
	const report = wholeReport(model, file);
	const screen = topScreen(model);
	if (model.soFar === file) return notYet(model, 'Lines of scans');
	const scan = report === null ? null : adjacentScan(report, line, direction);
	if (scan === null || report === null || screen?.type !== 'log')
		return [say(model, direction === 'next' ? 'No scan starts below.' : 'No scan starts above.'), []];
	return send(replaceTop(model, {...screen, scan: scan.id}), file, [
		{type: 'about', about: aboutLog(report, scan.id)},
		{type: 'open-at', line: firstLineOf(scan), reason: `scan ${scan.id}`},
	]);
}

/** Copies the current scan. */
function copyScan(model: Model, file: number): Result {
	const report = wholeReport(model, file);
	const screen = topScreen(model);
	const id = screen?.type === 'log' ? screen.scan : null;
	const scan = report?.scans.find((candidate) => candidate.id === id);
	if (report === null || scan === undefined) return [say(model, 'No current scan. Press } for the next one.'), []];
	return [model, [{type: 'copy', text: markdownOfScan(report, scan), what: 'the scan as Markdown'}]];
}
