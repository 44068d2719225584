/** What happens: each message gives a new state and what is to be done outside. The file to read first in this folder. */
import {plainText} from '../../core/wording/plain-text.js';
import {fileName} from '../../core/wording/labels.js';
import {updateDrop} from '../drop/update.js';
import {looksDropped} from '../drop/dropped-paths.js';
import {dropStart} from '../drop/model.js';
import {updateFailures} from '../failures/screen.js';
import {updateFinding} from '../finding/screen.js';
import {EMPTY_LINE, pasteIntoLine, withPaths} from '../command-line/line.js';
import {commandOf, type KeyName} from '../keys.js';
import {isTyping} from '../log/model.js';
import {isTypingMachines, pasteIntoMachines, updateMachines} from '../machines/update.js';
import {updateOverview} from '../overview/update.js';
import {updateScan} from '../scan/update.js';
import {scansScreen} from '../scans/model.js';
import {isTypingScans, pasteIntoScans, updateScans} from '../scans/update.js';
import type {Pointer} from '../mouse.js';
import {LIST_BINDINGS, LIST_START, type ListState, moveList, scrollList} from '../widgets/list.js';
import {helpRows} from '../help/screen.js';
import {pressInCommand} from './command-line.js';
import {ALWAYS_BINDINGS, helpSections, ROOT_BINDINGS, type RootCommand} from './keys.js';
import {takeLogMessage} from './log.js';
import {takeReports} from './files-read.js';
import type {Effect, Result, RootMessage} from './messages.js';
import {pointScreen} from './pointer.js';
import {bodySize, type Model, pushScreen, replaceTop, say, type Screen, topScreen} from './model.js';
import {
	takeFailuresEffects,
	takeFindingEffects,
	takeMachinesEffects,
	takeOverviewEffects,
	takeScanEffects,
	takeScansEffects,
} from './navigation.js';
import {notYet} from './so-far.js';

export function update(model: Model, message: RootMessage): Result {
	switch (message.type) {
		case 'resized':
			return resized({...model, size: message.size});
		case 'key':
			return pressed({...model, message: null}, message.key);
		case 'burst':
			return burst({...model, message: null}, message.text, message.keys);
		case 'pasted':
			return pasted({...model, message: null}, message.text);
		case 'pointed':
			return pointed({...model, message: null}, message.pointer, message.isDouble);
		case 'drop':
			return dropped(model, message.message);
		case 'open':
			return opened(model, message.paths);
		case 'progress':
			return [model.loading === null ? model : {...model, loading: {name: message.name, bytes: message.bytes, size: message.size}}, []];
		case 'so-far':
		case 'reports':
		case 'analyzed-again':
			return takeReports(model, message);
		case 'analyzed':
			return [{...model, loading: null}, []];
		case 'text-opened':
		case 'log':
			return takeLogMessage(model, message);
		case 'machine-read':
			return [machineRead(model, message.name, message.reports), []];
		case 'command-completed':
			return [model.command === null ? model : {...model, command: withPaths(model.command, message.prefix, message.paths)}, []];
		case 'said':
			return [say(model, message.text, message.isBad), []];
		default:
			return message satisfies never;
	}
}

function resized(model: Model): Result {
	const screen = topScreen(model);
	if (screen?.type === 'log') return takeLogMessage(model, {type: 'log', file: screen.file, message: {type: 'resized'}});
	return [model, []];
}

function opened(model: Model, paths: readonly string[]): Result {
	return [
		{
			...model,
			paths,
			files: [],
			soFar: null,
			logs: new Map(),
			loading: {name: null, bytes: 0, size: null},
			screens: [...model.screens.filter(({type}) => type === 'drop'), {type: 'scans', model: scansScreen([])}],
		},
		[{type: 'close-texts'}, {type: 'analyze', paths}],
	];
}

/** Its scans lie on the list of machines, unless people have gone elsewhere meanwhile. */
function machineRead(model: Model, name: string, files: Model['files']): Model {
	const screen = topScreen(model);
	if (screen?.type !== 'machines' || screen.model.isFetching !== name) return model;
	const done = replaceTop(model, {type: 'machines', model: {...screen.model, isFetching: null}});
	return pushScreen({...done, files, soFar: null, logs: new Map(), paths: []}, {type: 'scans', model: scansScreen(files)});
}

function pressed(model: Model, key: KeyName): Result {
	const always = commandOf(ALWAYS_BINDINGS, key);
	if (always !== null) return run(model, always);
	if (model.command !== null) return pressInCommand(model, model.command, key);
	if (model.help !== null) return [{...model, help: scrolledHelp(model, key)}, []];
	const screen = topScreen(model);
	if (screen === null) return [model, []];
	// On the screen for paths letters are text, but this key never is.
	if (key === 'f1' && screen.type === 'drop') return run(model, 'help');
	if (isTypingIn(model, screen)) return toScreen(model, screen, key) ?? [model, []];
	const command = commandOf(ROOT_BINDINGS, key);
	if (command !== null && command !== 'back') return run(model, command);
	return toScreen(model, screen, key) ?? (command === null ? [model, []] : run(model, command));
}

