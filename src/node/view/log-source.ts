/** What the terminal UI reads logs by: each piece of work in a thread of its own, so that the screen never waits. */
import type {LogSource} from '../../core/line-index/viewer-port.js';
import {STDIN} from '../inputs/standard-input.js';
import type {Input} from '../inputs/input.js';
import {createAnalysis} from './analysis.js';
import {createLogText, type OpenedText} from './log-text.js';
import {STDIN_NAME} from './stdin-name.js';
import {type StdinSpool, spoolStdin} from './stdin-store.js';

export interface LogSourceOptions {
	/** Files with rules that judge before those of wulens; read in the thread that analyzes. @default none */
	readonly rules?: readonly string[];
	/** Files that say how the device is set. */
	readonly policies: readonly string[];
	/** Looks for such files beside the logs, too. */
	readonly findsContext: boolean;
	/** What `-` names. @default standard input of the process */
	readonly stdin?: AsyncIterable<Uint8Array>;
}

/** Threads and temporary files are made when they are needed; `close` ends and removes them. */
export function createLogSource({rules = [], policies, findsContext, stdin: stream}: LogSourceOptions): LogSource {
	let stdin: Promise<StdinSpool> | null = null;
	const openStdin = (): Promise<StdinSpool> => {
		stdin ??= spoolStdin(stream ?? process.stdin);
		return stdin;
	};
	/** By path, as reports name them. */
	const known = new Map<string, Input>();
	const analysis = createAnalysis(
		{rules, policies, findsContext},
		async () => {
			const {descriptor, isEnded} = await openStdin();
			return {descriptor, isEnded};
		},
		(inputs) => {
			for (const input of inputs) if (input.kind !== 'stdin' && input.kind !== 'unreadable') known.set(input.path, input);
		},
	);
	const texts = new Set<OpenedText>();
	return {
		// The name that standard input has in reports names it here, too, once it was read.
		analyze: (paths, listener) =>
			analysis.begin(
				paths.map((path) => (path === STDIN_NAME && stdin !== null ? STDIN : path)),
				listener,
			),
		openText(name, listener) {
			const isStdin = name.path === STDIN || (name.path === STDIN_NAME && stdin !== null);
			const opened = createLogText(name, known.get(name.path) ?? null, isStdin ? openStdin : null, listener);
			texts.add(opened);
			return {
				...opened.text,
				close() {
					opened.close().finally(() => texts.delete(opened));
				},
			};
		},
		async close() {
			await Promise.all([analysis.close(), ...[...texts].map((text) => text.close())]);
			texts.clear();
			await (await stdin?.catch(() => null))?.close();
		},
	};
}
