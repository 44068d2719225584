/** Opens logs as the screen does, and waits for what it is told. */
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {
	AnalysisEvent,
	FilterEvent,
	LineFilter,
	LogSource,
	LogText,
	SearchEvent,
	TextEvent,
	TextQuery,
} from '../../../src/core/line-index/viewer-port.js';
// Threads begin in built files, so that what starts them must be built, too.
import {createLogSource, type LogSourceOptions} from '../../../dist/node/view/log-source.js';

export interface Opened {
	readonly text: LogText;
	readonly events: readonly TextEvent[];
	/** The next event that is so, of those not waited for before. */
	until(isWanted: (event: TextEvent) => boolean): Promise<TextEvent>;
	untilType(type: TextEvent['type']): Promise<TextEvent>;
	all(): Promise<readonly string[]>;
}

export function openIn(source: LogSource, path: string, member: string | null = null): Opened {
	const events: TextEvent[] = [];
	let next = 0;
	const wakers = new Set<() => void>();
	const text = source.openText({path, member}, (event) => {
		events.push(event);
		for (const wake of wakers) wake();
	});
	const until = (isWanted: (event: TextEvent) => boolean): Promise<TextEvent> =>
		new Promise((resolve) => {
			const look = (): void => {
				while (next < events.length) {
					const event = events[next++] as TextEvent;
					if (!isWanted(event)) continue;
					wakers.delete(look);
					resolve(event);
					return;
				}
			};
			wakers.add(look);
			look();
		});
	return {text, events, until, untilType: (type) => until((event) => event.type === type), all: () => text.read(1, text.lines.count)};
}

export interface View {
	readonly folder: string;
	readonly source: LogSource;
	path(name: string): string;
	close(): Promise<void>;
}

/** A folder for logs, and a source. */
export async function createView(options: Partial<LogSourceOptions> = {}): Promise<View> {
	const folder = await mkdtemp(join(tmpdir(), 'wulens-view-test-'));
	const source = createLogSource({policies: [], findsContext: false, ...options});
	return {
		folder,
		source,
		path: (name) => join(folder, name),
		async close() {
			await source.close();
			await rm(folder, {recursive: true, force: true});
		},
	};
}

export function analyzed(source: LogSource, paths: readonly string[]): Promise<readonly AnalysisEvent[]> {
	return new Promise((resolve) => {
		const events: AnalysisEvent[] = [];
		source.analyze(paths, (event) => {
			events.push(event);
			if (event.type === 'end') resolve(events);
		});
	});
}

export const QUERY: TextQuery = {text: '', isRegExp: false, isCaseSensitive: false};
export const FILTER: LineFilter = {text: null, components: null, pid: null, tid: null, level: null, lines: null, context: 0};

export function searched(text: LogText, query: Partial<TextQuery>): Promise<readonly number[] | string> {
	return new Promise((resolve) => {
		const lines: number[] = [];
		text.search({...QUERY, ...query}, (event: SearchEvent) => {
			if (event.type === 'hits') lines.push(...event.lines);
			else resolve(event.type === 'end' ? lines : event.reason);
		});
	});
}

export function filtered(
	text: LogText,
	filter: Partial<LineFilter>,
): Promise<{readonly visible: readonly number[]; readonly matches: readonly number[]} | string> {
	return new Promise((resolve) => {
		text.filter({...FILTER, ...filter}, (event: FilterEvent) => {
			if (event.type === 'end') resolve({visible: [...event.visible], matches: [...event.matches]});
			else if (event.type === 'failed') resolve(event.reason);
		});
	});
}
