/** A log in memory that answers as one in a file does, only at once. */
import {DIALECTS} from '../../src/core/records/dialects/index.js';
import {isReadableTime, wallClockMs} from '../../src/core/records/log-time.js';
import {createRecordHeader} from '../../src/core/records/record-header.js';
import type {
	Cancel,
	FilterEvent,
	LineFilter,
	LineKind,
	LineLevel,
	LineTable,
	LogText,
	SearchEvent,
	TextQuery,
} from '../../src/core/line-index/viewer-port.js';

interface FakeLine {
	readonly text: string;
	readonly kind: LineKind;
	readonly seconds: number | null;
	readonly component: string;
	readonly pid: number;
	readonly tid: number;
}

const encoder = new TextEncoder();

function readLine(text: string, before: FakeLine | undefined): FakeLine {
	const bytes = encoder.encode(text);
	const header = createRecordHeader();
	if (DIALECTS.some(({read}) => read(bytes, 0, bytes.length, header))) {
		const component = new TextDecoder().decode(header.bytes.subarray(header.componentStart, header.componentEnd));
		return {
			text,
			kind: 'record',
			seconds: isReadableTime(header) ? wallClockMs(header) / 1000 : null,
			component,
			pid: header.pid,
			tid: header.tid,
		};
	}
	return before === undefined || before.kind === 'unparsed'
		? {text, kind: 'unparsed', seconds: null, component: '', pid: 0, tid: 0}
		: {...before, text, kind: 'continuation'};
}

function matchesText(text: string, {text: wanted, isRegExp, isCaseSensitive}: TextQuery): boolean {
	if (isRegExp) return new RegExp(wanted, isCaseSensitive ? '' : 'i').test(text);
	return isCaseSensitive ? text.includes(wanted) : text.toLowerCase().includes(wanted.toLowerCase());
}

export class FakeLogText implements LogText {
	readonly #held: FakeLine[] = [];
	/** By line; as in a trace. */
	readonly levels = new Map<number, LineLevel>();
	readonly lines: LineTable;
	readonly calls: string[] = [];

	constructor(texts: readonly string[]) {
		const held = this.#held;
		const {levels} = this;
		this.append(texts);
		this.lines = {
			get count() {
				return held.length;
			},
			kindOf: (line) => held[line - 1]?.kind ?? 'unparsed',
			levelOf: (line) => levels.get(line) ?? 0,
			get hasLevels() {
				return levels.size > 0;
			},
			secondsOf: (line) => held[line - 1]?.seconds ?? null,
			componentOf: (line) => held[line - 1]?.component ?? '',
			pidOf: (line) => held[line - 1]?.pid ?? 0,
			tidOf: (line) => held[line - 1]?.tid ?? 0,
			lineAt: (seconds) => {
				const index = held.findIndex((line) => line.seconds !== null && line.seconds >= seconds);
				return index < 0 ? null : index + 1;
			},
			get components() {
				return [...new Set(held.map(({component}) => component))].filter((component) => component !== '');
			},
		};
	}

	append(texts: readonly string[]): void {
		for (const text of texts) this.#held.push(readLine(text, this.#held.at(-1)));
	}

	/** Another file stands in its place. */
	replace(texts: readonly string[]): void {
		this.#held.length = 0;
		this.append(texts);
	}

	textsOf(first: number, count: number): readonly string[] {
		return this.#held.slice(first - 1, first - 1 + count).map(({text}) => text);
	}

	read(first: number, count: number): Promise<readonly string[]> {
		return Promise.resolve(this.textsOf(first, count));
	}

	hitsOf(query: TextQuery): Uint32Array {
		return Uint32Array.from(this.#held.flatMap(({text}, index) => (matchesText(text, query) ? [index + 1] : [])));
	}

	search(query: TextQuery, listener: (event: SearchEvent) => void): Cancel {
		listener({type: 'hits', lines: this.hitsOf(query), searchedLines: this.#held.length});
		listener({type: 'end'});
		return () => {};
	}

	filteredBy({text, components, pid, tid, level, lines, context}: LineFilter): {
		readonly visible: Uint32Array;
		readonly matches: Uint32Array;
	} {
		const wanted = components?.map((component) => component.toLowerCase());
		const matches = this.#held.flatMap((line, index) => {
			const fits =
				(text === null || matchesText(line.text, text)) &&
				(wanted === undefined || wanted.includes(line.component.toLowerCase())) &&
				(pid === null || line.pid === pid) &&
				(tid === null || line.tid === tid) &&
				(level === null || (this.levels.get(index + 1) ?? 0) <= level) &&
				(lines === null || lines.includes(index + 1));
			return fits ? [index + 1] : [];
		});
		const visible = new Set(
			matches
				.flatMap((line) => Array.from({length: 2 * context + 1}, (_, index) => line - context + index))
				.filter((line) => line >= 1 && line <= this.#held.length),
		);
		return {visible: Uint32Array.from(visible).sort(), matches: Uint32Array.from(matches)};
	}

	filter(filter: LineFilter, listener: (event: FilterEvent) => void): Cancel {
		listener({type: 'end', ...this.filteredBy(filter)});
		return () => {};
	}

	follow(isFollowing: boolean): void {
		this.calls.push(`follow ${isFollowing}`);
	}

	close(): void {
		this.calls.push('close');
	}
}
