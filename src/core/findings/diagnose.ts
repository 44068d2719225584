/** Turns scans and failures outside them into findings: evaluates the rules, and picks one cause for each failure. */
import type {OfflineAt} from '../scans/offline.js';
import {failureSoFar, isNetworkCode, meaningKey, type Trouble, type TroubleOf, type TroubleState} from '../scans/troubles.js';
import type {Finding, NetworkState, OutsideFailure, Scan, Severity, Step} from '../types.js';
import {counted} from '../wording/labels.js';
import {lowerFirst, upperFirst} from '../wording/sentences.js';
import {plainText} from '../wording/plain-text.js';
import {keepCauseStory} from './cause-stories.js';
import {factsInCommand} from './command-target.js';
import {fulfils} from './condition.js';
import {type EvidenceInput, evidenceOf} from './evidence.js';
import {factNamed, type Facts, factsOfFailure, factsOfScan, type FactValue} from './facts/index.js';
import type {OutsideWeights} from './outside-weights.js';
import {MAX_VALUES, outsideText} from './outside-words.js';
import type {Rule, RuleVariant} from './rule.js';
import {keepTitleParts, type TitleFacts, type TitleParts, titlePartsOfRule, titlePartsOfText, wholeTitle} from './title-parts.js';
import {nothingToDo, overText, recurringText} from './trouble-words.js';
import {compareLevels, milderOf, worseOf} from './severities.js';
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
	/** Of scans whose result is not in the log. */
	isSoFar: boolean;
	/** What became of these scans, where the log tells. */
	readonly troubles: Set<Trouble>;
	/** Of failures outside scans alone. */
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
			match = {
				rule,
				variant,
				scans: [],
				failures: [],
				network: new Set(),
				isCause: false,
				isSoFar: false,
				troubles: new Set(),
				weight: null,
				values,
			};
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
	function addFailed(scan: Scan, trouble: Trouble | null, facts: Facts): void {
		const cause = rules.find((rule) => rule.role === 'cause' && fulfils(facts, rule.when));
		if (cause === undefined) return;
		if (trouble !== null && !numbers.has(trouble)) numbers.set(trouble, numbers.size);
		const story = trouble?.state === 'over' ? `over ${numbers.get(trouble) ?? 0}` : (trouble?.state ?? 'lasting');
		const match = take(matchOf(cause, facts, `${groupOf(cause, facts)} ${story}`), facts);
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
		for (const rule of rules)
			if (rule.role === 'context' && fulfils(facts, rule.when)) take(matchOf(rule, facts, ''), facts).scans.push(scan);
	}
	addSoFar(open, [...matches.values()], (rule, facts, group) => take(matchOf(rule, facts, group), facts));
	addOutside(input, rules, [...matches.values()], (rule, facts, group) => take(matchOf(rule, facts, group), facts));
	for (const rule of rules) if (rule.role === 'file' && fulfils(input.facts, rule.when)) take(matchOf(rule, input.facts, ''), input.facts);

	const order = new Map(rules.map((rule, index) => [rule, index]));
	return [...matches.values()]
		.map((match) => ({finding: findingOf(match, input), match, order: order.get(match.rule) ?? 0}))
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

/** A scan whose result is not in the log, and what it would have failed of, had it ended with the log. */
interface OpenScan {
	readonly scan: Scan;
	readonly cause: Rule;
	readonly facts: Facts;
}

function causeSoFar(scan: Scan, {facts: file, offlineOf}: DiagnoseInput, rules: readonly Rule[]): OpenScan | null {
	const soFar = failureSoFar(scan);
	if (soFar === null) return null;
	const facts = factsOfScan(scan, file, {trouble: null, offline: offlineOf(scan), soFar, isExplained: true});
	const cause = rules.find((rule) => rule.role === 'cause' && fulfils(facts, rule.when));
	return cause === undefined ? null : {scan, cause, facts};
}

