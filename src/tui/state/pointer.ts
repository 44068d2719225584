/** What the mouse does: a click selects what is under it, the wheel scrolls, on every screen that has something to select. */
import {pointDrop} from '../drop/update.js';
import {pointFailures} from '../failures/screen.js';
import {pointFinding} from '../finding/screen.js';
import {pointMachines} from '../machines/update.js';
import type {Pointer} from '../mouse.js';
import {pointOverview} from '../overview/update.js';
import {pointScan} from '../scan/update.js';
import {pointScans} from '../scans/update.js';
import {takeLogMessage} from './log.js';
import type {Result} from './messages.js';
import {bodySize, type Model, replaceTop, topScreen} from './model.js';

/**
 * @param pointer in cells of the screen, below the title
 * @returns `null`: nothing is under the pointer
 */
export function pointScreen(model: Model, pointer: Pointer): Result | null {
	const screen = topScreen(model);
	const size = bodySize(model.size);
	if (screen === null || pointer.row < 0 || pointer.row >= size.rows || pointer.column >= size.columns) return null;
	if (screen.type === 'log')
		return model.logs.has(screen.file)
			? takeLogMessage(model, {type: 'log', file: screen.file, message: {type: 'pointed', pointer}})
			: null;
	const pointed = pointedScreen(model, screen, pointer);
	return pointed === null ? null : [replaceTop(model, pointed), []];
}

type Listed = Exclude<ReturnType<typeof topScreen>, null | {readonly type: 'log'}>;

function pointedScreen(model: Model, screen: Listed, pointer: Pointer): Listed | null {
	const size = bodySize(model.size);
	const {files, theme, system} = model;
	switch (screen.type) {
		case 'drop':
			return withModel(screen, pointDrop(screen.model, pointer, {size, system}));
		case 'machines':
			return withModel(screen, pointMachines(screen.model, pointer, size));
		case 'scans':
			return withModel(screen, pointScans(screen.model, pointer, size));
		case 'finding':
			return withModel(screen, pointFinding(screen.model, pointer, files, size, theme));
		case 'failures':
			return withModel(screen, pointFailures(screen.model, pointer, size));
		case 'overview':
			return withModel(screen, pointOverview(screen.model, pointer, size));
		case 'scan':
			return withModel(screen, pointScan(screen.model, pointer, size));
		default:
			return screen satisfies never;
	}
}

function withModel<One extends {readonly model: unknown}>(screen: One, model: One['model'] | null): One | null {
	return model === null ? null : {...screen, model};
}
