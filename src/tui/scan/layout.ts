/** How the screen of a scan is shared out. */
import type {LaneId, TimelineLane} from '../../core/timeline/timeline-layout.js';
import type {Size} from '../rows.js';
import type {ScanModel} from './model.js';
import {momentsOf} from './moments.js';

export interface ScanLayout {
	/** 2: the ruler has its labels on a row of their own. */
	readonly rulerRows: 0 | 1 | 2;
	/** Top to bottom. */
	readonly lanes: readonly LaneId[];
	/** Rows of calls that run at the same time. */
	readonly barRows: number;
	readonly legendRows: 0 | 1;
	/** The row of the titles of lines and findings. */
	readonly titleRow: number;
	/** Rows of lines or findings, without their title. */
	readonly paneRows: number;
	/** Rows for what the entry under the cursor says in full. */
	readonly detailRows: number;
	/** Findings stand beside the entries. */
	readonly isWide: boolean;
	readonly entryColumns: number;
	readonly readingColumns: number;
	/** Cells of the lanes. */
	readonly laneCells: number;
}

export const HEADING_ROWS = 2;
export const LANE_NAME_WIDTH = 12;
/** Blank, line, blank between the panes. */
export const PANE_GAP = 3;

const WIDE_COLUMNS = 120;
const TITLE_ROWS = 1;
const MAX_LANE_ROWS = 9;
const MAX_BAR_ROWS = 3;
/** Fewer rows than this are scarce: one row for the ruler, no legend, nothing in full. */
const ROOMY_ROWS = 19;
/** From here on, empty lanes are shown, too: that nothing is in them says something. */
const EMPTY_LANE_ROWS = 34;

/** What is left out last comes first. */
const WORTH: readonly LaneId[] = ['proxy', 'failures', 'result', 'calls', 'certificate', 'settings'];

export function layoutScan({scan, pane}: ScanModel, {columns, rows}: Size): ScanLayout {
	const {layout} = momentsOf(scan);
	const isRoomy = rows >= ROOMY_ROWS;
	const isWide = columns >= WIDE_COLUMNS;
	const rulerRows = layout === null ? 0 : isRoomy ? 2 : 1;
	const legendRows = layout !== null && isRoomy ? 1 : 0;
	const detailRows = isRoomy && (isWide || pane === 'entries') ? 2 : 0;
	const budget = Math.max(0, Math.min(MAX_LANE_ROWS, Math.floor(rows * 0.42)) - rulerRows);
	const lanes = layout === null ? [] : chosenLanes(layout.lanes, budget, rows);
	const bars = layout?.lanes.find(({id}) => id === 'calls')?.bars ?? [];
	const barRows = lanes.includes('calls')
		? Math.max(
				1,
				Math.min(
					MAX_BAR_ROWS,
					1 + budget - lanes.length,
					...(bars.length === 0 ? [1] : [bars.reduce((most, {row}) => Math.max(most, row + 1), 1)]),
				),
			)
		: 0;
	const laneRows = lanes.length + Math.max(0, barRows - 1);
	const titleRow = HEADING_ROWS + (layout === null ? 1 : 0) + rulerRows + laneRows + legendRows;
	const entryColumns = isWide ? Math.floor((columns - PANE_GAP) * 0.55) : columns;
	return {
		rulerRows,
		lanes,
		barRows,
		legendRows,
		titleRow,
		paneRows: Math.max(1, rows - titleRow - TITLE_ROWS - detailRows),
		detailRows,
		isWide,
		entryColumns,
		readingColumns: isWide ? columns - PANE_GAP - entryColumns : columns,
		laneCells: Math.max(1, columns - LANE_NAME_WIDTH),
	};
}

function chosenLanes(lanes: readonly TimelineLane[], budget: number, rows: number): readonly LaneId[] {
	const candidates = lanes.filter(({marks, bars}) => rows >= EMPTY_LANE_ROWS || marks.length + bars.length > 0);
	const best = new Set(WORTH.filter((id) => candidates.some((lane) => lane.id === id)).slice(0, budget));
	return candidates.map(({id}) => id).filter((id) => best.has(id));
}
