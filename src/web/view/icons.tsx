/** Icons beside text, drawn as SVG because not every font has them. They never stand without a name. */
import type {ComponentChildren, VNode} from 'preact';
import type {ScanOutcome, Verdict} from '../../core/types.js';

type Level = Verdict['level'];

const LEVELS: Readonly<Record<Level, () => ComponentChildren>> = {
	error: () => (
		<>
			<circle cx="10" cy="10" r="9" />
			<path d="M6.8 6.8l6.4 6.4M13.2 6.8l-6.4 6.4" />
		</>
	),
	warning: () => (
		<>
			<path class="area" d="M10 1.6L19.2 18H.8z" />
			<path d="M10 7.4v4.8M10 15.1v.1" />
		</>
	),
	info: () => (
		<>
			<circle cx="10" cy="10" r="9" />
			<path d="M10 9.4v5M10 5.9v.1" />
		</>
	),
	good: () => (
		<>
			<circle cx="10" cy="10" r="9" />
			<path d="M6 10.4l2.8 2.8 5.2-6" />
		</>
	),
	none: () => (
		<>
			<circle cx="10" cy="10" r="9" />
			<path d="M6 10h8" />
		</>
	),
};

export function LevelIcon({level, size = 20}: {readonly level: Level; readonly size?: number}): VNode {
	return (
		<svg class={`icon ${level}`} viewBox="0 0 20 20" width={size} height={size} aria-hidden="true" focusable="false">
			{LEVELS[level]()}
		</svg>
	);
}

const PATHS = {
	drop: 'M10 2v10M6 8.5l4 4 4-4M3 13v4h14v-4',
	file: 'M5 2h7l4 4v12H5zM12 2v4h4',
	folder: 'M2 5h6l2 2h8v10H2z',
	search: 'M9 3a6 6 0 1 1 0 12A6 6 0 0 1 9 3zM13.5 13.5L18 18',
	copy: 'M7 6V3h10v11h-3M3 6h10v11H3z',
	check: 'M4 10.5l4 4 8-9',
	save: 'M4 3h10l3 3v11H4zM7 3v4h6V3M7 17v-5h7v5',
	theme: 'M10 3a7 7 0 1 0 0 14zM10 3a7 7 0 0 1 0 14',
	keys: 'M2 5h16v10H2zM5 8.5h.1M8.3 8.5h.1M11.6 8.5h.1M15 8.5h.1M6 12h8',
	lock: 'M5 9h10v8H5zM7 9V6a3 3 0 0 1 6 0v3',
	back: 'M12 4l-6 6 6 6',
	next: 'M8 4l6 6-6 6',
	plus: 'M10 4v12M4 10h12',
	minus: 'M4 10h12',
	whole: 'M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4',
	close: 'M5 5l10 10M15 5L5 15',
	about: 'M10 9v5M10 6v.1M10 2a8 8 0 1 1 0 16 8 8 0 0 1 0-16z',
	up: 'M4 12l6-6 6 6',
	down: 'M4 8l6 6 6-6',
	machine: 'M2 4h16v10H2zM7 17h6M10 14v3',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({name, size = 18}: {readonly name: IconName; readonly size?: number}): VNode {
	return (
		<svg class="icon line" viewBox="0 0 20 20" width={size} height={size} aria-hidden="true" focusable="false">
			<path d={PATHS[name]} />
		</svg>
	);
}

/** A lens over the lines of a log. */
export function Logo({size = 28}: {readonly size?: number}): VNode {
	return (
		<svg class="logo" viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false">
			<path class="logo-lines" d="M3 6h15M3 12h8M3 18h7M3 24h12" />
			<circle class="logo-glass" cx="19" cy="16" r="7.5" />
			<path class="logo-handle" d="M24.5 21.5L30 27" />
			<path class="logo-check" d="M15.6 16.2l2.4 2.4 4.4-5" />
		</svg>
	);
}

/** How a scan's result is colored and marked. */
export function levelOfScan(outcome: ScanOutcome, neededFallback: boolean): Level {
	if (outcome === 'failed') return 'error';
	if (neededFallback) return 'warning';
	return outcome === 'succeeded' ? 'good' : 'none';
}
