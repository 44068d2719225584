/** Turns scans into findings: evaluates the rules, picks one cause for each failed scan, and quotes the lines that prove it. */
import {plainText} from '../wording/plain-text.js';
import {counted} from '../wording/labels.js';
import type {MachineLine} from '../scans/log-facts.js';
import type {EvidenceLine} from '../scans/packed/scan-packer.js';
import type {Finding, Issue, Scan, Step} from '../types.js';
import {isCauseCategory, SEVERITIES} from '../vocabulary.js';
import {fulfils} from './condition.js';
import {factNamed, type Facts, factsOfScan, type FactValue} from './facts.js';
import type {EvidenceSelector, Rule, RuleVariant} from './rule.js';
import {keepTitleParts, titlePartsOfRule} from './title-parts.js';

/** The most lines that a finding quotes; the scans it lists lead to the rest. */
const MAX_EVIDENCE = 12;
const MAX_EVIDENCE_PER_SCAN = 4;
const MAX_QUOTE = 400;
/** The most distinct values that a placeholder lists. */
const MAX_VALUES = 3;
/** The rest are only counted, up to this limit. */
const MAX_COUNTED_VALUES = 10_000;

const PLACEHOLDER = /\{([A-Za-z.]{1,32})\}/g;

export interface DiagnoseInput {
	readonly scans: readonly Scan[];
	/** The same scans, each with its expected behavior. */
	readonly expected: Iterable<Scan>;
	/** Lines of a scan that can be quoted. */
	readonly quotesOf: (scan: Scan) => readonly EvidenceLine[];
	/** Facts of the file. */
	readonly facts: Facts;
	readonly issues: readonly Issue[];
	readonly machineLines: readonly MachineLine[];
	/** The first line of the file, for findings about files without records. */
	readonly firstLine: {readonly line: number; readonly text: string};
	/** What another log tells, in place of its first line. */
	readonly neighborLines: readonly {readonly line: number; readonly text: string}[];
}

/** Findings are sorted by severity, then in rule order. */
function severityRank({severity}: Finding): number {
	return SEVERITIES.indexOf(severity);
}

interface Match {
	readonly rule: Rule;
	readonly variant: RuleVariant | null;
	readonly scans: Scan[];
	/** Values of the facts that its texts refer to, across all scans. */
	readonly values: ReadonlyMap<string, Set<FactValue>>;
}

/** @param rules in order of precedence: the first cause rule that matches a failed scan is its cause */
export function diagnose(input: DiagnoseInput, rules: readonly Rule[]): readonly Finding[] {
	const matches = new Map<string, Match>();
	function add(rule: Rule, facts: Facts, scan: Scan | null): void {
		const variant = rule.variants?.find((candidate) => fulfils(facts, candidate.when)) ?? null;
		const key = `${rule.role} ${variant === null ? -1 : rule.variants?.indexOf(variant)} ${rule.id}`;
		let match = matches.get(key);
		if (match === undefined) {
			match = {rule, variant, scans: [], values: new Map(namesIn(rule, variant).map((name) => [name, new Set()]))};
			matches.set(key, match);
		}
		for (const [name, values] of match.values)
			if (values.size < MAX_COUNTED_VALUES) for (const value of valuesOf(facts(name))) values.add(value);
		if (scan !== null) match.scans.push(scan);
	}

	for (const scan of input.expected) {
		const facts = factsOfScan(scan, input.facts);
		const cause = scan.outcome === 'failed' ? rules.find((rule) => rule.role === 'cause' && fulfils(facts, rule.when)) : undefined;
		if (cause !== undefined) add(cause, facts, scan);
		for (const rule of rules) if (rule.role === 'context' && fulfils(facts, rule.when)) add(rule, facts, scan);
	}
	for (const rule of rules) if (rule.role === 'file' && fulfils(input.facts, rule.when)) add(rule, input.facts, null);

	const order = new Map(rules.map((rule, index) => [rule, index]));
	return [...matches.values()]
		.map((match) => ({finding: findingOf(match, input), order: order.get(match.rule) ?? 0}))
		.filter(({finding}) => finding.evidence.length > 0)
		.sort((a, b) => severityRank(a.finding) - severityRank(b.finding) || a.order - b.order)
		.map(({finding}) => finding);
}

function findingOf({rule, variant, scans, values}: Match, input: DiagnoseInput): Finding {
	const fill = (text: string): string => fillIn(text, values, scans.length);
	const steps: readonly Step[] = [...(variant?.steps ?? []), ...rule.steps]
		.map((step) => ({...step, text: fill(step.text)}))
		.sort((a, b) => Number(a.changes) - Number(b.changes));
	const title = variant?.title ?? rule.title;
	const finding: Finding = {
		rule: rule.id,
		severity: variant?.severity ?? rule.severity,
		title: upperFirst(fill(title)),
		explanation: upperFirst(fill(variant?.explanation ?? rule.explanation)),
		nextSteps: steps.map(stepText),
		steps,
		references: rule.references,
		scans: scans.map(({id}) => id),
		failures: [],
		evidence: evidenceOf(rule, scans, input),
	};
	const parts = titlePartsOfRule(title, rule.inVerdict, fill);
	keepTitleParts(finding, {...parts, main: upperFirst(parts.main)});
	return finding;
}

