/** Keeps the state, tells who draws it, and does outside what updates ask for. */
import type {Cancel, LogName, LogText, TextEvent} from '../core/line-index/viewer-port.js';
import type {FileReport} from '../core/index.js';
import {counted} from '../core/wording/labels.js';
import type {KeyName} from './keys.js';
import type {LogMessage, OutsideLogEffect} from './log/messages.js';
import {runDropEffect} from './drop/effects.js';
import type {Pointer} from './mouse.js';
import type {Ports, Written} from './ports.js';
import type {Effect, RootMessage} from './state/messages.js';
import type {Model} from './state/model.js';
import {update} from './state/update.js';

export interface Runtime {
	getModel(): Model;
	/** @returns ends the subscription */
	subscribe(listener: () => void): Cancel;
	dispatch(message: RootMessage): void;
	/** One event of the keyboard. @param input its characters, as they came */
	typed(input: string, keys: readonly KeyName[]): void;
	/** One event of the mouse, in cells of the window. */
	pointed(pointer: Pointer): void;
	onQuit(listener: () => void): Cancel;
	/** Back to the shell for a while. */
	onStop(listener: () => void): Cancel;
	/** Everything on the screen may be gone. */
	onRedraw(listener: () => void): Cancel;
	close(): Promise<void>;
}

/** Reports that come within this are shown together. */
const BATCH_MS = 80;
/** A second click within this is a double one. */
const DOUBLE_CLICK_MS = 450;
/** A log that is followed is analyzed again this long after it grew, at least. */
const ANALYZE_AGAIN_MS = 2000;
/** And no more of the time than this part is spent on it. */
const ANALYZE_AGAIN_SHARE = 5;

export interface RuntimeOptions {
	readonly model: Model;
	readonly ports: Ports;
	/** Milliseconds, from any beginning. */
	readonly now: () => number;
}

interface OpenText {
	readonly text: LogText;
	readonly name: LogName;
	search: Cancel | null;
	filter: Cancel | null;
	isFollowing: boolean;
	/** All of it is in the table, or no more can be. */
	isThere: boolean;
	/** Are called when there is more of it. */
	readonly waiting: Set<() => void>;
	again: {timer: ReturnType<typeof setTimeout> | null; cancel: Cancel | null; tookMs: number};
}

