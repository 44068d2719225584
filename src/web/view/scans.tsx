/** The scans of a log: filter, sort, search. */
import type {VNode} from 'preact';
import {useEffect, useMemo, useRef, useState} from 'preact/hooks';
import {needsFallback} from '../../core/scans/scan-kinds.js';
import type {Scan} from '../../core/types.js';
import {shortDuration} from '../../core/wording/duration.js';
import {callerName, originText, PROXY_WORDS, resultWords, scanTimeText, serviceText} from '../../core/wording/labels.js';
import {ALL_SCANS, type ScanQuery} from '../model/route.js';
import {type Sort, type SortOrder, scansShown} from '../model/scan-list.js';
import type {OpenLog} from '../model/session.js';
import {STRINGS} from '../strings.js';
import {Icon, LevelIcon, levelOfScan} from './icons.js';
import {useCommands, usePage} from './page-context.js';
import {Button, Plain, usePortion} from './parts.js';

const STEP = 200;

const COLUMNS: readonly {readonly name: Sort | 'server' | 'proxy'; readonly sort: Sort | null}[] = [
	{name: 'file', sort: 'file'},
	{name: 'interest', sort: 'interest'},
	{name: 'time', sort: 'time'},
	{name: 'caller', sort: 'caller'},
	{name: 'service', sort: 'service'},
	{name: 'server', sort: null},
	{name: 'proxy', sort: null},
	{name: 'duration', sort: 'duration'},
];

export function Scans({log, query}: {readonly log: OpenLog; readonly query: ScanQuery}): VNode {
	const {replace} = usePage();
	const {report} = log;
	const [order, setOrder] = useState<SortOrder>({by: 'file', isDescending: false});
	const [portion, more] = usePortion(STEP);
	const search = useRef<HTMLInputElement>(null);
	const shown = useMemo(() => scansShown(report, query, order), [report, query, order]);
	const change = (part: Partial<ScanQuery>): void => replace({screen: 'scans', log: log.id, query: {...query, ...part}});
	useCommands({
		search: () => search.current?.focus(),
		'failed-only': () => change({failed: !query.failed}),
		'online-only': () => change({online: !query.online}),
		'wsus-only': () => change({wsus: !query.wsus}),
		clear: () => change(ALL_SCANS),
	});
	const texts = STRINGS.scans;
	if (report.scans.length === 0) return <p class="empty">{texts.none}</p>;
	const isFiltered = shown.length < report.scans.length;
	return (
		<section aria-labelledby="scans-title">
			<h1 id="scans-title" class="hidden">
				{STRINGS.tabs.scans}
			</h1>
			<div class="toolbar">
				<label class="field search-field">
					<Icon name="search" size={16} />
					<span class="hidden">{texts.search}</span>
					<input
						ref={search}
						type="search"
						placeholder={`${texts.search}: ${texts.searchHint}`}
						value={query.text}
						onInput={(event) => change({text: event.currentTarget.value})}
					/>
				</label>
				{(['failed', 'online', 'wsus'] as const).map((name) => (
					<button
						key={name}
						type="button"
						class="chip"
						aria-pressed={query[name] ? 'true' : 'false'}
						onClick={() => change({[name]: !query[name]})}
					>
						{texts[name]}
					</button>
				))}
				<SortChoice order={order} onChange={setOrder} />
				<p class="count" role="status">
					{texts.shown(shown.length, report.scans.length)}
				</p>
				{isFiltered && <Button icon="close" text={texts.clear} kind="quiet" onClick={() => change(ALL_SCANS)} />}
			</div>
			{query.from !== null && <p class="muted">{texts.period}</p>}
			{query.rule !== null && <p class="muted">{texts.rule(query.rule)}</p>}
			{shown.length === 0 ? (
				<p class="empty">{texts.noneLeft}</p>
			) : (
				<div class="table-box">
					<table class="stack scans">
						<ScanHead order={order} onChange={setOrder} />
						<tbody>
							{shown.slice(0, portion).map((index) => {
								const scan = report.scans[index];
								return scan === undefined ? null : <ScanRow key={scan.id} log={log.id} scan={scan} />;
							})}
						</tbody>
					</table>
				</div>
			)}
			{shown.length > portion && <Button icon="down" text={texts.more(Math.min(STEP, shown.length - portion))} onClick={more} />}
		</section>
	);
}

