/** Turns scans and failures outside them into findings: evaluates the rules, and picks one cause for each failure. */
import type {OfflineAt} from '../scans/offline.js';
import {isNetworkCode, meaningKey, type Trouble, type TroubleOf, type TroubleState} from '../scans/troubles.js';
import type {Finding, NetworkState, OutsideFailure, Scan, Severity, Step} from '../types.js';
import {SEVERITIES} from '../vocabulary.js';
import {counted} from '../wording/labels.js';
import {lowerFirst, upperFirst} from '../wording/sentences.js';
import {plainText} from '../wording/plain-text.js';
import {keepCauseStory} from './cause-stories.js';
import {factsInCommand} from './command-target.js';
import {fulfils} from './condition.js';
import {type EvidenceInput, evidenceOf} from './evidence.js';
import {factNamed, type Facts, factsOfFailure, factsOfScan, type FactValue} from './facts.js';
import {asFailed} from './open-scans.js';
import type {OutsideWeights} from './outside-weights.js';
import {MAX_VALUES, outsideText} from './outside-words.js';
import type {Rule, RuleVariant} from './rule.js';
import {keepTitleParts, titlePartsOfRule, titlePartsOfText} from './title-parts.js';
import {nothingToDo, overText, recurringText} from './trouble-words.js';
import {stepsOf} from './fill-steps.js';

/** The rest are only counted, up to this limit. */
const MAX_COUNTED_VALUES = 10_000;

/** Facts that are kept whatever the texts refer to: failures outside scans are told with the scans that failed of the same. */
const ALWAYS_KEPT = ['host', 'rootCause'];

const PLACEHOLDER = /\{([A-Za-z.]{1,32})\}/g;

export interface DiagnoseInput extends EvidenceInput {
	/** The same scans, each with its expected behavior. */
	readonly expected: Iterable<Scan>;
	/** Facts of the file. */
	readonly facts: Facts;
	readonly outsideFailures: readonly OutsideFailure[];
	readonly weightOf: OutsideWeights;
	readonly troubleOf: TroubleOf;
	readonly offlineAt: OfflineAt;
}

/** What rules that match are about: some scans, or failures outside scans. */
interface Match {
	readonly rule: Rule;
	readonly variant: RuleVariant | null;
	readonly scans: Scan[];
	/** Indexes. */
	readonly failures: number[];
	readonly network: Set<NetworkState>;
	/** It explains why scans failed. */
	isCause: boolean;
	/** What became of these scans, where the log tells. */
	readonly troubles: Set<Trouble>;
	/** Of failures outside scans, and of scans whose end is not in the log. */
	weight: Severity | null;
	/** Values of the facts that its texts refer to, across all subjects. */
	readonly values: ReadonlyMap<string, Set<FactValue>>;
}

