/** Which lines prove a finding: those that its rule asks for, a few of each scan. */
import type {MachineLine} from '../scans/log-facts.js';
import type {EvidenceLine} from '../scans/packed/scan-packer.js';
import type {Finding, Issue, NetworkState, OutsideFailure, Scan} from '../types.js';
import {isCauseCategory} from '../vocabulary.js';
import {plainText} from '../wording/plain-text.js';
import type {EvidenceSelector, Rule} from './rule.js';

/** The most lines that a finding quotes; the scans it lists lead to the rest. */
const MAX_EVIDENCE = 12;
const MAX_EVIDENCE_PER_SCAN = 4;
const MAX_QUOTE = 400;

interface Quote {
	readonly line: number;
	readonly text: string;
}

export interface EvidenceInput {
	readonly scans: readonly Scan[];
	/** Lines of a scan that can be quoted. */
	readonly quotesOf: (scan: Scan) => readonly EvidenceLine[];
	/** The PC's own words, where they explain why a scan failed. */
	readonly offlineOf: (scan: Scan) => NetworkState | null;
	readonly issues: readonly Issue[];
	readonly machineLines: readonly MachineLine[];
	/** The first line of the file, for findings about files without records. */
	readonly firstLine: Quote;
	/** What another log tells, in place of its first line. */
	readonly neighborLines: readonly Quote[];
}

/** What a finding is about. */
export interface Subjects {
	readonly scans: readonly Scan[];
	readonly failures: readonly OutsideFailure[];
	/** What the PC said about its network when the failures outside scans came. */
	readonly network: readonly NetworkState[];
}

export function evidenceOf(rule: Rule, {scans, failures, network}: Subjects, input: EvidenceInput): Finding['evidence'] {
	const lines = new Map<number, string>();
	const quoted = new Set<string>();
	const take = (quotes: readonly Quote[], limit: number): void => {
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
		take(network, MAX_EVIDENCE_PER_SCAN);
		take(
			failures.map(({first, message}) => ({line: first.line, text: message})),
			MAX_EVIDENCE,
		);
	}
	return [...lines].map(([line, text]) => ({line, text})).sort((a, b) => a.line - b.line);
}

function scanQuotes(selector: EvidenceSelector, scan: Scan, input: EvidenceInput): readonly Quote[] {
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
		case 'network': {
			const state = input.offlineOf(scan);
			return state === null ? [] : [state];
		}
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
function* fileQuotes(selector: EvidenceSelector, input: EvidenceInput): Generator<readonly Quote[]> {
	const {scans, issues, machineLines, firstLine, neighborLines} = input;
	switch (selector) {
		case 'issues':
			yield issues.map(({line, message}) => ({line: line ?? firstLine.line, text: message}));
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
		case 'network':
			for (const scan of scans) yield scanQuotes(selector, scan, input);
			return;
		default:
			selector satisfies never;
	}
}
