/** Turns scans and failures outside them into findings: evaluates the rules, and picks one cause for each failure. */
import type {Trouble} from '../scans/troubles.js';
import type {Finding, Scan} from '../types.js';
import {fulfils} from './condition.js';
import type {DiagnoseInput} from './diagnose-input.js';
import {type Facts, factsOfScan} from './facts/index.js';
import {findingOf} from './finding-of-match.js';
import {createMatches, groupOf, isOver} from './match.js';
import {addSoFar, causeSoFar, type OpenScan} from './open-causes.js';
import {addOutside} from './outside-causes.js';
import type {Rule} from './rule.js';
import {compareLevels} from './severities.js';

/** @param rules in order of precedence: the first cause rule that matches a failure is its cause */
export function diagnose(input: DiagnoseInput, rules: readonly Rule[]): readonly Finding[] {
	const matches = createMatches();
	const numbers = new Map<Trouble, number>();
	function addFailed(scan: Scan, trouble: Trouble | null, facts: Facts): void {
		const cause = rules.find((rule) => rule.role === 'cause' && fulfils(facts, rule.when));
		if (cause === undefined) return;
		if (trouble !== null && !numbers.has(trouble)) numbers.set(trouble, numbers.size);
		const story = trouble?.state === 'over' ? `over ${numbers.get(trouble) ?? 0}` : (trouble?.state ?? 'lasting');
		const match = matches.of(cause, facts, `${groupOf(cause, facts, trouble)} ${story}`);
		match.scans.push(scan);
		match.isCause = true;
		if (trouble !== null) match.troubles.add(trouble);
	}

	const open: OpenScan[] = [];
	for (const scan of input.expected) {
		const isFailed = scan.outcome === 'failed';
		const soFar = isFailed ? null : causeSoFar(scan, input, rules);
		if (soFar !== null) open.push(soFar);
		const trouble = isFailed ? input.troubleOf(scan) : null;
		const facts = factsOfScan(scan, input.facts, {
			trouble,
			offline: isFailed ? input.offlineOf(scan) : null,
			soFar: null,
			isExplained: soFar !== null,
		});
		if (isFailed) addFailed(scan, trouble, facts);
		for (const rule of rules) if (rule.role === 'context' && fulfils(facts, rule.when)) matches.of(rule, facts, '').scans.push(scan);
	}
	addSoFar(open, matches);
	addOutside(input, rules, matches);
	for (const rule of rules) if (rule.role === 'file' && fulfils(input.facts, rule.when)) matches.of(rule, input.facts, '');

	const order = new Map(rules.map((rule, index) => [rule, index]));
	return matches
		.all()
		.map((match) => ({
			finding: findingOf(match, input),
			match,
			order: order.get(match.rule) ?? 0,
		}))
		.filter(({finding}) => finding.evidence.length > 0)
		.sort(
			(a, b) =>
				compareLevels(a.finding.severity, b.finding.severity) ||
				Number(isOver(a.match)) - Number(isOver(b.match)) ||
				Number(b.match.isCause) - Number(a.match.isCause) ||
				(a.match.isCause ? b.match.scans.length - a.match.scans.length : 0) ||
				a.order - b.order ||
				b.match.scans.length - a.match.scans.length,
		)
		.map(({finding}) => finding);
}