/** Rows above a screen: the title. */
const TITLE_ROWS = 1;

/** A click selects, a double click opens; the wheel also scrolls the help. */
function pointed(model: Model, pointer: Pointer, isDouble: boolean): Result {
	if (model.mouse !== 'on' || model.command !== null) return [model, []];
	if (model.help !== null) {
		const {list, count, rows} = helpList(model, model.help);
		return [
			pointer.wheel === 0 ? model : {...model, help: scrolledTo(scrollList({...list, top: list.cursor}, pointer.wheel, count, rows))},
			[],
		];
	}
	const result = pointScreen(model, {...pointer, row: pointer.row - TITLE_ROWS});
	if (result === null || !isDouble || pointer.wheel !== 0) return result ?? [model, []];
	const [opened, effects] = pressed(result[0], 'enter');
	return [opened, [...result[1], ...effects]];
}

function isTypingIn(model: Model, screen: Screen): boolean {
	switch (screen.type) {
		case 'drop':
			return true;
		case 'machines':
			return isTypingMachines(screen.model);
		case 'scans':
			return isTypingScans(screen.model);
		case 'log': {
			const log = model.logs.get(screen.file);
			return log !== undefined && isTyping(log);
		}
		case 'finding':
		case 'failures':
		case 'overview':
		case 'scan':
			return false;
		default:
			return screen satisfies never;
	}
}

