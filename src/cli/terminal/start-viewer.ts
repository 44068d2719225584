/** Starts the terminal UI on the real terminal, and leaves the terminal as it was. */
import {openSync} from 'node:fs';
import {once} from 'node:events';
import {ReadStream} from 'node:tty';
import type {FileReport} from '../../core/index.js';
import {totalsOf} from '../../core/report/report.js';
import {REPORTERS} from '../../core/report/reporters/index.js';
import {STDIN} from '../../node/inputs/standard-input.js';
import {createDesktop, type Desktop} from '../../node/view/desktop.js';
import {createLogSource} from '../../node/view/log-source.js';
import type {ExportFormat} from '../../tui/command-line/commands.js';
import {dropStart} from '../../tui/drop/model.js';
import {createFunctionKeyFilter} from '../../tui/keyboard.js';
import {createMouseFilter, MOUSE_OFF, MOUSE_ON, type TerminalFilter} from '../../tui/mouse.js';
import type {Ports} from '../../tui/ports.js';
import {createRuntime} from '../../tui/runtime.js';
import {machinesScreen} from '../../tui/machines/model.js';
import {type Screen, startModel} from '../../tui/state/model.js';
import {ASCII_SYMBOLS, UNICODE_SYMBOLS} from '../../tui/theme.js';
import {wantsColor, wantsUnicode} from '../color.js';
import {EXIT, type ExitCode} from '../exit-codes.js';
import {UsageError} from '../usage-error.js';
import {packageVersion} from '../version.js';
import {createKeyStream} from './key-stream.js';
import type {TriageView, ViewerOptions} from './viewer-options.js';

/** Legacy consoles of Windows scroll when the last cell of the window is written. */
const SPARE_ROWS = process.platform === 'win32' ? 1 : 0;

/** Shorter than people can tell; the library draws no more often than this. */
const FRAMES_A_SECOND = 30;

/**
 * @param triage shows what it found instead of logs
 * @throws UsageError where the terminal cannot be used
 */
export async function startViewer(args: ViewerOptions, triage: TriageView | null = null): Promise<ExitCode> {
	const keyboard = openKeyboard(args.paths.includes(STDIN));
	// At once: a key that the terminal echoes before the first frame would stay in the picture.
	keyboard.setRawMode(true);
	try {
		return await show(args, triage, keyboard);
	} finally {
		keyboard.setRawMode(false);
		keyboard.destroy();
	}
}

async function show(args: ViewerOptions, triage: TriageView | null, keyboard: ReadStream): Promise<ExitCode> {
	const isUnicode = !args.isAscii && wantsUnicode(process.env, process.platform);
	const theme = {
		symbols: isUnicode ? UNICODE_SYMBOLS : ASCII_SYMBOLS,
		hasColor: wantsColor(args.color, process.env, true),
		isSpoken: args.isScreenReader,
	};
	// Without color, the row under the cursor is still told by inverse video, which the library gives up otherwise. Each
	// thread would warn of the two variables, in the middle of the screen.
	delete process.env.NO_COLOR;
	process.env.FORCE_COLOR = '1';
	const desktop = createDesktop();
	const source = createLogSource({rules: args.rules, policies: args.policies, findsContext: args.findsContext});
	const size = {columns: process.stdout.columns, rows: process.stdout.rows - SPARE_ROWS};
	const mouse = args.isScreenReader ? 'never' : args.hasMouse ? 'on' : 'off';
	const start = startModel({size, theme, isUnicode, system: desktop.system, mouse});
	const isOpening = triage === null && args.paths.length > 0;
	const first: Screen =
		triage === null
			? {type: 'drop', model: dropStart(isOpening ? [] : await desktop.recents())}
			: {type: 'machines', model: machinesScreen(triage.summary)};
	const runtime = createRuntime({
		model: isOpening ? start : {...start, screens: [first]},
		ports: portsOf(desktop, source, triage),
		now: () => performance.now(),
	});
	// The logs are read while the library that draws is loaded.
	if (isOpening) runtime.dispatch({type: 'open', paths: args.paths});
	const [{render}, {createElement}, {App}] = await Promise.all([import('ink'), import('react'), import('../../tui/app.js')]);

	let isStopping = false;
	const stop = async (): Promise<void> => {
		isStopping = true;
		await stopUntilContinued();
		isStopping = false;
	};
	const keys = createKeyStream(
		keyboard,
		createTerminalFilter((pointer) => runtime.pointed(pointer)),
	);
	// A crash leaves no time to unmount anything.
	process.once('exit', mouseOff);
	const instance = render(createElement(App, {runtime, spareRows: SPARE_ROWS, stop, setMouse, isSpoken: args.isScreenReader}), {
		// The stream has all that the library uses of a terminal.
		stdin: keys as unknown as NodeJS.ReadStream,
		alternateScreen: !args.isScreenReader,
		incrementalRendering: !args.isScreenReader,
		isScreenReaderEnabled: args.isScreenReader,
		interactive: true,
		exitOnCtrlC: false,
		maxFps: FRAMES_A_SECOND,
	});
	// Somebody else stopped and continued us: what the screen shows and how keys are read may have changed.
	const redraw = (): void => {
		if (!isStopping) runtime.dispatch({type: 'key', key: 'ctrl+l'});
	};
	process.on('SIGCONT', redraw);
	try {
		await instance.waitUntilExit();
	} finally {
		process.removeListener('SIGCONT', redraw);
		process.removeListener('exit', mouseOff);
		await runtime.close();
	}
	return EXIT.done;
}

