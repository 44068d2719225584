/** The status line: where the cursor is, what is read, filtered, searched; the least important gives way first. */
import {cut, widthOf} from '../../core/wording/cells.js';
import {printableLine} from '../printable-line.js';
import {type Role, type Row, span} from '../rows.js';
import type {Symbols} from '../theme.js';
import {isFilter} from './filter-choice.js';
import {filterText} from './filter.js';
import {idStyleOf} from './id-style.js';
import {hitAt, hitCount, hitsBefore} from './hits.js';
import type {LogModel, SearchState} from './model.js';
import {grouped, groupedCount} from './numbers.js';
import {cursorLine} from './cursor.js';

interface StatusPart {
	readonly long: string;
	readonly short: string;
	readonly role: Role;
	/** The highest goes first. */
	readonly rank: number;
}

export function statusRow(model: LogModel, columns: number, symbols: Symbols): Row {
	const parts = [
		...notices(model, symbols),
		position(model),
		...reading(model),
		...filtering(model, symbols),
		...searching(model, symbols),
		...modes(model),
	];
	const between = ` ${symbols.vertical} `;
	const shown = fitted(
		parts.map((part) => ({...part, long: printableLine(part.long), short: printableLine(part.short)})),
		columns,
		widthOf(between),
	);
	const row = shown.flatMap(({text, role}, index) => [...(index === 0 ? [] : [span(between, 'dim')]), span(text, role)]);
	const first = row[0];
	return row.length === 1 && first !== undefined ? [span(cut(first.text, columns, symbols.ellipsis), first.role)] : row;
}

/** First all are told in short, the least important first; then they go. One always stays. */
function fitted(parts: readonly StatusPart[], columns: number, between: number): readonly {readonly text: string; readonly role: Role}[] {
	const order = parts.map(({rank}, index) => ({rank, index})).sort((a, b) => b.rank - a.rank);
	const texts = parts.map(({long}): string | null => long);
	const width = (): number => texts.reduce((sum, text) => sum + (text === null ? 0 : widthOf(text) + between), -between);
	for (const {index} of order) if (width() > columns) texts[index] = parts[index]?.short ?? null;
	for (const {index} of order.slice(0, -1)) if (width() > columns) texts[index] = null;
	return parts.flatMap(({role}, index) => {
		const text = texts[index] ?? null;
		return text === null ? [] : [{text, role}];
	});
}

function notices({notice, failure}: LogModel, symbols: Symbols): readonly StatusPart[] {
	if (notice !== null) return [{long: notice, short: notice, role: 'accent', rank: 0}];
	return failure === null
		? []
		: [{long: `${symbols.bad} reading stopped: ${failure}`, short: `${symbols.bad} ${failure}`, role: 'bad', rank: 0}];
}

function position(model: LogModel): StatusPart {
	const line = cursorLine(model);
	if (model.count === 0)
		return {
			long: model.isComplete ? 'The log is empty' : 'Reading',
			short: model.isComplete ? 'empty' : 'reading',
			role: 'normal',
			rank: 1,
		};
	return {long: `line ${grouped(line)} of ${grouped(model.count)}`, short: `line ${grouped(line)}`, role: 'normal', rank: 3};
}

function reading({isComplete, failure, count, bytes, size}: LogModel): readonly StatusPart[] {
	if (isComplete || failure !== null) return [];
	const share = size === null || size <= 0 ? `${Math.floor(bytes / 1_048_576)} MB` : `${Math.min(99, Math.floor((bytes / size) * 100))}%`;
	return [{long: `${groupedCount(count, 'line')}, ${share} read`, short: `${share} read`, role: 'accent', rank: 2}];
}

function filtering(model: LogModel, symbols: Symbols): readonly StatusPart[] {
	const {choice, run, result} = model.filter;
	const text = isFilter(choice) ? filterText(choice, idStyleOf(model)) : '';
	const parts: StatusPart[] = [];
	if (result !== null) {
		const shown = result.visible.length;
		const counts = `${grouped(shown)} of ${grouped(model.count)}`;
		const what = run === null ? `${text}; ` : '';
		parts.push({
			long:
				`${counts} ${model.count === 1 ? 'line' : 'lines'} shown, ${grouped(Math.max(0, model.count - shown))} ` +
				`hidden (${what}x: show all)`,
			short: `${counts} shown (${what}x: all)`,
			role: 'warning',
			rank: 1,
		});
	}
	if (run !== null && (result === null || !model.isFollowing)) {
		const share = model.count === 0 ? 0 : Math.min(99, Math.floor((run.searchedLines / model.count) * 100));
		parts.push({
			long: `filtering${symbols.ellipsis} ${share}% (${text})`,
			short: `filtering${symbols.ellipsis} ${share}%`,
			role: 'accent',
			rank: 1,
		});
	}
	return parts;
}

function searching(model: LogModel, symbols: Symbols): readonly StatusPart[] {
	const {search} = model;
	if (search === null) return [];
	const isSearching = search.isRunning && search.renewed === null;
	const long = `${hitText(search, cursorLine(model))}${isSearching ? ` (still searching${symbols.ellipsis})` : ''}`;
	return [{long, short: `${hitText(search, cursorLine(model))}${isSearching ? symbols.ellipsis : ''}`, role: 'normal', rank: 2}];
}

function hitText({hits}: SearchState, line: number): string {
	const count = hitCount(hits);
	const before = hitsBefore(hits, line);
	if (hitAt(hits, before) === line) return `hit ${grouped(before + 1)} of ${grouped(count)}`;
	return count === 0 ? 'no hits' : groupedCount(count, 'hit');
}

function modes({isFollowing, marks, isWrapped, offset, threadSearch}: LogModel): readonly StatusPart[] {
	const part = (text: string, rank: number, short = text): StatusPart => ({long: text, short, role: 'dim', rank});
	return [
		...(threadSearch === null ? [] : [part('looking for the thread (Esc to stop)', 2)]),
		...(isFollowing ? [part('following', 4)] : []),
		...(marks.length === 0 ? [] : [part(groupedCount(marks.length, 'mark'), 5)]),
		...(isWrapped ? [part('wrapped', 6)] : []),
		...(offset > 0 ? [part(`from column ${grouped(offset + 1)}`, 5)] : []),
	];
}
