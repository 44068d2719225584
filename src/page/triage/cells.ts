/** What a cell of a table shows, as data: how it looks is decided where it is drawn. */
import type {Level} from '../../core/triage/summary.js';

export type Cell =
	| {readonly kind: 'text'; readonly text: string}
	/** A day, with the minute in its tooltip. */
	| {readonly kind: 'day'; readonly time: string | null}
	| {readonly kind: 'level'; readonly level: Level}
	/** Links after each other, or below each other. */
	| {readonly kind: 'links'; readonly links: readonly Link[]; readonly isStacked: boolean};

export interface Link {
	readonly text: string;
	readonly href: string;
}