/** What was failing when the log ended is a warning. Where other scans failed of the same and it lasts, it is told with them. */
function addSoFar(open: readonly OpenScan[], ofScans: readonly Match[], matchOf: (rule: Rule, facts: Facts, group: string) => Match): void {
	for (const {scan, cause, facts} of open) {
		const group = groupOf(cause, facts);
		const told = ofScans.find((match) => match.rule === cause && match.isCause && !isOver(match) && isOfGroup(match, group));
		if (told !== undefined) {
			told.scans.push(scan);
			continue;
		}
		const match = matchOf(cause, facts, `so far ${group}`);
		match.scans.push(scan);
		match.isCause = true;
		match.isSoFar = true;
		match.weight = 'warning';
	}
}

function isOfGroup({rule, values}: Match, group: string): boolean {
	return rule.acrossCodes === true || [...(values.get('rootCause') ?? [])].some((code) => meaningKey(String(code)) === group);
}

/** A code has its own meaning, and so its own finding. */
function groupOf(rule: Rule, facts: Facts): string {
	if (rule.acrossCodes === true) return '';
	const code = facts('rootCause') ?? facts('exitCode');
	return meaningKey(typeof code === 'string' ? code : null);
}

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
				isOfGroup(match, group) &&
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
		if (match.scans.length === 0) match.weight = match.weight === null ? weight : worseOf(match.weight, weight);
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
	const titleFacts: TitleFacts = {fill, isKnown: (name) => (values.get(name)?.size ?? 0) > 0};
	const title = variant?.title ?? rule.title;
	const parts = titlePartsOfRule(title, rule.inVerdict, titleFacts);
	const told = failures.flatMap((index) => input.outsideFailures[index] ?? []);
	const texts = textsOf(
		match,
		told,
		title,
		{...parts, main: upperFirst(parts.main)},
		upperFirst(fill(variant?.explanation ?? rule.explanation)),
	);
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
	keepTitles(match, finding, texts, parts);
	return finding;
}

function severityOf(match: Match): Severity {
	const severity = match.variant?.severity ?? match.rule.severity;
	if (isOver(match)) return 'info';
	if (isRecurring(match)) return milderOf(severity, 'warning');
	return match.weight === null ? severity : milderOf(severity, match.weight);
}

/** Titles that were put together are shown as they are; those of rules without the number of scans. */
function keepTitles(match: Match, finding: Finding, {title, story}: Texts, parts: TitleParts): void {
	const {scans, failures} = match;
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
function textsOf(match: Match, told: readonly OutsideFailure[], template: string, parts: TitleParts, explanation: string): Texts {
	const title = wholeTitle(parts);
	const troubles = [...match.troubles];
	if (isOver(match)) return {title, story: overText(troubles), explanation: `${nothingToDo(troubles, match.scans.length)} ${explanation}`};
	if (isRecurring(match)) {
		const story = recurringText(troubles);
		return {title, story, explanation: `Scans of this kind ${story}. ${explanation}`};
	}
	if (match.isSoFar) {
		const count = counted(match.scans.length, 'scan');
		const aside = parts.aside === null ? count : `${parts.aside}; ${count}`;
		return {
			title: wholeTitle({main: parts.main, aside: `${aside} without a logged end`}),
			story: null,
			explanation: `${SO_FAR} ${explanation}`,
		};
	}
	if (match.scans.length > 0 || told.length === 0) return {title, story: null, explanation};
	if (match.rule.role === 'outside')
		return {title: template.startsWith(OUTSIDE_TITLE) ? outsideText(told) : title, story: null, explanation};
	return {title: `${outsideText(told)}: ${lowerFirst(parts.main)}`, story: null, explanation};
}

const SO_FAR = 'The result of the scan is not in this log; this is what failed until the log ends.';

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

/** Fills facts into a text: `{server}` becomes the server, or the first few if scans differ. For commands see command-target.ts. */
function fillIn(text: string, valuesByName: Match['values'], scans: number): string {
	const filled = text.replace(PLACEHOLDER, (_, name: string) => {
		if (name === 'count') return counted(scans, 'scan');
		const values = [...(valuesByName.get(name) ?? [])];
		if (values.length === 0) return factNamed(name)?.missing ?? 'unknown';
		const shown = values.slice(0, MAX_VALUES).map((value) => plainText(String(value)));
		return values.length > MAX_VALUES ? `${shown.join(', ')} and ${values.length - MAX_VALUES} more` : shown.join(', ');
	});
	return filled.replace(/ {1,4}(?=[),]|\.(?:[\s)]|$))| {1,4}$/g, '');
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
