/** Counts what became of every file, and why. */
import {neighborReason} from '../../neighbors/neighbor-text.js';
import {fileName} from '../../wording/labels.js';
import {unreadLines} from '../../wording/unread-lines.js';
import type {FileReport} from '../../types.js';
import {byText} from '../compare.js';
import type {Overlap} from '../repeated.js';
import {filesOf, type ReportedFile} from '../files-of.js';
import type {LedgerReason, LedgerSummary} from '../summary.js';
import {createTally, type Tally} from '../tally.js';

const MAX_REASONS = 1000;

interface ReasonCounter {
	status: LedgerReason['status'];
	inputs: number;
	example: string | null;
}

export interface Ledger {
	/** @param overlap what of it counts in another file; `null`: nothing */
	addReport(report: FileReport, overlap: Overlap | null): void;
	end(): LedgerSummary;
}

export function createLedger(): Ledger {
	const counts = {
		inputs: 0,
		analyzed: 0,
		skipped: 0,
		failed: 0,
		otherLogs: 0,
		partlyRead: 0,
		unreadLines: 0,
		inputsWithUnreadLines: 0,
		overlaps: 0,
		scansOfOverlaps: 0,
	};
	const reasons: Readonly<Record<LedgerReason['status'], Tally<ReasonCounter>>> = {
		failed: createTally(() => ({status: 'failed', inputs: 0, example: null}), MAX_REASONS),
		skipped: createTally(() => ({status: 'skipped', inputs: 0, example: null}), MAX_REASONS),
	};

	function add(file: ReportedFile, neighbor: FileReport['neighbor']): void {
		counts.inputs++;
		counts[file.status]++;
		if (file.status === 'analyzed') return;
		// Without times, so that the same failure of many machines is one reason.
		const reason = reasons[file.status].of(neighbor === null ? (file.reason ?? '') : neighborReason(neighbor, {hasTimes: false}));
		const name = fileName(file);
		reason.inputs++;
		if (reason.example === null || name < reason.example) reason.example = name;
	}

	return {
		addReport(report, overlap) {
			if (overlap !== null) counts.overlaps++;
			counts.scansOfOverlaps += overlap?.scans.size ?? 0;
			for (const file of filesOf(report)) add(file, report.neighbor);
			if (report.neighbor !== null) counts.otherLogs++;
			if (report.status === 'failed' && report.log !== null) counts.partlyRead++;
			const unread = unreadLines(report).count;
			counts.unreadLines += unread;
			if (unread > 0) counts.inputsWithUnreadLines++;
		},
		end: () => ({
			...counts,
			reasons: [reasons.failed, reasons.skipped].flatMap((tally) =>
				[...tally.entries]
					.map(([reason, {status, inputs, example}]) => ({status, reason, inputs, example: example ?? ''}))
					.sort((a, b) => b.inputs - a.inputs || byText(a.reason, b.reason)),
			),
		}),
	};
}
