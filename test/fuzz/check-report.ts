/** What must hold of a report on anything at all: its counts, its schema, its size, and every reporter's output. */
import {expect} from 'vitest';
import {MAX_FAILURES_PER_SCAN, MAX_TIMELINE_PER_SCAN} from '../../src/core/scans/scan-builder.js';
import {createReport, type FileReport, REPORTERS, type ReporterName} from '../../src/core/index.js';
import {UNPRINTABLE} from '../helpers/hostile-texts.js';
import {checkInvariants} from '../helpers/invariants.js';
import {reportErrors} from '../helpers/report-schema.js';

const MAX_ISSUES = 64;
const MAX_EVIDENCE = 2000;
/** Bytes of a time, a component, and a message. */
const SHORTEST_ENTRY = 40;

export function checkFileReport(file: FileReport): void {
	if (file.status !== 'failed') checkInvariants(file);
	const report = createReport([file], '0.0.0');
	expect(reportErrors(report)).toEqual([]);
	expect(report.totals.scans).toBe(file.scans.length);

	// What is kept is bounded by what was read.
	// Entries that are glued together in one line are one record.
	expect(file.scans.length).toBeLessThanOrEqual(Math.max(file.log?.records ?? 0, Math.ceil(file.bytes / SHORTEST_ENTRY)));
	expect(file.issues.length).toBeLessThanOrEqual(MAX_ISSUES);
	for (const {failures, timeline} of file.scans) {
		expect(failures.length).toBeLessThanOrEqual(MAX_FAILURES_PER_SCAN);
		expect(timeline.length).toBeLessThanOrEqual(MAX_TIMELINE_PER_SCAN + 2);
	}
	for (const {evidence} of file.findings) {
		expect(evidence.length).toBeGreaterThan(0);
		expect(evidence.length).toBeLessThanOrEqual(MAX_EVIDENCE);
	}

	for (const name of Object.keys(REPORTERS) as ReporterName[]) {
		const reporter = REPORTERS[name].create({version: '0.0.0'});
		const text = reporter.begin() + [...reporter.file(file)].join('') + reporter.end(report.totals);
		// A byte order mark tells Excel that the text is UTF-8.
		expect(UNPRINTABLE.exec(text.replace(/^\ufeff/, '')), name).toBeNull();
	}
}
