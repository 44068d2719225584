/** Above the lines of a log: search, filters, going to a place. */
import type {VNode} from 'preact';
import {useImperativeHandle, useRef} from 'preact/hooks';
import type {FileReport} from '../../core/types.js';
import {type LineFilterState, NO_LINE_FILTER} from '../model/line-filter.js';
import {STRINGS} from '../strings.js';
import type {LinesState} from '../workers/lines.js';
import {Icon} from './icons.js';
import {Button} from './parts.js';

export interface ToolbarHandle {
	focus(field: 'search' | 'filter' | 'go-to'): void;
}

export interface LinesToolbarProps {
	readonly handle: {current: ToolbarHandle | null};
	readonly state: LinesState;
	readonly report: FileReport;
	readonly filter: LineFilterState;
	readonly search: string;
	readonly onFilter: (filter: LineFilterState) => void;
	readonly onSearch: (text: string) => void;
	readonly onNextHit: (isForward: boolean) => void;
	readonly onGoTo: (text: string) => void;
}

export function LinesToolbar({handle, state, report, filter, search, onFilter, onSearch, onNextHit, onGoTo}: LinesToolbarProps): VNode {
	const searchField = useRef<HTMLInputElement>(null);
	const filterField = useRef<HTMLInputElement>(null);
	const goToField = useRef<HTMLInputElement>(null);
	useImperativeHandle(handle, () => ({
		focus(field) {
			({search: searchField, filter: filterField, 'go-to': goToField})[field].current?.select();
		},
	}));
	const texts = STRINGS.lines;
	const isFiltered = filter !== NO_LINE_FILTER && Object.values(filter).some((value) => value !== '' && value !== null && value !== false);
	return (
		<div class="toolbar">
			<label class="field search-field">
				<Icon name="search" size={16} />
				<span class="hidden">{texts.search}</span>
				<input
					ref={searchField}
					type="search"
					placeholder={`${texts.search}: ${texts.searchHint}`}
					value={search}
					onInput={(event) => onSearch(event.currentTarget.value)}
					onKeyDown={(event) => event.key === 'Enter' && onNextHit(!event.shiftKey)}
				/>
			</label>
			{search !== '' && (
				<span class="hits">
					<span role="status">{texts.hits(state.hits, state.isSearching)}</span>
					<Button icon="up" text={texts.previousHit} isBare onClick={() => onNextHit(false)} />
					<Button icon="down" text={texts.nextHit} isBare onClick={() => onNextHit(true)} />
				</span>
			)}
			<label class="field">
				<span class="hidden">{texts.filter}</span>
				<input
					ref={filterField}
					type="search"
					placeholder={`${texts.filter}: ${texts.filterHint}`}
					value={filter.text}
					onInput={(event) => onFilter({...filter, text: event.currentTarget.value})}
				/>
			</label>
			<label class="field">
				<span class="hidden">{texts.component}</span>
				<select value={filter.component} onChange={(event) => onFilter({...filter, component: event.currentTarget.value})}>
					<option value="">{texts.allComponents}</option>
					{state.components.toSorted().map((name) => (
						<option key={name} value={name}>
							{name}
						</option>
					))}
				</select>
			</label>
			{report.log !== null && (
				<button
					type="button"
					class="chip"
					aria-pressed={filter.isReported ? 'true' : 'false'}
					onClick={() => onFilter({...filter, isReported: !filter.isReported})}
				>
					{texts.reported}
				</button>
			)}
			{filter.pid !== null && filter.tid !== null && (
				<button type="button" class="chip" aria-pressed="true" onClick={() => onFilter({...filter, pid: null, tid: null})}>
					{texts.thread(filter.pid, filter.tid)}
				</button>
			)}
			{isFiltered && <Button icon="close" text={texts.clear} kind="quiet" onClick={() => onFilter(NO_LINE_FILTER)} />}
			<form
				class="field go-to"
				onSubmit={(event) => {
					event.preventDefault();
					if (goToField.current !== null) onGoTo(goToField.current.value);
				}}
			>
				<label>
					<span class="hidden">{texts.goTo}</span>
					<input ref={goToField} type="text" placeholder={`${texts.goTo}: ${texts.goToHint}`} />
				</label>
			</form>
			<p class="count" role="status">
				{statusOf(state, report.bytes)}
			</p>
		</div>
	);
}

function statusOf({rows, lines, bytes, isComplete}: LinesState, size: number): string {
	const texts = STRINGS.lines;
	if (!isComplete) return texts.indexing(Math.min(99, size === 0 ? 0 : Math.floor((bytes / size) * 100)));
	return rows === null ? texts.filtering : texts.shown(rows, lines);
}
