/** Icons that accompany text, drawn as SVG because not every font has them. They never appear without text. */
import type {ScanOutcome, Verdict} from '../../types.js';

type Level = Verdict['level'];

const SHAPES: Readonly<Record<Level, string>> = {
	error: '<circle cx="10" cy="10" r="9"/><path d="M6.8 6.8l6.4 6.4M13.2 6.8l-6.4 6.4"/>',
	warning: '<path class="area" d="M10 1.6L19.2 18H.8z"/><path d="M10 7.4v4.8M10 15.1v.1"/>',
	info: '<circle cx="10" cy="10" r="9"/><path d="M10 9.4v5M10 5.9v.1"/>',
	good: '<circle cx="10" cy="10" r="9"/><path d="M6 10.4l2.8 2.8 5.2-6"/>',
	none: '<circle cx="10" cy="10" r="9"/><path d="M6 10h8"/>',
};

export function icon(level: Level): string {
	return (
		`<svg class="icon ${level}" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" ` + `focusable="false">${SHAPES[level]}</svg>`
	);
}

/** How a scan's result is colored and marked. */
export function levelOf(outcome: ScanOutcome, neededFallback: boolean): Level {
	if (outcome === 'failed') return 'error';
	if (neededFallback) return 'warning';
	return outcome === 'succeeded' ? 'good' : 'none';
}