/** @param rules in order of precedence: the first cause rule that matches a failure is its cause */
export function diagnose(input: DiagnoseInput, rules: readonly Rule[]): readonly Finding[] {
	const matches = new Map<string, Match>();
	function matchOf(rule: Rule, facts: Facts, group: string): Match {
		const variant = rule.variants?.find((candidate) => fulfils(facts, candidate.when)) ?? null;
		const key = `${rule.role} ${variant === null ? -1 : rule.variants?.indexOf(variant)} ${rule.id} ${group}`;
		let match = matches.get(key);
		if (match === undefined) {
			const values = new Map([...namesIn(rule, variant), ...ALWAYS_KEPT].map((name) => [name, new Set<FactValue>()]));
			match = {rule, variant, scans: [], failures: [], network: new Set(), isCause: false, troubles: new Set(), weight: null, values};
			matches.set(key, match);
		}
		return match;
	}
	function take(match: Match, facts: Facts): Match {
		for (const [name, values] of match.values)
			if (values.size < MAX_COUNTED_VALUES) for (const value of valuesOf(facts(name))) values.add(value);
		return match;
	}

	const numbers = new Map<Trouble, number>();
	const open: Scan[] = [];
	for (const scan of input.expected) {
		const isFailed = scan.outcome === 'failed';
		const trouble = isFailed ? input.troubleOf(scan) : null;
		const facts = factsOfScan(scan, input.facts, {trouble, offline: isFailed ? input.offlineOf(scan) : null});
		const cause = isFailed ? rules.find((rule) => rule.role === 'cause' && fulfils(facts, rule.when)) : undefined;
		if (cause !== undefined) {
			if (trouble !== null && !numbers.has(trouble)) numbers.set(trouble, numbers.size);
			const story = trouble?.state === 'over' ? `over ${numbers.get(trouble) ?? 0}` : (trouble?.state ?? 'lasting');
			const match = take(matchOf(cause, facts, `${groupOf(cause, facts)} ${story}`), facts);
			match.scans.push(scan);
			match.isCause = true;
			if (trouble !== null) match.troubles.add(trouble);
		}
		open.push(...asFailed(scan));
		for (const rule of rules)
			if (rule.role === 'context' && fulfils(facts, rule.when)) take(matchOf(rule, facts, ''), facts).scans.push(scan);
	}
	addOpen(open, input.facts, rules, matches, (rule, facts, group) => take(matchOf(rule, facts, group), facts));
	addOutside(input, rules, [...matches.values()], (rule, facts, group) => take(matchOf(rule, facts, group), facts));
	for (const rule of rules) if (rule.role === 'file' && fulfils(input.facts, rule.when)) take(matchOf(rule, input.facts, ''), input.facts);

	const order = new Map(rules.map((rule, index) => [rule, index]));
	return [...matches.values()]
		.map((match) => ({finding: findingOf(match, input), match, order: order.get(match.rule) ?? 0}))
		.filter(({finding}) => finding.evidence.length > 0)
		.sort(
			(a, b) =>
				SEVERITIES.indexOf(a.finding.severity) - SEVERITIES.indexOf(b.finding.severity) ||
				Number(isOver(a.match)) - Number(isOver(b.match)) ||
				Number(b.match.isCause) - Number(a.match.isCause) ||
				(a.match.isCause ? b.match.scans.length - a.match.scans.length : 0) ||
				a.order - b.order ||
				b.match.scans.length - a.match.scans.length,
		)
		.map(({finding}) => finding);
}

/** A code has its own meaning, and so its own finding. */
function groupOf(rule: Rule, facts: Facts): string {
	if (rule.acrossCodes === true) return '';
	const code = facts('rootCause') ?? facts('exitCode');
	return meaningKey(typeof code === 'string' ? code : null);
}

/** Likely causes of scans that were failing when the log ended, where no scan failed of the same. They may still end well. */
function addOpen(
	open: readonly Scan[],
	file: Facts,
	rules: readonly Rule[],
	matches: ReadonlyMap<string, Match>,
	matchOf: (rule: Rule, facts: Facts, group: string) => Match,
): void {
	const failed = [...matches.values()].filter((match) => match.isCause && !isOver(match));
	for (const scan of open) {
		const facts = factsOfScan(scan, file);
		const rule = rules.find(({role, when}) => role === 'cause' && fulfils(facts, when));
		if (rule === undefined || rule.id === NO_CAUSE || failed.some((match) => match.rule === rule)) continue;
		const match = matchOf(rule, facts, `open ${groupOf(rule, facts)}`);
		match.scans.push(scan);
		match.weight = 'warning';
	}
}

/** It says no more than that the scan failed, which nobody knows yet. */
const NO_CAUSE = 'scan-failed';

