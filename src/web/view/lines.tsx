/** The log itself: millions of lines to scroll, search and filter, and what the report says about each. */
import type {VNode} from 'preact';
import {useCallback, useEffect, useMemo, useRef, useState} from 'preact/hooks';
import {goalOf, type LineFilterState, NO_LINE_FILTER, queryOf, reportedLines, viewOf} from '../model/line-filter.js';
import type {OpenLog} from '../model/session.js';
import {STRINGS} from '../strings.js';
import type {Lines as LinesOfLog} from '../workers/lines.js';
import type {ShownLine} from '../workers/protocol.js';
import {AboutLine} from './about-line.js';
import {LineRow, ROW_HEIGHT} from './line-row.js';
import {LinesToolbar, type ToolbarHandle} from './lines-toolbar.js';
import {useChanges, useCommands, usePage} from './page-context.js';
import {Scroller, type ScrollerHandle} from './scroller.js';
import {useRows} from './use-rows.js';

const TYPING_MS = 200;

export function LinesScreen({log, line}: {readonly log: OpenLog; readonly line: number | null}): VNode {
	const {session} = usePage();
	const lines = session.linesOf(log);
	useChanges(useCallback((listener) => lines.listen(listener), [lines]));
	if (log.report.log === null && lines.state.lines === 0 && lines.state.isComplete) return <p class="empty">{STRINGS.lines.notALog}</p>;
	return <LinesView key={log.id} log={log} lines={lines} line={line} />;
}

