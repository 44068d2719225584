/** The whole screen as rows: title, the uppermost screen or the help, hints or what is said. */
import type {Scan} from '../core/index.js';
import {titlePartsOfText} from '../core/findings/title-parts.js';
import {plainText} from '../core/wording/plain-text.js';
import {callerName, counted, fileName} from '../core/wording/labels.js';
import {cut, widthOf} from '../core/wording/cells.js';
import {wrapText} from '../core/wording/wrap.js';
import {commandRows} from './command-line/line.js';
import {viewDrop} from './drop/view.js';
import {viewFailures} from './failures/screen.js';
import {viewFinding} from './finding/screen.js';
import {viewHelp} from './help/screen.js';
import {type Binding, keyLabel} from './keys.js';
import {isTyping} from './log/model.js';
import {viewLog} from './log/view.js';
import {viewMachines} from './machines/view.js';
import {viewOverview} from './overview/view.js';
import {breakRow, fitRow, fitRows, type Row, type Size, span} from './rows.js';
import {viewScan} from './scan/view.js';
import {fileNameAt, shortName} from './scans/file-names.js';
import {viewScans} from './scans/view.js';
import {bindingsOf, helpSections, ROOT_BINDINGS} from './state/keys.js';
import type {Theme} from './theme.js';
import {themeNow} from './state/so-far.js';
import {bodySize, MIN_SIZE, type Model, type Screen, topScreen} from './state/model.js';

/** @returns as many rows as the window has, each as wide as it */
export function viewRoot(model: Model): readonly Row[] {
	const {size, theme} = model;
	const whole = (rows: readonly Row[]): readonly Row[] =>
		fitRows(rows, size.rows).map((row) => fitRow(row, size.columns, theme.symbols.ellipsis));
	if (size.columns < MIN_SIZE.columns || size.rows < MIN_SIZE.rows) {
		return whole([
			[
				span(
					`Window too small: ${size.columns} by ${size.rows}. wulens needs at least ${MIN_SIZE.columns} columns by ${MIN_SIZE.rows} rows.`,
				),
			],
		]);
	}
	const screen = topScreen(model);
	const body = bodySize(size);
	const rows =
		model.help !== null && screen !== null
			? viewHelp(helpSections(screen.type), model.help, body, theme, model.isUnicode)
			: screen === null
				? []
				: viewScreen(model, screen, body);
	const below = lastRows(model, screen);
	return whole([titleRow(model, screen), ...fitRows(rows, body.rows + 1 - below.length), ...below]);
}

function viewScreen(model: Model, screen: Screen, size: Size): readonly Row[] {
	const theme = themeNow(model);
	switch (screen.type) {
		case 'drop':
			return viewDrop(screen.model, size, theme);
		case 'machines':
			return viewMachines(screen.model, size, theme);
		case 'scans':
			return viewScans(screen.model, size, theme);
		case 'finding':
			return viewFinding(screen.model, model.files, size, theme);
		case 'failures':
			return viewFailures(screen.model, model.files, size, theme);
		case 'overview':
			return viewOverview(screen.model, size, theme, model.files);
		case 'scan':
			return viewScan(screen.model, size, theme);
		case 'log': {
			const log = model.logs.get(screen.file);
			return log === undefined ? [[span('Opening the log.', 'dim')]] : viewLog(log, size, theme);
		}
		default:
			return screen satisfies never;
	}
}

function titleRow(model: Model, screen: Screen | null): Row {
	const {size, theme} = model;
	const right = loadingText(model);
	const left = cut(` wulens ${titleOf(model, screen)}`, Math.max(10, size.columns - widthOf(right) - 2), theme.symbols.ellipsis);
	return [span(`${left}${' '.repeat(Math.max(1, size.columns - widthOf(left) - widthOf(right) - 1))}${right} `, 'bar')];
}

/** Where one is: the file, and what of it. */
function titleOf(model: Model, screen: Screen | null): string {
	const {vertical} = model.theme.symbols;
	const file = (index: number): string =>
		index < model.files.length ? fileNameAt(model.files, index) : model.loading?.name == null ? '' : shortName(model.loading.name);
	const parts = ((): readonly string[] => {
		if (model.help !== null) return ['keys'];
		switch (screen?.type) {
			case 'machines':
				return ['triage', counted(screen.model.summary.machines.length, 'machine')];
			case 'scans':
				return [
					model.files.length === 1
						? file(0)
						: model.files.length === 0
							? model.paths.length === 1
								? plainText(model.paths[0] ?? '')
								: ''
							: `${model.files.length} files`,
				];
			case 'finding':
				return ['finding', plainText(titlePartsOfText(screen.model.finding.title).main)];
			case 'failures':
				return [
					screen.model.file === null && model.files.length > 1 ? `${model.files.length} files` : file(screen.model.file ?? 0),
					'failures outside scans',
				];
			case 'overview':
				return ['overview', counted(screen.model.data.scans.length, 'scan')];
			case 'scan':
				return [file(screen.file), scanTitle(model, screen.model.scan), plainText(callerName(screen.model.scan))];
			case 'log':
				return [file(screen.file), screen.scan === null ? 'log' : `log, scan ${screen.scan}`];
			case 'drop':
			case undefined:
				return [];
			default:
				return screen satisfies never;
		}
	})();
	return parts
		.filter((part) => part !== '')
		.map((part) => `${vertical} ${part}`)
		.join(' ');
}

