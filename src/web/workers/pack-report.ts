/** Hands reports from one worker or the page to another, without making an object of every scan on the way. */
import {keepTitleParts, titlePartsOf} from '../../core/findings/title-parts.js';
import {packedDataOf, unpackScans} from '../../core/scans/packed/packed-scan-list.js';
import {createScanColumns, keepColumns} from '../../core/scans/packed/scan-columns.js';
import {machineOf} from '../../core/triage/machine-name.js';
import type {FileReport} from '../../core/types.js';
import type {PackedReport} from './protocol.js';

export function packReport(report: FileReport): PackedReport {
	const data = packedDataOf(report.scans);
	const titles = report.findings.map(titlePartsOf);
	const machine = machineOf(report);
	if (data === null) return {report, machine, titles, scans: null};
	return {report: {...report, scans: []}, machine, titles, scans: {packed: data, columns: createScanColumns(report.scans)}};
}

/** What need not be copied, for the sender has no use for it any more. */
export function buffersOf({scans}: PackedReport): ArrayBuffer[] {
	if (scans === null) return [];
	const {packed, columns} = scans;
	const {times, durations, interests, callers, services, words} = columns;
	const arrays = [
		...packed.pages,
		packed.places,
		packed.states,
		packed.expectedOf,
		times,
		durations,
		interests,
		callers.of,
		services.of,
		words.of,
	];
	return [...new Set(arrays.map(({buffer}) => buffer))];
}

export function unpackReport({report, titles, scans}: PackedReport): FileReport {
	report.findings.forEach((finding, index) => {
		const parts = titles[index];
		if (parts !== undefined) keepTitleParts(finding, parts);
	});
	if (scans === null) return report;
	const list = unpackScans(scans.packed);
	keepColumns(list, scans.columns);
	return {...report, scans: list};
}