function LinesView({log, lines, line}: {readonly log: OpenLog; readonly lines: LinesOfLog; readonly line: number | null}): VNode {
	const {replace, tell, go} = usePage();
	const {state} = lines;
	const [filter, setFilter] = useState<LineFilterState>(NO_LINE_FILTER);
	const [search, setSearch] = useState('');
	const [view, setView] = useState(0);
	const rowOf = useRows(lines, String(view));
	const scroller = useRef<ScrollerHandle | null>(null);
	const toolbar = useRef<ToolbarHandle | null>(null);
	const told = useMemo(() => reportedLines(log.report), [log]);
	const isTold = useMemo(() => new Set(told), [told]);
	const current = useCurrentLine(lines, line);

	useAfterTyping(filter, () => {
		lines.filter(viewOf(filter, log.report));
		setView((count) => count + 1);
	});
	useAfterTyping(search, () => lines.search(search === '' ? null : queryOf(search)));

	/** The line comes into sight once it is there. */
	const rows = state.rows;
	const isThere = line !== null && rows !== null && (state.lines >= line || state.isComplete);
	const bringIntoSight = (target: number): void => {
		lines.rowOf(target).then((row) => scroller.current?.show(row));
	};
	useEffect(() => {
		if (isThere && line !== null) bringIntoSight(line);
	}, [lines, line, isThere, view, current]);

	const show = (target: number): void => {
		replace({screen: 'lines', log: log.id, line: target});
		// It may be the current one, from which somebody has scrolled away.
		if (target === line) bringIntoSight(target);
	};
	const step = async (by: number): Promise<void> => {
		const at = line === null ? -1 : await lines.rowOf(line);
		const [next] = (await lines.rows(Math.min((rows ?? 1) - 1, Math.max(0, at + by)), 1)) ?? [];
		if (next !== undefined) show(next.line);
	};
	const nextHit = async (isForward: boolean): Promise<void> => {
		const hit = await lines.nextHit(line ?? 0, isForward);
		if (hit !== null) show(hit);
	};
	const nextTold = (isForward: boolean): void => {
		const found = isForward ? told.find((one) => one > (line ?? 0)) : told.findLast((one) => one < (line ?? 0));
		if (found !== undefined) show(found);
	};
	const goTo = async (typed: string): Promise<void> => {
		const goal = goalOf(typed, log.report.log?.firstTime ?? null);
		if (goal === null) return tell(STRINGS.lines.unknownGoal);
		const target =
			goal.type === 'line'
				? goal.line
				: goal.type === 'share'
					? Math.round(goal.share * state.lines)
					: ((await lines.lineAt(goal.seconds)) ?? state.lines);
		const goalLine = Math.min(Math.max(1, target), Math.max(1, state.lines));
		go({screen: 'lines', log: log.id, line: goalLine});
		if (goalLine === line) bringIntoSight(goalLine);
		scroller.current?.focus();
	};
	const onlyThread = (): void => {
		if (current === null) return;
		setFilter(filter.pid === null ? {...filter, pid: current.pid, tid: current.tid} : {...filter, pid: null, tid: null});
	};
	useCommands({
		search: () => toolbar.current?.focus('search'),
		filter: () => toolbar.current?.focus('filter'),
		'go-to': () => toolbar.current?.focus('go-to'),
		next: () => nextHit(true),
		previous: () => nextHit(false),
		'next-failure': () => nextTold(true),
		'previous-failure': () => nextTold(false),
		'this-thread': onlyThread,
		clear: () => setFilter(NO_LINE_FILTER),
	});
	const onKeyDown = (event: KeyboardEvent, page: number): void => {
		const by = {
			ArrowDown: 1,
			j: 1,
			ArrowUp: -1,
			k: -1,
			PageDown: page,
			' ': page,
			PageUp: -page,
			Home: Number.NEGATIVE_INFINITY,
			g: Number.NEGATIVE_INFINITY,
			End: Number.POSITIVE_INFINITY,
			G: Number.POSITIVE_INFINITY,
		}[event.key];
		if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
		event.preventDefault();
		event.stopPropagation();
		step(by);
	};
	const query = search === '' ? null : queryOf(search);
	return (
		<section class="lines-screen" aria-labelledby="lines-title">
			<h1 id="lines-title" class="hidden">
				{STRINGS.tabs.lines}
			</h1>
			<LinesToolbar
				handle={toolbar}
				state={state}
				report={log.report}
				filter={filter}
				search={search}
				onFilter={setFilter}
				onSearch={setSearch}
				onNextHit={nextHit}
				onGoTo={goTo}
			/>
			{state.failure !== null && <p class="notice error">{STRINGS.lines.failed(state.failure)}</p>}
			{state.refusal !== null && <p class="notice error">{state.refusal}</p>}
			{rows === 0 && state.isComplete ? (
				<p class="empty">{STRINGS.lines.none}</p>
			) : (
				<Scroller
					rows={rows ?? 0}
					rowHeight={ROW_HEIGHT}
					label={STRINGS.lines.label}
					handle={scroller}
					onKeyDown={onKeyDown}
					render={(from, count) =>
						Array.from({length: Math.max(0, count)}, (_, offset) => {
							const row = rowOf(from + offset);
							return (
								<LineRow
									key={from + offset}
									row={row}
									isCurrent={row !== null && row.line === line}
									isTold={row !== null && isTold.has(row.line)}
									query={query}
									onChoose={show}
								/>
							);
						})
					}
				/>
			)}
			<AboutLine log={log} line={current} isThreadOnly={filter.pid !== null} onThread={onlyThread} />
		</section>
	);
}

/** Calls once nothing was typed for a moment. */
function useAfterTyping(value: unknown, act: () => void): void {
	const isFirst = useRef(true);
	useEffect(() => {
		if (isFirst.current) {
			isFirst.current = false;
			return undefined;
		}
		const timer = setTimeout(act, TYPING_MS);
		return () => clearTimeout(timer);
	}, [value]);
}

function useCurrentLine(lines: LinesOfLog, line: number | null): ShownLine | null {
	const [current, setCurrent] = useState<ShownLine | null>(null);
	const isThere = line !== null && lines.state.lines >= line;
	useEffect(() => {
		let isOver = false;
		if (!isThere || line === null) setCurrent(null);
		else lines.byNumber([line]).then(([found]) => isOver || setCurrent(found ?? null));
		return () => {
			isOver = true;
		};
	}, [lines, line, isThere]);
	return current;
}
