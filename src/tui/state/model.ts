/** The whole state of the terminal UI. */
import type {LogName} from '../../core/line-index/viewer-port.js';
import type {FileReport} from '../../core/index.js';
import type {CommandLine} from '../command-line/line.js';
import type {PathSystem} from '../drop/dropped-paths.js';
import type {DropModel} from '../drop/model.js';
import type {FailuresModel} from '../failures/model.js';
import type {FindingModel} from '../finding/screen.js';
import type {LogModel} from '../log/model.js';
import type {MachinesModel} from '../machines/model.js';
import type {OverviewModel} from '../overview/model.js';
import type {Size} from '../rows.js';
import type {ScanModel} from '../scan/model.js';
import type {ScansModel} from '../scans/model.js';
import type {Theme} from '../theme.js';
import type {ListState} from '../widgets/list.js';

/** Screens lie on each other; Esc takes the uppermost away. */
export type Screen =
	| {readonly type: 'drop'; readonly model: DropModel}
	/** What a triage found; the machine that is opened puts its scans on it. */
	| {readonly type: 'machines'; readonly model: MachinesModel}
	| {readonly type: 'scans'; readonly model: ScansModel}
	| {readonly type: 'finding'; readonly model: FindingModel}
	/** Failures outside scans. */
	| {readonly type: 'failures'; readonly model: FailuresModel}
	| {readonly type: 'overview'; readonly model: OverviewModel}
	| {readonly type: 'scan'; readonly file: number; readonly model: ScanModel}
	/** Its state is kept in `logs`, so that the place is found again. `scan`: the id of the current one. */
	| {readonly type: 'log'; readonly file: number; readonly scan: number | null};

interface Loading {
	/** `null`: before the first bytes. */
	readonly name: LogName | null;
	readonly bytes: number;
	readonly size: number | null;
}

interface StatusMessage {
	readonly text: string;
	readonly isBad: boolean;
}

/** Whether the mouse is asked for; `never`: the screen is read aloud. */
type MouseMode = 'on' | 'off' | 'never';

export interface Model {
	readonly size: Size;
	readonly theme: Theme;
	readonly isUnicode: boolean;
	/** How paths are written here. */
	readonly system: PathSystem;
	/** What was asked for. */
	readonly paths: readonly string[];
	readonly files: readonly FileReport[];
	/** Index of the file, the last one, whose report is of its end only; `null`: there is none. */
	readonly soFar: number | null;
	/** `null`: nothing is read now. */
	readonly loading: Loading | null;
	readonly screens: readonly Screen[];
	/** By index of the file. */
	readonly logs: ReadonlyMap<number, LogModel>;
	readonly help: ListState | null;
	readonly mouse: MouseMode;
	/** What is typed after `:`; `null`: nothing. */
	readonly command: CommandLine | null;
	/** Said in the last row until the next key. */
	readonly message: StatusMessage | null;
}

/** Below this, there is no room to say anything useful. */
export const MIN_SIZE: Size = {columns: 60, rows: 15};

/** Title above and hints below. */
const FRAME_ROWS = 2;

/** What a screen has for itself. */
export function bodySize({columns, rows}: Size): Size {
	return {columns, rows: Math.max(1, rows - FRAME_ROWS)};
}

export type StartOptions = Pick<Model, 'size' | 'theme' | 'isUnicode' | 'system' | 'mouse'>;

export function startModel(options: StartOptions): Model {
	return {
		...options,
		paths: [],
		files: [],
		soFar: null,
		loading: null,
		screens: [],
		logs: new Map(),
		help: null,
		command: null,
		message: null,
	};
}

export function topScreen(model: Model): Screen | null {
	return model.screens.at(-1) ?? null;
}

export function pushScreen(model: Model, screen: Screen): Model {
	return {...model, screens: [...model.screens, screen]};
}

export function replaceTop(model: Model, screen: Screen): Model {
	return {...model, screens: [...model.screens.slice(0, -1), screen]};
}

export function say(model: Model, text: string, isBad = false): Model {
	return {...model, message: {text, isBad}};
}