/** Failures outside scans that nothing has overcome. Where scans failed of the same, there is one finding about both. */
function addOutside(
	{facts: file, outsideFailures, weightOf, offlineAt}: DiagnoseInput,
	rules: readonly Rule[],
	ofScans: readonly Match[],
	matchOf: (rule: Rule, facts: Facts, group: string) => Match,
): void {
	const known: {readonly rule: Rule; readonly group: string; readonly host: string | null; readonly match: Match}[] = [];
	const judged = outsideFailures.map((failure, index) => ({failure, index, weight: weightOf(failure)}));
	// Those that name a server come first, so that the others can be told as parts of them.
	for (const {failure, index, weight} of judged.toSorted((a, b) => Number(a.failure.server === null) - Number(b.failure.server === null))) {
		if (weight === null) continue;
		const offline = offlineAt(failure.first.line, failure.last.line);
		const facts = factsOfFailure(failure, file, offline);
		const rule = rules.find(({role, when}) => (role === 'cause' || role === 'outside') && fulfils(facts, when));
		if (rule === undefined) continue;
		const host = failure.server?.host ?? null;
		const group = groupOf(rule, facts);
		const sameScans = ofScans.find(
			(match) =>
				match.rule === rule &&
				!isOver(match) &&
				match.isCause &&
				(rule.acrossCodes === true || [...(match.values.get('rootCause') ?? [])].some((code) => meaningKey(String(code)) === group)) &&
				(host === null || match.values.get('host')?.has(host) === true),
		);
		const same =
			sameScans ??
			outageWith(failure, ofScans) ??
			known.find((one) => one.group === group && (one.rule === rule || failure.kind === 'other') && host === null)?.match;
		const match = same ?? matchOf(rule, facts, `outside ${host ?? ''} ${group}`);
		if (same === undefined) known.push({rule, group, host, match});
		match.failures.push(index);
		if (offline !== null) match.network.add(offline);
		if (match.scans.length === 0) match.weight = worse(match.weight, weight);
	}
}

/** What failed in an outage of the network is a part of it, whatever its code and server. */
function outageWith({code, first, last}: OutsideFailure, matches: readonly Match[]): Match | undefined {
	if (!isNetworkCode(code)) return undefined;
	return matches.find(
		({isCause, troubles}) =>
			isCause && [...troubles].some(({isNetwork, from, to}) => isNetwork && first.line <= to.line && last.line >= from.line),
	);
}

function worse(a: Severity | null, b: Severity): Severity {
	return a !== null && SEVERITIES.indexOf(a) < SEVERITIES.indexOf(b) ? a : b;
}

function milder(a: Severity, b: Severity): Severity {
	return SEVERITIES.indexOf(a) > SEVERITIES.indexOf(b) ? a : b;
}

function isOver({troubles}: Match): boolean {
	return troubles.size > 0 && [...troubles].every(({state}) => state === 'over');
}

function isRecurring({troubles}: Match): boolean {
	return troubles.size > 0 && [...troubles].every(({state}) => state === 'recurring');
}

function findingOf(match: Match, input: DiagnoseInput): Finding {
	const {rule, variant, scans, failures, network, values} = match;
	const fill = (text: string): string => fillIn(text, values, scans.length);
	const steps = isOver(match)
		? []
		: stepsOf([...(variant?.steps ?? []), ...rule.steps], {
				fill,
				firstValueOf: (fact) => firstValue(values.get(fact)),
				isOldWindows: input.facts('log.oldWindows') === true,
			});
	const title = variant?.title ?? rule.title;
	const told = failures.flatMap((index) => input.outsideFailures[index] ?? []);
	const texts = textsOf(match, told, title, upperFirst(fill(title)), upperFirst(fill(variant?.explanation ?? rule.explanation)));
	const finding: Finding = {
		rule: rule.id,
		severity: severityOf(match),
		title: texts.story === null ? texts.title : `${texts.title}: ${texts.story}`,
		explanation: texts.explanation,
		nextSteps: steps.map(stepText),
		steps,
		references: rule.references,
		scans: scans.map(({id}) => id),
		failures: failures.toSorted((a, b) => a - b),
		evidence: evidenceOf(rule, {scans, failures: told, network: [...network]}, input),
	};
	keepTitles(match, finding, texts, title, fill);
	return finding;
}

function severityOf(match: Match): Severity {
	const severity = match.variant?.severity ?? match.rule.severity;
	if (isOver(match)) return 'info';
	if (isRecurring(match)) return milder(severity, 'warning');
	return match.weight === null ? severity : milder(severity, match.weight);
}

