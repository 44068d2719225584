/** Writes what is copied and saved: the reports of the command line, redacted unless that is switched off, and the summary of many. */
import {isUnrelatedFile} from '../../core/foreign-files/foreign-files.js';
import {createRedactor} from '../../core/redact/redact.js';
import {excerptOfFinding, excerptOfScan} from '../../core/report/excerpt.js';
import {totalsOf} from '../../core/report/report.js';
import {REPORTERS, type ReporterName} from '../../core/report/reporters/index.js';
import {csvHead, csvRow} from '../../core/report/tables/table.js';
import {createAggregator} from '../../core/triage/aggregate.js';
import {overlapsOf, withoutRepeats} from '../../core/triage/repeated.js';
import {createResultRedactor} from '../../core/triage/redact-results.js';
import {NO_FILTER} from '../../core/triage/selection.js';
import {RESULT_SCHEMA, type TriageResult} from '../../core/triage/result.js';
import type {Summary} from '../../core/triage/summary.js';
import {summaryJson} from '../../core/triage/summary-json.js';
import {MACHINES} from '../../core/triage/tables/machines.js';
import type {FileReport} from '../../core/types.js';
import {VERSION} from '../build-constants.js';
import {unpackReport} from './pack-report.js';
import type {Excerpt, WriteForm, WriteReply, WriteRequest} from './protocol.js';
import {createReplacements, type Replacements} from './replacements.js';

/** Parts of a text are put together to pieces of this length before they become bytes. */
const PIECE_LENGTH = 256 * 1024;

const TYPES: Readonly<Record<WriteForm, string>> = {
	text: 'text/plain;charset=utf-8',
	markdown: 'text/markdown;charset=utf-8',
	html: 'text/html;charset=utf-8',
	json: 'application/json',
	ndjson: 'application/x-ndjson',
	csv: 'text/csv;charset=utf-8',
	'fleet-summary': 'application/json',
	'fleet-machines': 'text/csv;charset=utf-8',
};

export function createWriter(post: (reply: WriteReply) => void): (request: WriteRequest) => void {
	const added = new Map<number, TriageResult>();
	let results: readonly TriageResult[] = [];

	function answer(request: WriteRequest): void {
		switch (request.type) {
			case 'reset':
				results = [];
				added.clear();
				return;
			case 'add':
				added.set(request.key, {schema: RESULT_SCHEMA, machine: request.packed.machine, report: unpackReport(request.packed)});
				return;
			case 'order':
				results = request.keys.flatMap((key) => added.get(key) ?? []);
				return;
			case 'summary':
				post({type: 'summary', id: request.id, summary: summaryOf(results)});
				return;
			case 'write': {
				const replacements = createReplacements();
				const parts = request.isRedacted ? redacted(request, replacements) : plain(request);
				const blob = new Blob([...pieces(parts)], {type: TYPES[request.form]});
				post({type: 'written', id: request.id, blob, replaced: replacements.list()});
				return;
			}
			default:
				request satisfies never;
		}
	}

	function plain({form, excerpt}: {readonly form: WriteForm; readonly excerpt: Excerpt}): Iterable<string> {
		return isFleetForm(form) ? fleetText(form, results) : reportText(form, excerptOf(excerpt));
	}

	function redacted({form, excerpt}: {readonly form: WriteForm; readonly excerpt: Excerpt}, {compare}: Replacements): Iterable<string> {
		const redactor = createRedactor();
		if (!isFleetForm(form)) {
			return reportText(
				form,
				mapped(excerptOf(excerpt), (report) => withComparison(report, redactor.file(report), compare)),
			);
		}
		const names = createResultRedactor(redactor);
		for (const result of results) names.learn(result);
		return fleetText(
			form,
			results.map((result) => withComparison(result, names.result(result), compare)),
		);
	}

	function excerptOf(excerpt: Excerpt): readonly FileReport[] {
		if (excerpt.type === 'all') return excerpt.reports.flatMap((index) => results[index]?.report ?? []);
		const report = results[excerpt.report]?.report;
		if (report === undefined) return [];
		if (excerpt.type === 'scan') return report.scans.filter(({id}) => id === excerpt.scan).map((scan) => excerptOfScan(report, scan));
		return report.findings.slice(excerpt.finding, excerpt.finding + 1).map((finding) => excerptOfFinding(report, finding));
	}

	return (request) => {
		try {
			answer(request);
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			if ('id' in request) post({type: 'crashed', id: request.id, reason});
			else throw error;
		}
	};
}

function withComparison<T>(before: T, after: T, compare: Replacements['compare']): T {
	compare(before, after);
	return after;
}

function* mapped<T>(items: readonly T[], make: (item: T) => T): Generator<T> {
	for (const item of items) yield make(item);
}

type FleetForm = Exclude<WriteForm, ReporterName>;

function isFleetForm(form: WriteForm): form is FleetForm {
	return !Object.hasOwn(REPORTERS, form);
}

/** As the command line writes it. */
function* reportText(form: ReporterName, reports: Iterable<FileReport>): Generator<string> {
	const reporter = REPORTERS[form].create({version: VERSION, isAside});
	const seen: FileReport[] = [];
	yield reporter.begin();
	for (const report of reports) {
		seen.push(report);
		yield* reporter.file(report);
	}
	yield reporter.end(totalsOf(seen));
}

/** What came by itself is told about; of a folder or an archive, only logs are. */
function isAside(report: FileReport): boolean {
	return (report.member !== null || report.path.includes('/')) && isUnrelatedFile(report);
}

function summaryOf(results: readonly TriageResult[]): Summary {
	const aggregator = createAggregator({filter: NO_FILTER, groupBy: null});
	const overlaps = overlapsOf(results);
	for (const [index, result] of results.entries()) aggregator.addResult(withoutRepeats(result, overlaps[index] ?? null), overlaps[index]);
	const sources = {results: results.length, replaced: 0, torn: 0, unreadable: 0};
	return aggregator.end({version: VERSION, generated: null, command: null, sources});
}

function* fleetText(form: FleetForm, results: readonly TriageResult[]): Generator<string> {
	const summary = summaryOf(results);
	switch (form) {
		case 'fleet-summary':
			yield* summaryJson(summary);
			return;
		case 'fleet-machines':
			yield csvHead(MACHINES);
			for (const machine of summary.machines) yield csvRow(MACHINES, machine);
			return;
		default:
			form satisfies never;
	}
}

function* pieces(parts: Iterable<string>): Generator<string> {
	let piece = '';
	for (const part of parts) {
		piece += part;
		if (piece.length < PIECE_LENGTH) continue;
		yield piece;
		piece = '';
	}
	yield piece;
}
