/** Causes of failures outside scans, told with the scans that failed of the same. */
import {isNetworkCode} from '../scans/troubles.js';
import type {OutsideFailure} from '../types.js';
import {fulfils} from './condition.js';
import type {DiagnoseInput} from './diagnose-input.js';
import {factsOfFailure} from './facts/index.js';
import {groupOf, isOfGroup, isOver, type Match, type Matches} from './match.js';
import type {Rule} from './rule.js';
import {worseOf} from './severities.js';

/** Failures outside scans that nothing has overcome. Where scans failed of the same, there is one finding about both. */
export function addOutside(
	{facts: file, outsideFailures, weightOf, offlineAt}: DiagnoseInput,
	rules: readonly Rule[],
	matches: Matches,
): void {
	const ofScans = matches.all();
	const known: {
		readonly rule: Rule;
		readonly group: string;
		readonly host: string | null;
		readonly match: Match;
	}[] = [];
	const judged = outsideFailures.map((failure, index) => ({
		failure,
		index,
		weight: weightOf(failure),
	}));
	// Those that name a server come first, so that the others can be told as parts of them.
	for (const {failure, index, weight} of judged.toSorted((a, b) => Number(a.failure.server === null) - Number(b.failure.server === null))) {
		if (weight === null) continue;
		const offline = offlineAt(failure.first.line, failure.last.line);
		const facts = factsOfFailure(failure, file, offline);
		const rule = rules.find(({role, when}) => (role === 'cause' || role === 'outside') && fulfils(facts, when));
		if (rule === undefined) continue;
		const host = failure.server?.host ?? null;
		const group = groupOf(rule, facts, null);
		const sameScans = ofScans.find(
			(match) =>
				match.rule === rule &&
				!isOver(match) &&
				match.isCause &&
				isOfGroup(match, group) &&
				(host === null || match.values.get('host')?.has(host) === true),
		);
		const same =
			sameScans ??
			outageWith(failure, ofScans) ??
			known.find((one) => one.group === group && (one.rule === rule || failure.kind === 'other') && host === null)?.match;
		const match = same ?? matches.of(rule, facts, `outside ${host ?? ''} ${group}`);
		if (same === undefined) known.push({rule, group, host, match});
		match.failures.push(index);
		if (offline !== null) match.network.add(offline);
		if (match.scans.length === 0) match.weight = match.weight === null ? weight : worseOf(match.weight, weight);
	}
}

/** What failed in an outage of the network is a part of it, whatever its code and server. */
function outageWith({code, first, last}: OutsideFailure, ofScans: readonly Match[]): Match | undefined {
	if (!isNetworkCode(code)) return undefined;
	return ofScans.find(
		({isCause, troubles}) =>
			isCause && [...troubles].some(({isNetwork, from, to}) => isNetwork && first.line <= to.line && last.line >= from.line),
	);
}