export function createRuntime({model: first, ports, now}: RuntimeOptions): Runtime {
	let model = first;
	let stopAnalysis: Cancel | null = null;
	let batch: FileReport[] = [];
	let batchTimer: ReturnType<typeof setTimeout> | null = null;
	const listeners = new Set<() => void>();
	const quitListeners = new Set<() => void>();
	const stopListeners = new Set<() => void>();
	const redrawListeners = new Set<() => void>();
	const texts = new Map<number, OpenText>();
	let lastClick: {readonly pointer: Pointer; readonly atMs: number} | null = null;

	function dispatch(message: RootMessage): void {
		const [next, effects] = update(model, message);
		const isChanged = next !== model;
		model = next;
		for (const effect of effects) run(effect);
		if (isChanged) for (const listener of listeners) listener();
	}

	function sayBad(text: string): void {
		dispatch({type: 'said', text, isBad: true});
	}

	/** Nothing that goes wrong outside may be silent, or end the program. */
	function attempt(work: Promise<void>): void {
		work.catch((error: unknown) => sayBad(error instanceof Error ? error.message : String(error)));
	}

	function run(effect: Effect): void {
		switch (effect.type) {
			case 'analyze':
				analyze(effect.paths);
				return;
			case 'stop-analysis':
				stopAnalysis?.();
				stopAnalysis = null;
				return;
			case 'read-machine':
				attempt(readMachine(effect.name));
				return;
			case 'open-text':
				openText(effect);
				return;
			case 'log':
				runLogEffect(effect.file, effect.effect);
				return;
			case 'drop':
				attempt(runDropEffect(effect.effect, ports, (message) => dispatch({type: 'drop', message})));
				return;
			case 'copy':
				attempt(copy(effect.text, effect.what));
				return;
			case 'copy-lines':
				attempt(copyLines(effect.file, effect.lines));
				return;
			case 'write-report':
				attempt(writeReport(effect.files));
				return;
			case 'export':
				attempt(exportReport(effect));
				return;
			case 'complete-path':
				attempt(completePath(effect.prefix));
				return;
			case 'close-texts':
				closeTexts();
				return;
			case 'redraw':
				for (const listener of redrawListeners) listener();
				return;
			case 'stop':
				for (const listener of stopListeners) listener();
				return;
			case 'quit':
				for (const listener of quitListeners) listener();
				return;
			default:
				effect satisfies never;
		}
	}

	function analyze(paths: readonly string[]): void {
		stopAnalysis?.();
		batch = [];
		attempt(ports.remember(paths));
		let isStopped = false;
		const cancel = ports.source.analyze(paths, (event) => {
			if (isStopped) return;
			switch (event.type) {
				case 'progress':
					dispatch(event);
					return;
				case 'so-far':
					flush();
					dispatch(event);
					return;
				case 'report':
					batch.push(event.report);
					// The first one is what people wait for, and the whole after its end.
					if (model.files.length === 0 || model.soFar !== null) flush();
					else batchTimer ??= setTimeout(flush, BATCH_MS);
					return;
				case 'end':
					flush();
					dispatch({type: 'analyzed'});
					return;
				default:
					event satisfies never;
			}
		});
		stopAnalysis = () => {
			isStopped = true;
			if (batchTimer !== null) clearTimeout(batchTimer);
			batchTimer = null;
			cancel();
		};
	}

	function flush(): void {
		if (batchTimer !== null) clearTimeout(batchTimer);
		batchTimer = null;
		const reports = batch;
		batch = [];
		if (reports.length > 0) dispatch({type: 'reports', reports});
	}

	function openText({file, name, line, reason, jump}: Extract<Effect, {type: 'open-text'}>): void {
		const open = texts.get(file) ?? begin(file, name);
		dispatch({type: 'text-opened', file, name, table: open.text.lines, line, reason, ...(jump === undefined ? {} : {jump})});
	}

	function begin(file: number, name: LogName): OpenText {
		const text = ports.source.openText(name, (event) => onText(file, event));
		const open: OpenText = {
			text,
			name,
			search: null,
			filter: null,
			isFollowing: false,
			isThere: false,
			waiting: new Set(),
			again: {timer: null, cancel: null, tookMs: 0},
		};
		texts.set(file, open);
		return open;
	}

	function onText(file: number, event: TextEvent): void {
		toLog(file, event.type === 'lines' ? {...event, type: 'grew'} : event);
		const open = texts.get(file);
		if (open === undefined) return;
		open.isThere = event.type === 'complete' || event.type === 'failed';
		for (const look of open.waiting) look();
		if (open.isFollowing && (event.type === 'lines' || event.type === 'restarted')) analyzeAgain(file, open);
	}

	function toLog(file: number, message: LogMessage): void {
		dispatch({type: 'log', file, message});
	}

	/** A log that grows says more: its report is made anew, not too often. */
	function analyzeAgain(file: number, {name, again}: OpenText): void {
		if (again.timer !== null || again.cancel !== null) return;
		again.timer = setTimeout(
			() => {
				again.timer = null;
				const start = now();
				again.cancel = ports.source.analyze([name.path], (event) => {
					if (event.type === 'report' && event.report.member === name.member)
						dispatch({type: 'analyzed-again', file, report: event.report});
					if (event.type !== 'end') return;
					again.cancel = null;
					again.tookMs = now() - start;
				});
			},
			Math.max(ANALYZE_AGAIN_MS, again.tookMs * ANALYZE_AGAIN_SHARE),
		);
	}

	function runLogEffect(file: number, effect: OutsideLogEffect): void {
		const open = texts.get(file);
		if (open === undefined) return;
		switch (effect.type) {
			case 'read': {
				const {generation, first: from, count} = effect;
				open.text.read(from, count).then(
					(lines) => toLog(file, {type: 'read-done', generation, first: from, count, lines}),
					(error: unknown) =>
						toLog(file, {
							type: 'read-failed',
							generation,
							first: from,
							count,
							reason: error instanceof Error ? error.message : String(error),
						}),
				);
				return;
			}
			case 'search': {
				open.search?.();
				const {search} = effect;
				open.search = open.text.search(effect.query, (event) => {
					if (event.type === 'hits') toLog(file, {...event, search});
					else if (event.type === 'end') toLog(file, {type: 'search-ended', search});
					else toLog(file, {type: 'search-failed', search, reason: event.reason});
				});
				return;
			}
			case 'cancel-search':
				open.search?.();
				open.search = null;
				return;
			case 'filter': {
				open.filter?.();
				const {filter} = effect;
				open.filter = open.text.filter(effect.lines, (event) => {
					if (event.type === 'progress') toLog(file, {type: 'filter-progress', filter, searchedLines: event.searchedLines});
					else if (event.type === 'end') toLog(file, {type: 'filtered', filter, visible: event.visible, matches: event.matches});
					else toLog(file, {type: 'filter-failed', filter, reason: event.reason});
				});
				return;
			}
			case 'cancel-filter':
				open.filter?.();
				open.filter = null;
				return;
			case 'continue-thread-search':
				setImmediate(() => toLog(file, effect));
				return;
			case 'follow':
				open.isFollowing = effect.isFollowing;
				open.text.follow(effect.isFollowing);
				return;
			default:
				effect satisfies never;
		}
	}

	async function copy(text: string, what: string): Promise<void> {
		const {path, isSent} = await ports.copy(text);
		if (path === null && !isSent) return sayBad(`Could not copy ${what}.`);
		const where = [isSent ? 'the clipboard' : '', path ?? ''].filter((place) => place !== '').join(' and to ');
		dispatch({type: 'said', text: `Copied ${what} to ${where}${isSent ? '' : " (too long for the terminal's clipboard)"}.`, isBad: false});
	}

	async function readMachine(name: string): Promise<void> {
		dispatch({type: 'machine-read', name, reports: await ports.readMachine(name)});
	}

	async function copyLines(file: number, lines: readonly number[]): Promise<void> {
		const report = model.files[file];
		if (report === undefined) return;
		const open = texts.get(file) ?? begin(file, {path: report.path, member: report.member});
		const read: string[] = [];
		for (const line of lines) {
			await untilThere(open, line);
			read.push(...(await open.text.read(line, 1)));
		}
		if (read.length === 0) return sayBad('These lines could not be read.');
		await copy(read.join('\n'), read.length === 1 ? 'the line' : `${read.length} lines`);
	}

	/** A log that was just opened has no lines yet. */
	function untilThere(open: OpenText, line: number): Promise<void> {
		return new Promise((resolve) => {
			const look = (): void => {
				if (open.text.lines.count < line && !open.isThere) return;
				open.waiting.delete(look);
				resolve();
			};
			open.waiting.add(look);
			look();
		});
	}

	async function completePath(prefix: string): Promise<void> {
		dispatch({type: 'command-completed', prefix, paths: await ports.complete(prefix)});
	}

	async function exportReport({files, path, format}: Extract<Effect, {type: 'export'}>): Promise<void> {
		sayWritten(files, await ports.exportReport(files, path, format));
	}

	async function writeReport(files: readonly FileReport[]): Promise<void> {
		sayWritten(files, await ports.writeReport(files));
	}

	function sayWritten(files: readonly FileReport[], written: Written): void {
		if ('path' in written)
			dispatch({type: 'said', text: `Report of ${counted(files.length, 'file')} written to ${written.path}.`, isBad: false});
		else sayBad(`The report could not be written: ${written.reason}.`);
	}

	function closeTexts(): void {
		for (const open of texts.values()) {
			const {text, search, filter, again} = open;
			open.isThere = true;
			for (const look of open.waiting) look();
			search?.();
			filter?.();
			if (again.timer !== null) clearTimeout(again.timer);
			again.cancel?.();
			text.close();
		}
		texts.clear();
	}

	function added(set: Set<() => void>, listener: () => void): Cancel {
		set.add(listener);
		return () => set.delete(listener);
	}

	return {
		getModel: () => model,
		subscribe: (listener) => added(listeners, listener),
		dispatch,
		typed(input, keys) {
			const [only] = keys;
			if (keys.length > 1) dispatch({type: 'burst', text: input, keys});
			else if (only !== undefined) dispatch({type: 'key', key: only});
		},
		pointed(pointer) {
			const before = lastClick;
			const isDouble =
				pointer.wheel === 0 &&
				before !== null &&
				before.pointer.row === pointer.row &&
				Math.abs(before.pointer.column - pointer.column) <= 1 &&
				now() - before.atMs <= DOUBLE_CLICK_MS;
			// A third click is the first of the next ones.
			lastClick = pointer.wheel !== 0 || isDouble ? null : {pointer, atMs: now()};
			dispatch({type: 'pointed', pointer, isDouble});
		},
		onQuit: (listener) => added(quitListeners, listener),
		onStop: (listener) => added(stopListeners, listener),
		onRedraw: (listener) => added(redrawListeners, listener),
		async close() {
			stopAnalysis?.();
			closeTexts();
			await ports.source.close();
		},
	};
}