function setMouse(isOn: boolean): void {
	process.stdout.write(isOn ? MOUSE_ON : MOUSE_OFF);
}

function mouseOff(): void {
	setMouse(false);
}

/** First what the mouse sends is taken out, then function keys are named. */
function createTerminalFilter(listener: Parameters<typeof createMouseFilter>[0]): TerminalFilter {
	const mouse = createMouseFilter(listener);
	const keys = createFunctionKeyFilter();
	return {
		take: (text) => keys(mouse.take(text)),
		flush: () => keys(mouse.flush()),
		get isHolding() {
			return mouse.isHolding;
		},
	};
}

/** Where standard input is a log, keys come from the terminal itself. */
function openKeyboard(isStdinTaken: boolean): ReadStream {
	if (!isStdinTaken) return process.stdin as ReadStream;
	if (process.platform === 'win32')
		throw new UsageError('On Windows, keys cannot be read while standard input is a log. Save the log to a file and open that.');
	try {
		return new ReadStream(openSync('/dev/tty', 'r'));
	} catch {
		throw new UsageError('There is no terminal to read keys from.');
	}
}

/** Back to the shell. The whole job is stopped, since a script may have started us. */
async function stopUntilContinued(): Promise<void> {
	if (process.platform === 'win32') return;
	const continued = once(process, 'SIGCONT');
	process.kill(0, 'SIGTSTP');
	await continued;
}

function portsOf(desktop: Desktop, source: Ports['source'], triage: TriageView | null): Ports {
	return {
		source,
		readMachine: async (name) => triage?.readMachine(name) ?? [],
		resolveDropped: (candidates) => desktop.resolveDropped(candidates),
		complete: (prefix) => desktop.complete(prefix),
		recents: () => desktop.recents(),
		remember: (paths) => desktop.remember(paths),
		async copy(text) {
			const {sequence, path} = await desktop.copy(text);
			if (sequence !== null) process.stdout.write(sequence);
			return {path, isSent: sequence !== null};
		},
		writeReport: (files) => desktop.writeFileBeside('wulens-report.html', reportOf(files, 'html')),
		exportReport: (files, path, format) => desktop.writeFileAt(path, reportOf(files, format)),
	};
}

function reportOf(files: readonly FileReport[], format: ExportFormat): string {
	const reporter = REPORTERS[format].create({version: packageVersion()});
	return `${reporter.begin()}${files.map((file) => [...reporter.file(file)].join('')).join('')}${reporter.end(totalsOf(files))}`;
}
