/** What holds of every report, whatever the input was. */
import {expect} from 'vitest';
import type {FileReport} from '../../src/core/types.js';

export function checkInvariants(report: FileReport): void {
	const {log, scans, issues} = report;
	expect(report.status === 'analyzed').toBe(log !== null);
	expect(report.reason === null).toBe(log !== null);
	for (const issue of issues) expect(issue.count).toBeGreaterThan(0);
	if (log === null) {
		expect(scans).toEqual([]);
		return;
	}
	expect(log.lines).toBe(log.records + log.continuationLines + log.unparsedLines);
	expect(log.records).toBeGreaterThan(0);
	expect(scans.map(({id}) => id)).toEqual(scans.map((_, index) => index + 1));
	const within = (line: number): boolean => Number.isInteger(line) && line >= 1 && line <= log.lines;
	for (const scan of scans) {
		const lines = [
			...(scan.start === null ? [] : [scan.start.line]),
			...(scan.end === null ? [] : [scan.end.line]),
			...(scan.rootCause === null ? [] : [scan.rootCause.line]),
			...scan.failures.map(({line}) => line),
			...scan.timeline.map(({line}) => line),
			...scan.certificate.lines,
			...scan.proxy.attempts.map(({line}) => line),
			...scan.proxy.behaviors.map(({line}) => line),
		];
		expect(lines.filter((line) => !within(line))).toEqual([]);
		const order = scan.timeline.map(({line}) => line);
		expect(order).toEqual(order.toSorted((a, b) => a - b));
		if (scan.start !== null && scan.end !== null) expect(scan.end.line).toBeGreaterThanOrEqual(scan.start.line);
		expect(scan.outcome === 'failed').toBe(scan.rootCause !== null);
		if (scan.online === false) expect(scan.proxy).toMatchObject({attempts: [], outcome: 'not-used'});
	}
	for (const {line} of issues) if (line !== null) expect(within(line)).toBe(true);
	// The report is its own JSON: nothing is lost or undefined in it.
	expect(JSON.parse(JSON.stringify(report))).toEqual(report);
}