function scanTitle(model: Model, {id}: Scan): string {
	return `scan ${themeNow(model).symbols.numberInLog(id)}`;
}

const MEGABYTE = 1024 * 1024;

function loadingText({loading, files, theme}: Model): string {
	if (loading === null) return '';
	const name = loading.name === null ? '' : plainText(/[^/\\]+$/.exec(fileName(loading.name))?.[0] ?? '');
	const part =
		loading.size === null || loading.size === 0
			? `${Math.floor(loading.bytes / MEGABYTE)} MB`
			: `${Math.min(100, Math.floor((loading.bytes / loading.size) * 100))}%`;
	return (
		`reading ${cut(name, 24, theme.symbols.ellipsis)}${name === '' ? '' : ' '}${part}${files.length > 0 ? `, ${files.length} read` : ''} ` +
		'(Esc to stop)'
	);
}

/** More rows than a message may take hide too much. */
const MAX_MESSAGE_ROWS = 3;

/** The command line, what is said, or hints; more than one row stands over the screen. */
function lastRows(model: Model, screen: Screen | null): readonly Row[] {
	const {command, message, theme, size} = model;
	if (command !== null) return commandRows(command, size.columns, theme.symbols);
	return message === null ? [hintRow(model, screen)] : messageRows(message, size.columns, theme);
}

/** Paths in it are to be read whole. */
function messageRows({text, isBad}: NonNullable<Model['message']>, columns: number, {symbols}: Theme): readonly Row[] {
	const said = ` ${isBad ? `${symbols.bad} ` : ''}${plainText(text)}`;
	const role = isBad ? 'bad' : 'accent';
	return wrapText(said.trimStart(), columns, 1, 1)
		.split('\n')
		.flatMap((line, index) => breakRow([span(index === 0 ? ` ${line}` : line, role)], columns, 1))
		.slice(0, MAX_MESSAGE_ROWS)
		.map((row) => row.map((part) => ({...part, role})));
}

function hintRow(model: Model, screen: Screen | null): Row {
	const {isUnicode, help} = model;
	if (help !== null)
		return hints(
			[
				{keys: ['down'], command: 'down', help: '', hint: 'more'},
				{keys: ['escape'], command: 'back', help: '', hint: 'close'},
			],
			model.size.columns,
			isUnicode,
		);
	if (screen === null) return [];
	const isLogTyping = screen.type === 'log' && isTypingLog(model, screen.file);
	const shown = bindingsOf(screen.type).filter(({hint}) => hint !== undefined);
	if (screen.type === 'drop' || isLogTyping) return hints(screen.type === 'drop' ? shown : [], model.size.columns, isUnicode);
	const root = ROOT_BINDINGS.filter(
		({hint, keys}) => hint !== undefined && !shown.some((binding) => binding.keys.some((key) => keys.includes(key))),
	);
	const back: readonly Binding<string>[] =
		model.screens.length > 1 && !shown.some(({keys}) => keys.includes('escape'))
			? [{keys: ['escape'], command: 'back', help: '', hint: 'back'}]
			: [];
	const isBack = ({keys}: Binding<string>): boolean => keys.includes('escape');
	return hints([...shown.filter(isBack), ...back, ...root, ...shown.filter((binding) => !isBack(binding))], model.size.columns, isUnicode);
}

function isTypingLog(model: Model, file: number): boolean {
	const log = model.logs.get(file);
	return log !== undefined && isTyping(log);
}

/** As many as there is room for, whole. */
function hints(bindings: readonly Binding<string>[], columns: number, isUnicode: boolean): Row {
	const row: ReturnType<typeof span>[] = [];
	let left = columns;
	for (const {keys, hint} of bindings) {
		const label = keyLabel(keys[0] ?? '', isUnicode);
		const cells = widthOf(label) + widthOf(hint ?? '') + 3;
		if (cells > left) break;
		left -= cells;
		row.push(span(` ${label}`, 'strong'), span(` ${hint ?? ''} `, 'dim'));
	}
	return row;
}
