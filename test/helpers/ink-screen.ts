/** The terminal UI on a terminal that is not there: keys go in, the last frame comes out. */
import {EventEmitter} from 'node:events';
import {render} from 'ink';
import {createElement} from 'react';
import {App} from '../../src/tui/app.js';
import {createRuntime, type Runtime} from '../../src/tui/runtime.js';
import {type Model, type Screen, startModel} from '../../src/tui/state/model.js';
import {fakePorts, type FakePorts} from './fake-ports.js';
import {UNICODE} from './frames.js';

class FakeStdout extends EventEmitter {
	readonly isTTY = true;
	lastFrame = '';

	constructor(
		public columns: number,
		public rows: number,
	) {
		super();
	}

	write = (text: string): boolean => {
		// Modes are set by sequences on their own; frames hold more than that.
		if (text.replace(/\u001b\[[?>]?[0-9;]*[a-zA-Z]/g, '') !== '') this.lastFrame = text;
		return true;
	};
}

class FakeStdin extends EventEmitter {
	readonly isTTY = true;
	#data: string | null = null;

	send(data: string): void {
		this.#data = data;
		this.emit('readable');
	}

	read = (): string | null => {
		const data = this.#data;
		this.#data = null;
		return data;
	};

	setEncoding(): void {}
	setRawMode(): void {}
	ref(): void {}
	unref(): void {}
}

export interface InkScreen {
	readonly runtime: Runtime;
	readonly ports: FakePorts;
	/** Each time the terminal was asked for the mouse, or no longer. */
	readonly mouse: readonly boolean[];
	/** Without colours, and without blanks at the ends of lines. */
	frame(): string;
	/** What terminals send, one event each: `j`, `\r`, `\u001b[B`. */
	press(...data: readonly string[]): Promise<string>;
	resize(columns: number, rows: number): Promise<string>;
	close(): void;
}

/** All that waits for its turn has had it. */
async function settled(): Promise<void> {
	for (let turn = 0; turn < 6; turn++) await new Promise((resolve) => setImmediate(resolve));
}

export async function openScreen(
	columns: number,
	rows: number,
	{
		paths = [],
		screens = [],
		ports = fakePorts(),
		model = {},
		isSpoken = false,
	}: {
		readonly paths?: readonly string[];
		readonly screens?: readonly Screen[];
		readonly ports?: FakePorts;
		readonly model?: Partial<Model>;
		readonly isSpoken?: boolean;
	} = {},
): Promise<InkScreen> {
	const stdout = new FakeStdout(columns, rows);
	const stdin = new FakeStdin();
	const mouse: boolean[] = [];
	const start = startModel({
		size: {columns, rows},
		theme: UNICODE,
		isUnicode: true,
		system: {platform: 'linux', isWsl: false, home: '/home/user'},
		mouse: 'on',
	});
	const runtime = createRuntime({model: {...start, screens, ...model}, ports, now: () => 0});
	if (paths.length > 0) runtime.dispatch({type: 'open', paths});
	const instance = render(
		createElement(App, {runtime, spareRows: 0, stop: async () => {}, setMouse: (isOn) => mouse.push(isOn), isSpoken}),
		{
			stdout: stdout as unknown as NodeJS.WriteStream,
			stdin: stdin as unknown as NodeJS.ReadStream,
			debug: true,
			interactive: true,
			patchConsole: false,
			exitOnCtrlC: false,
		},
	);
	const frame = (): string => stdout.lastFrame.replace(/\u001b\[[?>]?[0-9;]*[a-zA-Z]/g, '').replace(/ +$/gm, '');
	await settled();
	return {
		runtime,
		ports,
		mouse,
		frame,
		async press(...data) {
			for (const one of data) {
				stdin.send(one);
				await settled();
			}
			return frame();
		},
		async resize(newColumns, newRows) {
			stdout.columns = newColumns;
			stdout.rows = newRows;
			stdout.emit('resize');
			await settled();
			return frame();
		},
		close: () => instance.unmount(),
	};
}