/** For narrow screens, where the table has no head. */
function SortChoice({order, onChange}: {readonly order: SortOrder; readonly onChange: (order: SortOrder) => void}): VNode {
	return (
		<label class="field narrow-only">
			<span class="hidden">{STRINGS.scans.order}</span>
			<select value={order.by} onChange={(event) => onChange({by: event.currentTarget.value as Sort, isDescending: false})}>
				{COLUMNS.flatMap(({name, sort}) =>
					sort === null
						? []
						: [
								<option key={sort} value={sort}>
									{STRINGS.scans.sortBy(STRINGS.scans.columns[name])}
								</option>,
							],
				)}
			</select>
		</label>
	);
}

function ScanHead({order, onChange}: {readonly order: SortOrder; readonly onChange: (order: SortOrder) => void}): VNode {
	const click = (sort: Sort): void => onChange({by: sort, isDescending: order.by === sort && !order.isDescending});
	return (
		<thead>
			<tr>
				{COLUMNS.map(({name, sort}) => {
					const word = STRINGS.scans.columns[name];
					if (sort === null)
						return (
							<th key={name} scope="col">
								{word}
							</th>
						);
					const isSorted = order.by === sort;
					return (
						<th key={name} scope="col" aria-sort={isSorted ? (order.isDescending ? 'descending' : 'ascending') : 'none'}>
							<button type="button" class="sort" onClick={() => click(sort)}>
								{word}
								{isSorted && <Icon name={order.isDescending ? 'down' : 'up'} size={12} />}
							</button>
						</th>
					);
				})}
			</tr>
		</thead>
	);
}

function ScanRow({log, scan}: {readonly log: number; readonly scan: Scan}): VNode {
	const {href, go} = usePage();
	const columns = STRINGS.scans.columns;
	const open = (event: MouseEvent): void => {
		// A row is a large target for the link in it; whoever selects text wants no other page.
		if ((event.target as Element).closest('a') === null && getSelection()?.isCollapsed !== false) go({screen: 'scan', log, scan: scan.id});
	};
	return (
		<tr onClick={open} class="is-link">
			<td class="number" data-name={columns.file}>
				<a href={href({screen: 'scan', log, scan: scan.id})} aria-label={STRINGS.scan.title(scan.id)}>
					{scan.id}
				</a>
			</td>
			<td data-name={columns.interest} class="result">
				<LevelIcon level={levelOfScan(scan.outcome, needsFallback(scan))} size={16} /> <Plain text={resultWords(scan)} />
			</td>
			<td class="when" data-name={columns.time}>
				{scanTimeText(scan)}
			</td>
			<td data-name={columns.caller}>
				<Plain text={callerName(scan)} />
			</td>
			<td data-name={columns.service}>
				{serviceText(scan)}
				{scan.online === false ? ', offline' : ''}
			</td>
			<td data-name={columns.server}>{scan.server === null ? '' : <Plain text={originText(scan.server)} />}</td>
			<td data-name={columns.proxy}>{scan.proxy.outcome === 'not-used' ? '' : PROXY_WORDS[scan.proxy.outcome]}</td>
			<td class="number" data-name={columns.duration}>
				{scan.durationMs === null ? '' : shortDuration(scan.durationMs)}
			</td>
		</tr>
	);
}

/** The scan beside one in the file. */
export function useNeighbors(log: OpenLog, id: number): {readonly previous: number | null; readonly next: number | null} {
	const [neighbors, setNeighbors] = useState<{readonly previous: number | null; readonly next: number | null}>({
		previous: null,
		next: null,
	});
	useEffect(() => {
		const {scans} = log.report;
		const at = scans.findIndex((scan) => scan.id === id);
		setNeighbors({previous: scans[at - 1]?.id ?? null, next: scans[at + 1]?.id ?? null});
	}, [log, id]);
	return neighbors;
}
