/** Causes of scans whose results are not in the log, by what failed until it ends. */
import {openCauseOf} from '../scans/open-scans.js';
import type {Trouble} from '../scans/troubles.js';
import type {Scan} from '../types.js';
import {fulfils} from './condition.js';
import type {DiagnoseInput} from './diagnose-input.js';
import {type Facts, factsOfScan} from './facts/index.js';
import {groupOf, isOfGroup, isOver, type Matches} from './match.js';
import type {Rule} from './rule.js';

/** A scan whose result is not in the log, and what it would have failed of, had it ended with the log. */
export interface OpenScan {
	readonly scan: Scan;
	readonly cause: Rule;
	readonly facts: Facts;
	readonly trouble: Trouble | null;
}

export function causeSoFar(scan: Scan, {facts: file, offlineOf, troubleOf}: DiagnoseInput, rules: readonly Rule[]): OpenScan | null {
	const soFar = openCauseOf(scan);
	if (soFar === null) return null;
	// That it is over is not said of a scan whose result nobody knows.
	const story = troubleOf(scan);
	const trouble = story?.state === 'over' ? null : story;
	const facts = factsOfScan(scan, file, {
		trouble,
		offline: offlineOf(scan),
		soFar,
		isExplained: true,
	});
	const cause = rules.find((rule) => rule.role === 'cause' && fulfils(facts, rule.when));
	return cause === undefined ? null : {scan, cause, facts, trouble};
}

/** What was failing when the log ended is a warning. Where other scans failed of the same and it lasts, it is told with them. */
export function addSoFar(open: readonly OpenScan[], matches: Matches): void {
	const ofScans = matches.all();
	for (const {scan, cause, facts, trouble} of open) {
		const group = groupOf(cause, facts, trouble);
		const told = ofScans.find(
			(match) =>
				match.rule === cause &&
				match.isCause &&
				!isOver(match) &&
				(isOfGroup(match, group) || (trouble !== null && match.troubles.has(trouble))),
		);
		if (told !== undefined) {
			told.scans.push(scan);
			continue;
		}
		const match = matches.of(cause, facts, `so far ${group}`);
		match.scans.push(scan);
		match.isCause = true;
		match.isSoFar = true;
		match.weight = 'warning';
	}
}