/** Keys typed in haste never look like this: quotes, a drive, a share, a URL, or a path of several folders. */
const SURELY_DROPPED = /^(?:& )?["']?(?:[A-Za-z]:[\\/]|\\\\|file:\/\/|\/[^/\s]+\/[^/]+\/)/;

function burst(model: Model, text: string, keys: readonly KeyName[]): Result {
	const screen = topScreen(model);
	if (screen?.type === 'drop' && model.help === null && model.command === null) return dropped(model, {type: 'typed', text});
	if (screen !== null && model.command === null && !isTypingIn(model, screen) && SURELY_DROPPED.test(text) && looksDropped(text))
		return pasted(model, text);
	return keys.reduce<Result>(
		([at, effects], key) => {
			const [next, more] = pressed(at, key);
			return [next, [...effects, ...more]];
		},
		[model, []],
	);
}

function pasted(model: Model, text: string): Result {
	if (model.command !== null) return [{...model, command: pasteIntoLine(model.command, text)}, []];
	const screen = topScreen(model);
	const taken = screen === null ? null : pasteInto(model, screen, text);
	// Files dropped on another screen open, too.
	return taken ?? dropped(pushScreen({...model, help: null}, {type: 'drop', model: dropStart([])}), {type: 'pasted', text});
}

/** @returns `null` where nothing is typed on the screen */
function pasteInto(model: Model, screen: Screen, text: string): Result | null {
	switch (screen.type) {
		case 'drop':
			return dropped(model, {type: 'pasted', text});
		case 'machines':
			return screen.model.prompt === null ? null : [replaceTop(model, {...screen, model: pasteIntoMachines(screen.model, text)}), []];
		case 'scans':
			return screen.model.prompt === null ? null : [replaceTop(model, {...screen, model: pasteIntoScans(screen.model, text)}), []];
		case 'log': {
			const log = model.logs.get(screen.file);
			return log === undefined || !isTyping(log)
				? null
				: takeLogMessage(model, {type: 'log', file: screen.file, message: {type: 'pasted', text}});
		}
		case 'finding':
		case 'failures':
		case 'overview':
		case 'scan':
			return null;
		default:
			return screen satisfies never;
	}
}

function dropped(model: Model, message: Parameters<typeof updateDrop>[1]): Result {
	const index = model.screens.findLastIndex(({type}) => type === 'drop');
	const screen = model.screens[index];
	if (screen?.type !== 'drop') return [model, []];
	const [next, effects] = updateDrop(screen.model, message, {size: bodySize(model.size), system: model.system});
	let result: Model = {...model, screens: model.screens.with(index, {type: 'drop', model: next})};
	const all: Effect[] = [];
	for (const effect of effects) {
		if (effect.type === 'open') {
			const [after, more] = opened(result, effect.paths);
			result = after;
			all.push(...more);
		} else if (effect.type === 'back') {
			const [after, more] = run(result, 'back');
			result = after;
			all.push(...more);
		} else {
			all.push({type: 'drop', effect});
		}
	}
	return [result, all];
}

/** @returns `null` where the key means nothing there */
function toScreen(model: Model, screen: Screen, key: KeyName): Result | null {
	const size = bodySize(model.size);
	switch (screen.type) {
		case 'drop':
			return dropped(model, {type: 'key', key});
		case 'machines': {
			const result = updateMachines(screen.model, key, size);
			return result === null ? null : takeMachinesEffects(replaceTop(model, {...screen, model: result[0]}), result[1]);
		}
		case 'scans': {
			const result = updateScans(screen.model, key, size);
			return result === null ? null : takeScansEffects(replaceTop(model, {...screen, model: result[0]}), result[1]);
		}
		case 'finding': {
			const result = updateFinding(screen.model, key, model.files, size, model.theme);
			return result === null ? null : takeFindingEffects(replaceTop(model, {...screen, model: result[0]}), result[1]);
		}
		case 'failures': {
			const result = updateFailures(screen.model, key, size);
			return result === null ? null : takeFailuresEffects(replaceTop(model, {...screen, model: result[0]}), result[1]);
		}
		case 'overview': {
			const result = updateOverview(screen.model, key, size);
			return result === null ? null : takeOverviewEffects(replaceTop(model, {...screen, model: result[0]}), result[1]);
		}
		case 'scan': {
			const result = updateScan(screen.model, key, size);
			return result === null ? null : takeScanEffects(replaceTop(model, {...screen, model: result[0]}), screen.file, result[1]);
		}
		case 'log':
			return takeLogMessage(model, {type: 'log', file: screen.file, message: {type: 'key', key}});
		default:
			return screen satisfies never;
	}
}

function run(model: Model, command: RootCommand): Result {
	switch (command) {
		case 'help':
			return [{...model, help: LIST_START}, []];
		case 'quit':
		case 'leave':
			return [model, [{type: 'quit'}]];
		case 'stop':
			return [model, [{type: 'stop'}]];
		case 'redraw':
			return [model, [{type: 'redraw'}]];
		case 'command':
			return [{...model, command: EMPTY_LINE}, []];
		case 'mouse':
			return [mouseSwitched(model), []];
		case 'write':
			if (model.soFar !== null) return notYet(model, 'Reports');
			return model.files.length === 0 ? [say(model, 'Nothing to report yet.'), []] : [model, [{type: 'write-report', files: model.files}]];
		case 'reload':
			return model.paths.length === 0
				? [model, []]
				: opened({...model, screens: model.screens.filter(({type}) => type === 'drop')}, model.paths);
		case 'back':
			return back(model);
	}
}

function mouseSwitched(model: Model): Model {
	switch (model.mouse) {
		case 'on':
			return say({...model, mouse: 'off'}, 'Mouse off: select text as your terminal does it. Press M to turn the mouse on.');
		case 'off':
			return say({...model, mouse: 'on'}, 'Mouse on: click selects, double click opens, the wheel scrolls.');
		case 'never':
			return say(model, 'There is no mouse while the screen is read aloud.');
		default:
			return model.mouse satisfies never;
	}
}

function back(model: Model): Result {
	if (model.screens.length > 1) {
		const screens = model.screens.slice(0, -1);
		return [{...model, screens}, model.screens.at(-1)?.type === 'scans' ? [{type: 'stop-analysis'}, {type: 'close-texts'}] : []];
	}
	if (model.loading !== null) {
		const where = model.loading.name === null ? '' : ` ${plainText(fileName(model.loading.name))}`;
		return [say({...model, loading: null}, `Stopped reading${where}. Press F5 to start over.`), [{type: 'stop-analysis'}]];
	}
	return topScreen(model)?.type === 'drop' ? [model, [{type: 'quit'}]] : [say(model, 'This is the first screen. Press q to quit.'), []];
}

/** `null`: closed. */
function scrolledHelp(model: Model, key: KeyName): Model['help'] {
	const move = commandOf(LIST_BINDINGS, key);
	if (move === null || model.help === null) return null;
	const {list, last, rows} = helpList(model, model.help);
	return moveList(list, move, last, Math.max(1, Math.min(rows, last)));
}

/** The help as a list; its cursor is the first row shown. */
function helpList(
	model: Model,
	list: ListState,
): {readonly list: ListState; readonly count: number; readonly last: number; readonly rows: number} {
	const screen = topScreen(model);
	const {columns, rows} = bodySize(model.size);
	const count = screen === null ? 0 : helpRows(helpSections(screen.type), columns, model.isUnicode).length;
	return {list, count, last: Math.max(1, count - rows + 1), rows};
}

function scrolledTo({top}: ListState): ListState {
	return {cursor: top, top};
}