/** Titles that were put together are shown as they are; those of rules without the number of scans. */
function keepTitles(match: Match, finding: Finding, {title, story}: Texts, template: string, fill: (text: string) => string): void {
	const {rule, scans, failures} = match;
	const parts = titlePartsOfRule(template, rule.inVerdict, fill);
	const isOwn = story === null && (scans.length > 0 || failures.length === 0);
	keepTitleParts(
		finding,
		isOwn ? {...parts, main: upperFirst(parts.main)} : {...titlePartsOfText(finding.title), inVerdict: parts.inVerdict},
	);
	if (match.isCause) keepCauseStory(finding, {trouble: stateOf(match), title, story});
}

function stateOf(match: Match): TroubleState {
	return isOver(match) ? 'over' : isRecurring(match) ? 'recurring' : 'lasting';
}

interface Texts {
	readonly title: string;
	/** What became of it, to follow the title. */
	readonly story: string | null;
	readonly explanation: string;
}

/** The texts of the rule, with what became of it, or with what failed outside scans. */
function textsOf(match: Match, told: readonly OutsideFailure[], template: string, title: string, explanation: string): Texts {
	const troubles = [...match.troubles];
	if (isOver(match)) return {title, story: overText(troubles), explanation: `${nothingToDo(troubles, match.scans.length)} ${explanation}`};
	if (isRecurring(match)) {
		const story = recurringText(troubles);
		return {title, story, explanation: `Scans of this kind ${story}. ${explanation}`};
	}
	if (match.scans.length > 0 || told.length === 0) return {title, story: null, explanation};
	if (match.rule.role === 'outside')
		return {title: template.startsWith(OUTSIDE_TITLE) ? outsideText(told) : title, story: null, explanation};
	const main = titlePartsOfRule(template, undefined, (text) => fillIn(text, match.values, 0)).main;
	return {title: `${outsideText(told)}: ${lowerFirst(main)}`, story: null, explanation};
}

/** A title that begins so says no more than what failed. */
const OUTSIDE_TITLE = 'Something outside scans failed';

function firstValue(values: ReadonlySet<FactValue> | undefined): string | null {
	const [first] = values ?? [];
	return first === undefined || first === null ? null : String(first);
}

/** `text Command: …`, `Changes the PC: text` */
function stepText({text, command, changes}: Step): string {
	return `${changes ? 'Changes the PC: ' : ''}${text}${command === null ? '' : ` Command: ${command}`}`;
}

/** In parentheses, the server says nothing if the log does not name it. */
const UNNAMED_SERVER = / \((?:here: )?the server(?:, (?=[^()]{1,200}\))|\))/g;

/** Fills facts into a text: `{server}` becomes the server, or the first few if scans differ. For commands see command-target.ts. */
function fillIn(text: string, valuesByName: Match['values'], scans: number): string {
	const filled = text.replace(PLACEHOLDER, (_, name: string) => {
		if (name === 'count') return counted(scans, 'scan');
		const values = [...(valuesByName.get(name) ?? [])];
		if (values.length === 0) return factNamed(name)?.missing ?? 'unknown';
		const shown = values.slice(0, MAX_VALUES).map((value) => plainText(String(value)));
		return values.length > MAX_VALUES ? `${shown.join(', ')} and ${values.length - MAX_VALUES} more` : shown.join(', ');
	});
	return filled.replace(UNNAMED_SERVER, '').replace(/ {1,4}(?=[),]|\.(?:[\s)]|$))| {1,4}$/g, '');
}

/** Facts that the texts of a finding refer to. */
function namesIn(rule: Rule, variant: RuleVariant | null): readonly string[] {
	const texts = [rule, ...(variant === null ? [] : [variant])].flatMap(({title, explanation, steps}) => [
		title ?? '',
		explanation ?? '',
		...(steps ?? []).flatMap((step) => [step.text, step.onOldWindows?.text ?? '']),
	]);
	const commands = [rule, ...(variant === null ? [] : [variant])].flatMap(({steps}) =>
		(steps ?? []).flatMap(({command, onOldWindows}) => [command ?? '', onOldWindows?.command ?? '']),
	);
	const names = texts.flatMap((text) => [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name));
	return [...new Set([...names, ...commands.flatMap(factsInCommand)])];
}

function valuesOf(value: FactValue | readonly FactValue[]): readonly FactValue[] {
	if (value === null || value === '') return [];
	return Array.isArray(value) ? value : [value as FactValue];
}
