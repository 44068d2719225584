/** All scans of a log over time, as a picture whose marks are links. */
import type {VNode} from 'preact';
import {useMemo} from 'preact/hooks';
import type {Scan} from '../../core/types.js';
import {chartOf, type ScanGrade, type ScanMark} from '../model/scan-chart.js';
import {ALL_SCANS} from '../model/route.js';
import {STRINGS} from '../strings.js';
import {usePage} from './page-context.js';

const DISTANCE = 0.016;
const LANE_HEIGHT = 40;
const TOP = 4;

export function ScansChart({log, scans}: {readonly log: number; readonly scans: readonly Scan[]}): VNode {
	const chart = useMemo(() => chartOf(scans, DISTANCE), [scans]);
	if (chart === null) return <p class="muted">{STRINGS.chart.none}</p>;
	const height = TOP + chart.lanes.length * LANE_HEIGHT;
	return (
		<figure class="chart">
			<div class="chart-plot">
				<svg width="100%" height={height} role="group" aria-label={STRINGS.chart.label}>
					{chart.lanes.map((lane, index) => {
						const y = TOP + index * LANE_HEIGHT;
						return (
							<g key={lane.name}>
								<text class="lane" x="0" y={y + 12}>
									{lane.name} <tspan class="empty">{lane.count}</tspan>
								</text>
								<line class="track" x1="0%" x2="100%" y1={y + 27} y2={y + 27} />
								{lane.marks.map((mark) => (
									<Mark key={mark.from} log={log} mark={mark} y={y + 27} />
								))}
							</g>
						);
					})}
				</svg>
			</div>
			<div class="chart-axis">
				<span>{clock(chart.from)}</span>
				{chart.to > chart.from && <span>{clock(chart.to)}</span>}
			</div>
			<Legend />
		</figure>
	);
}

function Mark({log, mark, y}: {readonly log: number; readonly mark: ScanMark; readonly y: number}): VNode {
	const {href} = usePage();
	const {x, grade, count, failed, scan, from, to} = mark;
	const words = count === 1 ? `${STRINGS.scan.title(scan)}, ${STRINGS.chart.grades[grade]}` : STRINGS.chart.several(count, failed);
	const target = count === 1 ? href({screen: 'scan', log, scan}) : href({screen: 'scans', log, query: {...ALL_SCANS, from, to}});
	return (
		<svg x={`${(1 + x * 98).toFixed(2)}%`} y={y} class="tl">
			<a href={target} aria-label={`${words}, ${clock(from)}`}>
				<title>{`${words}\n${clock(from)}`}</title>
				<circle class="hit" r="11" />
				<GradeShape grade={grade} isMany={count > 1} />
			</a>
		</svg>
	);
}

/** The shape tells the grade, too. */
function GradeShape({grade, isMany}: {readonly grade: ScanGrade; readonly isMany: boolean}): VNode {
	const size = isMany ? 1.25 : 1;
	const shape = {
		failed: <path d="M-5 -5L5 5M5 -5L-5 5" />,
		fallback: <path class="filled" d="M0 -6.5L6.5 5H-6.5z" />,
		succeeded: <circle r="5" />,
		other: <circle class="ring" r="4.5" />,
	}[grade];
	return (
		<g class={`mark ${GRADE_CLASS[grade]}`} transform={`scale(${size})`}>
			{shape}
		</g>
	);
}

const GRADE_CLASS: Readonly<Record<ScanGrade, string>> = {failed: 'wrong', fallback: 'warned', succeeded: 'worked', other: 'said'};

function Legend(): VNode {
	return (
		<figcaption class="legend-row">
			{(['failed', 'fallback', 'succeeded', 'other'] as const).map((grade) => (
				<span key={grade}>
					<svg class="tl" width="18" height="16" viewBox="-9 -8 18 16" aria-hidden="true" focusable="false">
						<GradeShape grade={grade} isMany={false} />
					</svg>{' '}
					{STRINGS.chart.grades[grade]}
				</span>
			))}
		</figcaption>
	);
}

/** Wall-clock time: the log has no zone. */
function clock(ms: number): string {
	return new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
}