function upperFirst(text: string): string {
	return (/^[a-z]+ /.test(text) ? (text[0] ?? '').toUpperCase() : (text[0] ?? '')) + text.slice(1);
}

/** `text Command: …`, `Changes the PC: text` */
function stepText({text, command, changes}: Step): string {
	return `${changes ? 'Changes the PC: ' : ''}${text}${command === null ? '' : ` Command: ${command}`}`;
}

/** Fills facts into a text: `{server}` becomes the server, or the first few if scans differ. Commands are never filled in. */
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
		...(steps ?? []).map((step) => step.text),
	]);
	return [...new Set(texts.flatMap((text) => [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name)))];
}

function valuesOf(value: FactValue | readonly FactValue[]): readonly FactValue[] {
	if (value === null || value === '') return [];
	return Array.isArray(value) ? value : [value as FactValue];
}

function evidenceOf(rule: Rule, scans: readonly Scan[], input: DiagnoseInput): Finding['evidence'] {
	const lines = new Map<number, string>();
	const quoted = new Set<string>();
	const take = (quotes: readonly {readonly line: number; readonly text: string}[], limit: number): void => {
		let taken = 0;
		for (const {line, text} of quotes) {
			if (lines.size >= MAX_EVIDENCE || taken >= limit) return;
			const quote = plainText(text).slice(0, MAX_QUOTE);
			// Repeating the same text proves nothing more.
			if (lines.has(line) || quoted.has(quote)) continue;
			quoted.add(quote);
			lines.set(line, quote);
			taken++;
		}
	};
	if (rule.role === 'file') {
		for (const selector of rule.evidence) {
			for (const quotes of fileQuotes(selector, input)) {
				if (lines.size >= MAX_EVIDENCE) break;
				take(quotes, MAX_EVIDENCE);
			}
		}
	} else {
		const each = Math.max(1, Math.min(MAX_EVIDENCE_PER_SCAN, Math.floor(MAX_EVIDENCE / Math.max(1, scans.length))));
		for (const scan of scans) {
			if (lines.size >= MAX_EVIDENCE) break;
			quoted.clear();
			const before = lines.size;
			for (const selector of rule.evidence) take(scanQuotes(selector, scan, input), each - (lines.size - before));
		}
	}
	return [...lines].map(([line, text]) => ({line, text})).sort((a, b) => a.line - b.line);
}

function scanQuotes(
	selector: EvidenceSelector,
	scan: Scan,
	input: DiagnoseInput,
): readonly {readonly line: number; readonly text: string}[] {
	const failures = scan.failures.filter((failure) => isCauseCategory(failure.category)).map(({line, message}) => ({line, text: message}));
	switch (selector) {
		case 'root-cause': {
			const line = scan.rootCause?.line;
			return [...failures.filter((failure) => failure.line === line), ...input.quotesOf(scan).filter((quote) => quote.line === line)];
		}
		case 'failures':
			return failures;
		case 'proxy': {
			// Lines about an error or a switch are more informative than those that start a call.
			const proxy = input.quotesOf(scan).filter(({kind}) => kind === 'proxy' || kind === 'proxy-failed');
			if (proxy.length > 0) return [...proxy.filter(({kind}) => kind === 'proxy-failed'), ...proxy];
			const attempts = new Set(scan.proxy.attempts.filter((attempt) => attempt.outcome === 'failed').map((attempt) => attempt.line));
			return failures.filter((failure) => attempts.has(failure.line));
		}
		case 'start':
		case 'end':
		case 'certificate':
		case 'endpoint':
			return input.quotesOf(scan).filter((quote) => quote.kind === selector);
		case 'settings':
		case 'versions':
		case 'issues':
		case 'first-line':
			// File-level lines are not stored with scans.
			return [];
		default:
			return selector satisfies never;
	}
}

/** Yields in parts, because only a few lines of many scans are needed. */
function* fileQuotes(
	selector: EvidenceSelector,
	input: DiagnoseInput,
): Generator<readonly {readonly line: number; readonly text: string}[]> {
	const {scans, issues, machineLines, firstLine, neighborLines} = input;
	switch (selector) {
		case 'issues':
			yield issues.flatMap(({line, message}) => (line === null ? [] : [{line, text: message}]));
			return;
		case 'settings': {
			// A value is better evidence than its absence.
			const wsus = machineLines.filter(({kind}) => kind === 'wsus');
			const withAddress = wsus.filter(({text}) => text.includes('://'));
			yield withAddress.length > 0 ? withAddress : wsus;
			return;
		}
		case 'versions':
			yield machineLines.filter(({kind}) => kind === 'version');
			return;
		case 'first-line':
			yield neighborLines.length > 0 ? neighborLines : [firstLine];
			return;
		case 'start':
		case 'end':
		case 'root-cause':
		case 'failures':
		case 'proxy':
		case 'certificate':
		case 'endpoint':
			for (const scan of scans) yield scanQuotes(selector, scan, input);
			return;
		default:
			selector satisfies never;
	}
}
