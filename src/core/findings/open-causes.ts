/** Causes of scans whose results are not in the log, by what failed until it ends. */
import type {Scan} from '../types.js';
import {fulfils} from './condition.js';
import type {DiagnoseInput} from './diagnose-input.js';
import {type Facts, factsOfScan} from './facts/index.js';
import {groupOf, isOfGroup, isOver, type Matches} from './match.js';
import {openCauseOf} from './open-scans.js';
import type {Rule} from './rule.js';

/** A scan whose result is not in the log, and what it would have failed of, had it ended with the log. */
export interface OpenScan {
	readonly scan: Scan;
	readonly cause: Rule;
	readonly facts: Facts;
}

export function causeSoFar(scan: Scan, {facts: file, offlineOf}: DiagnoseInput, rules: readonly Rule[]): OpenScan | null {
	const soFar = openCauseOf(scan);
	if (soFar === null) return null;
	const facts = factsOfScan(scan, file, {
		trouble: null,
		offline: offlineOf(scan),
		soFar,
		isExplained: true,
	});
	const cause = rules.find((rule) => rule.role === 'cause' && fulfils(facts, rule.when));
	return cause === undefined ? null : {scan, cause, facts};
}

/** What was failing when the log ended is a warning. Where other scans failed of the same and it lasts, it is told with them. */
export function addSoFar(open: readonly OpenScan[], matches: Matches): void {
	const ofScans = matches.all();
	for (const {scan, cause, facts} of open) {
		const group = groupOf(cause, facts);
		const told = ofScans.find((match) => match.rule === cause && match.isCause && !isOver(match) && isOfGroup(match, group));
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
